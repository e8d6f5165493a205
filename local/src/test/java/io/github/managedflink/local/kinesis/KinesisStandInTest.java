package io.github.managedflink.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.model.NewRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

class KinesisStandInTest {

    @Test
    void handsOutEveryRecordOfEveryShard() {
        try (KinesisStandIn standIn = KinesisStandIn.start()) {
            standIn.createStream("orders", 3);
            int count = 25_000;
            standIn.put("orders", records(0, count));

            List<String> read = new ArrayList<>();
            standIn.forEachRecord("orders", record -> read.add(new String(record.data(), StandardCharsets.UTF_8)));

            assertThat(standIn.recordCount("orders")).isEqualTo(count);
            assertThat(read)
                    .containsExactlyInAnyOrderElementsOf(IntStream.range(0, count)
                            .mapToObj(i -> "value-" + i)
                            .toList());
        }
    }

    @Test
    void isReadToItsEndOnlyWhenTheLastRecordOfEveryShardIs() {
        try (KinesisStandIn standIn = KinesisStandIn.start();
                KinesisClient client = KinesisClients.sync(standIn.endpoint())) {
            String arn = standIn.createStream("orders", 1);
            assertThat(standIn.isReadToItsEnd(arn)).isTrue();
            standIn.put(arn, records(0, 5));
            client.splitShard(r -> r.streamARN(arn)
                    .shardToSplit("shardId-000000000000")
                    .newStartingHashKey("170141183460469231731687303715884105728"));
            standIn.put(arn, records(5, 50));

            read(client, arn, "shardId-000000000000", 4);
            read(client, arn, "shardId-000000000001", 100);
            read(client, arn, "shardId-000000000002", 100);
            assertThat(standIn.isReadToItsEnd(arn)).isFalse();

            read(client, arn, "shardId-000000000000", 5);
            assertThat(standIn.isReadToItsEnd(arn)).isTrue();
        }
    }

    @Test
    void beginsAnOnDemandStreamWithFourShards() {
        try (KinesisStandIn standIn = KinesisStandIn.start();
                KinesisClient client = KinesisClients.sync(standIn.endpoint())) {
            String arn = standIn.createOnDemandStream("orders");

            assertThat(client.listShards(r -> r.streamARN(arn)).shards()).hasSize(4);
        }
    }

    @Test
    void namesAMissingStream() {
        try (KinesisStandIn standIn = KinesisStandIn.start()) {
            assertThatThrownBy(() -> standIn.recordCount("missing"))
                    .isInstanceOf(KinesisException.class)
                    .hasMessageContaining("arn:aws:kinesis:us-east-1:000000000000:stream/missing does not exist");
        }
    }

    @Test
    void endsItsThreadsWhenItIsClosed() {
        KinesisStandIn standIn = KinesisStandIn.start();
        try (KinesisClient client = KinesisClients.sync(standIn.endpoint())) {
            client.listStreams();
            assertThat(ownThreads()).isPositive();

            standIn.close();
        }

        Awaitility.await().until(() -> ownThreads() == 0);
    }

    private static long ownThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kinesis-stand-in"))
                .count();
    }

    private static void read(KinesisClient client, String arn, String shardId, int limit) {
        String iterator = client.getShardIterator(
                        r -> r.streamARN(arn).shardId(shardId).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        client.getRecords(r -> r.shardIterator(iterator).limit(limit));
    }

    private static List<NewRecord> records(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> NewRecord.of("key-" + i, ("value-" + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
