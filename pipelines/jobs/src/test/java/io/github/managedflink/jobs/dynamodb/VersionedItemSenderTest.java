package io.github.managedflink.jobs.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.async.BatchSink;
import io.github.managedflink.jobs.async.SinkTarget;
import io.github.managedflink.jobs.aws.ServiceError;
import io.github.managedflink.jobs.event.Events;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

@SuppressWarnings("try") // The harness may be interrupted when it is closed; nobody does.
class VersionedItemSenderTest {
    private static final DynamoDbSinkSpec SINK = DynamoDbSinkSpec.builder()
            .tableArn("arn:aws:dynamodb:eu-west-1:111122223333:table/boards")
            .partitionKey("id")
            .version("version")
            .deleteWhen("removed")
            .build();
    private static final ItemEncoder ENCODER = new ItemEncoder(SINK);

    private static DynamoDbEntry put(int key, long version) throws RecordFault {
        return ENCODER.encode(
                Events.of("id", "key-" + key, "version", version, "removed", false, "text", "of " + version));
    }

    private static DynamoDbEntry delete(int key, long version) throws RecordFault {
        return ENCODER.encode(Events.of("id", "key-" + key, "version", version, "removed", true));
    }

    private static VersionedItemSender sender(ConditionalTable table) {
        return new VersionedItemSender(table, "boards", new TableKey(SINK), "version");
    }

    /**
     * Whatever is repeated, in whatever order, over a table that fails at random: the highest version of each key
     * stays.
     */
    @Property(tries = 50, seed = "20260301")
    void theHighestVersionStays(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(min = 0, max = 99) Integer> writes, @ForAll long seed)
            throws Exception {
        ConditionalTable table = new ConditionalTable(0.05, seed);
        Map<String, Long> highest = new HashMap<>();
        Path deadLetters = Files.createTempDirectory("dead-letters");
        BatchSink<DynamoDbEntry> sink = new BatchSink<>(
                new SinkTarget("main", "dynamodb:PutItem", SINK.tableArn()),
                DynamoDbSinkConnector.VERSIONED_LIMITS,
                new DynamoDbEntryCodec(),
                () -> sender(table),
                new org.apache.flink.core.fs.Path(deadLetters.toUri()));

        try (var harness = new OneInputStreamOperatorTestHarness<>(new SinkWriterOperatorFactory<>(sink))) {
            harness.open();
            for (int write : writes) {
                int key = write % 5;
                long version = write / 5;
                highest.merge("key-" + key, version, Math::max);
                harness.processElement(put(key, version), 0);
            }
            harness.prepareSnapshotPreBarrier(1);
        }

        assertThat(table.versions()).isEqualTo(highest);
        assertThat(table.items().values())
                .allSatisfy(item -> assertThat(item.get("text").s())
                        .isEqualTo("of " + item.get("version").n()));
        try (Stream<Path> refused = Files.list(deadLetters)) {
            assertThat(refused).isEmpty();
        }
        Files.delete(deadLetters);
    }

    @Test
    void anOlderWriteCountsAsDeliveredAndAsSuperseded() throws RecordFault {
        ConditionalTable table = new ConditionalTable(0, 1);
        sender(table).send(List.of(put(1, 7), put(2, 7))).join();

        var result = sender(table).send(List.of(put(1, 6), put(2, 8))).join();

        assertThat(result).extracting("superseded").isEqualTo(1L);
        assertThat(table.versions()).isEqualTo(Map.of("key-1", 7L, "key-2", 8L));
    }

    @Test
    void theSameVersionIsWrittenAgain() throws RecordFault {
        ConditionalTable table = new ConditionalTable(0, 1);
        sender(table).send(List.of(put(1, 7))).join();

        sender(table)
                .send(List.of(
                        ENCODER.encode(Events.of("id", "key-1", "version", 7L, "removed", false, "text", "corrected"))))
                .join();

        assertThat(table.items().get("key-1").get("text").s()).isEqualTo("corrected");
    }

    @Test
    void aDeletionTakesAwayWhatIsNotNewer() throws RecordFault {
        ConditionalTable table = new ConditionalTable(0, 1);
        sender(table).send(List.of(put(1, 7), put(2, 9))).join();

        sender(table).send(List.of(delete(1, 8), delete(2, 8), delete(3, 8))).join();

        assertThat(table.versions()).isEqualTo(Map.of("key-2", 9L));
    }

    @Test
    void whatTheTableRefusesForGoodFailsOnlyIfNothingCanBeDelivered() {
        ConditionalTable table = new ConditionalTable(0, 1);
        table.failWith(DynamoDbException.builder()
                .statusCode(400)
                .awsErrorDetails(software.amazon.awssdk.awscore.exception.AwsErrorDetails.builder()
                        .errorCode("ResourceNotFoundException")
                        .build())
                .build());

        assertThatThrownBy(() -> sender(table).send(List.of(put(1, 1))).join())
                .satisfies(failure -> assertThat(ServiceError.of(failure)).isEqualTo(ServiceError.FATAL));
    }

    @Test
    void aRecordWithoutItsVersionIsRefused() {
        assertThatThrownBy(() -> ENCODER.encode(Events.of("id", "a", "removed", false)))
                .isInstanceOf(RecordFault.class)
                .hasMessage("the version version is missing or null");
        assertThatThrownBy(() -> ENCODER.encode(Events.of("id", "a", "removed", false, "version", "7")))
                .isInstanceOf(RecordFault.class)
                .hasMessage("the version version is no number");
    }

    @Test
    void entriesComeBackFromTheirBytes() throws RecordFault, IOException {
        DynamoDbEntryCodec codec = new DynamoDbEntryCodec();
        for (DynamoDbEntry entry : List.of(put(1, 7), delete(1, 8))) {
            DataOutputSerializer out = new DataOutputSerializer(64);

            codec.writeContent(entry, out);
            DynamoDbEntry read = codec.readContent(entry.message(), new DataInputDeserializer(out.getCopyOfBuffer()));

            assertThat(read.item()).isEqualTo(entry.item());
            assertThat(read.isDeletion()).isEqualTo(entry.isDeletion());
        }
    }
}
