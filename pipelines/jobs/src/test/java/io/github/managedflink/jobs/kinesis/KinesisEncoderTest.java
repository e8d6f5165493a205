package io.github.managedflink.jobs.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.event.Events;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class KinesisEncoderTest {
    private static final int MAX = 1024 * 1024;
    private static final int JSON_OF_AN_EMPTY_ID = "{\"id\":\"\"}".length();

    private static KinesisEncoder encoder(String... key) {
        return new KinesisEncoder(
                KinesisSinkSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/orders")
                        .partitionKey(key)
                        .build(),
                LocalEndpoints.none());
    }

    @Test
    void theRecordIsJsonAndTheKeyFromItsFields() throws RecordFault {
        KinesisEntry entry = encoder("id", "n").encode(Events.of("id", "a", "n", 1L));

        assertThat(new String(entry.data(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":\"a\",\"n\":1}");
        assertThat(entry.partitionKey()).isEqualTo("a|1");
    }

    @Test
    void withoutKeyFieldsTheRecordKeepsTheKeyOfItsMessage() throws RecordFault {
        Message message = new Message(new byte[0], "shardId-000000000001", "1", 0, 1, "customer-7");
        PipelineEvent event = PipelineEvent.of(message, 0, Events.record("id", "a"));

        assertThat(encoder().encode(event).partitionKey()).isEqualTo("customer-7");
        assertThat(encoder("id").encode(event).partitionKey()).isEqualTo("a");
    }

    @Test
    void withoutAnyKeyTheRecordMakesIt() throws RecordFault {
        String key = encoder().encode(Events.of("id", "a")).partitionKey();

        assertThat(key).isNotEmpty();
        assertThat(encoder().encode(Events.of("id", "a")).partitionKey()).isEqualTo(key);
        assertThat(encoder().encode(Events.of("id", "b")).partitionKey()).isNotEqualTo(key);
    }

    @Property(tries = 20, seed = "20261104")
    void aRecordHasUpToOneMiBWithItsKey(@ForAll @IntRange(min = -2, max = 2) int beyond) {
        String id = "k".repeat(200);
        int rest = MAX - 2 * 200 - JSON_OF_AN_EMPTY_ID - ",\"text\":\"\"".length() + beyond;

        assertEncodes(beyond <= 0, "id", id, "text", "x".repeat(rest));
    }

    @Property(tries = 10, seed = "20261105")
    void aKeyHasUpTo256Characters(@ForAll @IntRange(min = 255, max = 257) int length) {
        assertEncodes(length <= 256, "id", "\uD83D\uDE80".repeat(length), "text", "");
    }

    @Test
    void anEmptyOrMissingKeyIsRefused() {
        assertThatThrownBy(() -> encoder("id").encode(Events.of("id", ""))).hasMessageContaining("0 characters");
        assertThatThrownBy(() -> encoder("id").encode(Events.of("x", ""))).hasMessageContaining("missing");
    }

    private static void assertEncodes(boolean fits, Object... fields) {
        if (fits) {
            assertThatCode(() -> encoder("id").encode(Events.of(fields))).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> encoder("id").encode(Events.of(fields))).isInstanceOf(RecordFault.class);
        }
    }

    @Test
    void entriesComeBackFromTheirBytes() throws RecordFault, IOException {
        KinesisEntry entry = encoder("id").encode(Events.of("id", "ä"));
        KinesisEntryCodec codec = new KinesisEntryCodec();
        DataOutputSerializer out = new DataOutputSerializer(64);

        codec.writeContent(entry, out);
        KinesisEntry read = codec.readContent(entry.message(), new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(read).usingRecursiveComparison().isEqualTo(entry);
    }
}
