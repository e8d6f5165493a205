package io.github.managedflink.test.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Shards that split and merge, savepoints and other parallelisms neither lose nor double a record of a stream that
 * flows all the while.
 */
class ReshardingEndToEndTest {
    private static final int RECORDS = 100;

    @TempDir
    private Path out;

    @ParameterizedTest
    @EnumSource
    void everyRecordArrivesOnceWhateverHappensToTheShards(Reading reading) throws IOException {
        try (StreamCopy copy = StreamCopy.start(reading, 2, out)) {
            RecordFlow flow = RecordFlow.into(copy);
            copy.reshard(4);
            copy.reshard(3);
            copy.awaitAllShardsRead();

            // The parents are read in part, and the savepoint knows nothing of their children and grandchildren.
            copy.reshard(2);
            String savepoint = stop(copy);
            copy.reshard(4);
            copy.reshard(3);
            copy.start(savepoint, 1);
            copy.awaitAllShardsRead();
            copy.reshard(2);

            assertThatEveryRecordArrivesOnce(copy, flow.end());
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRecordArrivesOnceAtAnotherParallelism(Reading reading) throws IOException {
        try (StreamCopy copy = StreamCopy.start(reading, 4, out)) {
            RecordFlow flow = RecordFlow.into(copy);
            for (int parallelism : new int[] {2, 1}) {
                copy.awaitAllShardsRead();
                copy.start(stop(copy), parallelism);
            }

            assertThatEveryRecordArrivesOnce(copy, flow.end());
        }
    }

    @Test
    void everyRecordArrivesOnceWhenTheJobIsStoppedAsItTurnsToItsShards() throws IOException {
        try (StreamCopy copy = StreamCopy.start(Reading.POLLING, 1, out)) {
            copy.put(IntStream.range(0, RECORDS).mapToObj(StreamCopy::record).toList());
            copy.awaitAllShardsRead();
            String savepoint = stop(copy);
            long iterators = copy.calls("GetShardIterator");

            // From the job's first call on: the one for an iterator is its second, and the next thing is to read the
            // shard.
            copy.delayCalls(Duration.ofSeconds(3), Duration.ofSeconds(12));
            copy.start(savepoint, 1);
            await().atMost(Duration.ofMinutes(1)).until(() -> copy.calls("GetShardIterator") > iterators);
            copy.start(stop(copy), 1);

            assertThatEveryRecordArrivesOnce(copy, RECORDS);
        }
    }

    private static String stop(StreamCopy copy) {
        ApplicationResult stopped = copy.stop();
        assertThat(stopped.restarts()).isZero();
        return stopped.savepoint().orElseThrow();
    }

    private static void assertThatEveryRecordArrivesOnce(StreamCopy copy, int produced) throws IOException {
        copy.awaitDrained();
        LocalRunResult result = copy.finish();

        assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
        assertThat(result.application().restarts()).isZero();
        assertThat(result.application().counts().orElseThrow().in()).isEqualTo(produced);
        List<Integer> ids = StreamCopy.ids(result);
        assertThat(ids).doesNotHaveDuplicates();
        Set<Integer> missing = IntStream.range(0, produced).boxed().collect(Collectors.toCollection(HashSet::new));
        missing.removeAll(new HashSet<>(ids));
        assertThat(missing).isEmpty();
    }
}
