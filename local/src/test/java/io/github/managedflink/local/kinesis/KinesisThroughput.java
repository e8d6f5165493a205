package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.model.NewRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Records per second through the AWS SDK, in and out, with the client in the same process. Run by hand on a quiet
 * machine: {@code java -cp <test class path> io.github.managedflink.local.kinesis.KinesisThroughput [rounds]}. Add
 * {@code -Daws.cborEnabled=false} for JSON.
 */
public final class KinesisThroughput {

    private static final int SHARDS = 4;
    private static final int REQUESTS_PER_SHARD = 200;
    private static final int RECORDS_PER_REQUEST = 500;
    private static final int RECORD_BYTES = 250;
    private static final int TOTAL = SHARDS * REQUESTS_PER_SHARD * RECORDS_PER_REQUEST;

    private KinesisThroughput() {}

    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        int rounds = arguments.length == 0 ? 5 : Integer.parseInt(arguments[0]);
        for (int round = 0; round < rounds; round++) {
            run();
        }
    }

    private static void run() throws InterruptedException, ExecutionException {
        try (KinesisStandIn standIn = KinesisStandIn.start();
                KinesisClient client = KinesisClients.sync(standIn.endpoint())) {
            standIn.createStream("orders", SHARDS);
            List<Shard> shards = client.listShards(r -> r.streamName("orders")).shards();
            measure("PutRecords", () -> inParallel(shards, shard -> put(client, shard)));
            measure("GetRecords", () -> inParallel(shards, shard -> read(client, shard)));

            standIn.createStream("fed", SHARDS);
            List<NewRecord> batch = IntStream.range(0, TOTAL)
                    .mapToObj(i -> NewRecord.of("key-" + i, new byte[RECORD_BYTES]))
                    .toList();
            measure("put() without HTTP", () -> standIn.put("fed", batch));
        }
    }

    /** CPU time tells more than wall time where other work shares the machine. */
    private static void measure(String what, Work work) throws InterruptedException, ExecutionException {
        long start = System.nanoTime();
        Duration cpuStart = cpuTime();
        work.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuMicros = cpuTime().minus(cpuStart).toNanos() / 1e3 / TOTAL;
        System.out.printf("%s: %,.0f records/s, %.2f us of CPU a record%n", what, TOTAL / seconds, cpuMicros);
    }

    private static Duration cpuTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void inParallel(List<Shard> shards, Consumer<Shard> work)
            throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(shards.size());
        List<Future<?>> running = new ArrayList<>();
        for (Shard shard : shards) {
            running.add(threads.submit(() -> work.accept(shard)));
        }
        for (Future<?> future : running) {
            future.get();
        }
        threads.shutdown();
    }

    private interface Work {
        void run() throws InterruptedException, ExecutionException;
    }

    private static void put(KinesisClient client, Shard shard) {
        List<PutRecordsRequestEntry> entries = IntStream.range(0, RECORDS_PER_REQUEST)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("key-" + i)
                        .explicitHashKey(shard.hashKeyRange().startingHashKey())
                        .data(SdkBytes.fromByteArrayUnsafe(new byte[RECORD_BYTES]))
                        .build())
                .toList();
        for (int request = 0; request < REQUESTS_PER_SHARD; request++) {
            client.putRecords(r -> r.streamName("orders").records(entries));
        }
    }

    private static void read(KinesisClient client, Shard shard) {
        String iterator = client.getShardIterator(r -> r.streamName("orders")
                        .shardId(shard.shardId())
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        for (int read = 0; read < REQUESTS_PER_SHARD * RECORDS_PER_REQUEST; ) {
            String current = iterator;
            GetRecordsResponse response = client.getRecords(r -> r.shardIterator(current));
            read += response.records().size();
            iterator = response.nextShardIterator();
        }
    }
}
