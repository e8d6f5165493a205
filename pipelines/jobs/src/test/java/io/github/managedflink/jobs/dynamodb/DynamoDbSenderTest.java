package io.github.managedflink.jobs.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.async.BatchSink;
import io.github.managedflink.jobs.async.SinkTarget;
import io.github.managedflink.jobs.event.Events;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

@SuppressWarnings("try") // The harness may be interrupted when it is closed; nobody does.
class DynamoDbSenderTest {
    private static final String TABLE = "orders";
    private static final DynamoDbSinkSpec SINK = DynamoDbSinkSpec.builder()
            .tableArn("arn:aws:dynamodb:eu-west-1:111122223333:table/" + TABLE)
            .partitionKey("id")
            .sortKey("line")
            .deleteWhen("has(record.deleted)")
            .build();
    private static final ItemEncoder ENCODER = new ItemEncoder(SINK);

    @TempDir
    Path deadLetters;

    private static DynamoDbEntry entry(int key, long version) throws RecordFault {
        return ENCODER.encode(Events.of("id", "order-" + key % 7, "line", String.valueOf(key), "version", version));
    }

    @Test
    void ofTheItemsOfOneKeyInABatchTheLastIsPut() throws RecordFault {
        Table table = new Table(0, 1);
        List<DynamoDbEntry> batch = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            batch.add(entry(i % 30, i));
        }

        new DynamoDbSender(table, TABLE, new TableKey(SINK)).send(batch).join();

        assertThat(table.versions()).hasSize(30).allSatisfy((key, version) -> assertThat(version)
                .isGreaterThanOrEqualTo(60));
        assertThat(table.calls).containsExactly(25, 5);
    }

    @Test
    void aDeletionGoesIntoTheBatchWithTheKeyAlone() throws RecordFault {
        Table table = new Table(0, 1);
        DynamoDbSender sender = new DynamoDbSender(table, TABLE, new TableKey(SINK));
        sender.send(List.of(entry(1, 1), entry(2, 1))).join();

        sender.send(List.of(ENCODER.encode(Events.of("id", "order-1", "line", "1", "deleted", true))))
                .join();

        assertThat(table.versions()).containsOnlyKeys("2");
    }

    /**
     * A table that leaves items unprocessed and fails calls at random must in the end hold the last item of each key.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anItemNeverComesAfterANewerOneOfItsKey(long seed) throws Exception {
        Table table = new Table(0.05, seed);
        Random random = new Random(seed);
        Map<String, Long> last = new HashMap<>();
        BatchSink<DynamoDbEntry> sink = new BatchSink<>(
                new SinkTarget("main", "dynamodb:BatchWriteItem", TABLE),
                DynamoDbSinkConnector.LIMITS,
                new DynamoDbEntryCodec(),
                () -> new DynamoDbSender(table, TABLE, new TableKey(SINK)),
                new org.apache.flink.core.fs.Path(deadLetters.toUri()));
        try (var harness = new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(sink))) {
            harness.open();
            for (long version = 0; version < 1_000; version++) {
                int key = random.nextInt(20);
                last.put(String.valueOf(key), version);
                harness.processElement(entry(key, version), 0);
            }
            harness.prepareSnapshotPreBarrier(1);
        }

        assertThat(table.versions()).isEqualTo(last);
    }

    /**
     * Keeps items as DynamoDB does: a call with a key twice is refused, and one that fails may have put some of its
     * items.
     */
    private static final class Table implements DynamoDbAsyncClient {
        private final Map<String, Long> versions = new HashMap<>();
        private final List<Integer> calls = new ArrayList<>();
        private final double faults;
        private final Random random;

        Table(double faults, long seed) {
            this.faults = faults;
            this.random = new Random(seed);
        }

        Map<String, Long> versions() {
            return versions;
        }

        @Override
        public CompletableFuture<BatchWriteItemResponse> batchWriteItem(BatchWriteItemRequest request) {
            List<WriteRequest> writes = request.requestItems().get(TABLE);
            assertThat(writes.stream().map(Table::key)).doesNotHaveDuplicates().hasSizeLessThanOrEqualTo(25);
            calls.add(writes.size());
            List<WriteRequest> unprocessed = new ArrayList<>();
            for (WriteRequest write : writes) {
                if (random.nextDouble() < faults) {
                    unprocessed.add(write);
                } else if (write.deleteRequest() != null) {
                    assertThat(write.deleteRequest().key()).containsOnlyKeys("id", "line");
                    versions.remove(key(write));
                } else {
                    versions.put(
                            key(write),
                            Long.valueOf(
                                    write.putRequest().item().get("version").n()));
                }
            }
            return random.nextDouble() < faults
                    ? CompletableFuture.failedFuture(InternalServerErrorException.builder()
                            .statusCode(500)
                            .build())
                    : CompletableFuture.completedFuture(BatchWriteItemResponse.builder()
                            .unprocessedItems(unprocessed.isEmpty() ? null : Map.of(TABLE, unprocessed))
                            .build());
        }

        private static String key(WriteRequest write) {
            Map<String, AttributeValue> item = write.deleteRequest() == null
                    ? write.putRequest().item()
                    : write.deleteRequest().key();
            return item.get("line").s();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
