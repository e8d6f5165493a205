package io.github.managedflink.test.kinesis;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Puts records with the numbers 0, 1, 2, … into a stream, without a pause, until it is ended. */
final class RecordFlow {
    private static final int RECORDS_PER_CALL = 20;

    private final CompletableFuture<Integer> produced;
    private volatile boolean ended;

    private RecordFlow(StreamCopy copy) {
        this.produced = CompletableFuture.supplyAsync(() -> produce(copy));
    }

    static RecordFlow into(StreamCopy copy) {
        return new RecordFlow(copy);
    }

    private int produce(StreamCopy copy) {
        int next = 0;
        while (!ended) {
            copy.put(IntStream.range(next, next + RECORDS_PER_CALL)
                    .mapToObj(StreamCopy::record)
                    .toList());
            next += RECORDS_PER_CALL;
        }
        return next;
    }

    /** Tells how many records there are. */
    int end() {
        ended = true;
        return produced.join();
    }
}
