package io.github.managedflink.jobs.glue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.connector.MessageFormats;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.ServiceFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class GlueParserTest {
    private static final UUID AVRO = new UUID(1, 1);
    private static final UUID JSON = new UUID(2, 2);
    private static final UUID MISSING = new UUID(3, 3);
    private static final UUID BROKEN = new UUID(4, 4);
    private static final Schema SCHEMA = new Schema.Parser()
            .parse("{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"long\"}]}");

    private final Map<UUID, SchemaVersion> registry = new HashMap<>(Map.of(
            AVRO, new SchemaVersion("AVRO", SCHEMA.toString()),
            JSON,
                    new SchemaVersion(
                            "JSON",
                            "{\"type\":\"object\",\"required\":[\"id\"],\"properties\":{\"id\":{\"type\":\"integer\"}}}"),
            BROKEN, new SchemaVersion("AVRO", "{\"type\":\"recor")));
    private final List<UUID> asked = new ArrayList<>();
    private final AtomicLong now = new AtomicLong();

    private Optional<SchemaVersion> find(UUID id) {
        asked.add(id);
        return Optional.ofNullable(registry.get(id));
    }

    private final GlueParser avro = new GlueParser(this::find, MessageFormats.avro(null), now::get);
    private final GlueParser json = new GlueParser(this::find, MessageFormats::json, now::get);

    @Test
    void readsAvroAndAsksForAVersionOnce() throws RecordFault {
        byte[] message = GlueMessage.bytes(AVRO, new AvroData(SCHEMA).of(order(7L)), true);

        assertThat(avro.parse(message)).isEqualTo(order(7L));
        assertThat(avro.parse(message)).isEqualTo(order(7L));
        assertThat(asked).containsExactly(AVRO);
    }

    @Test
    void readsJsonThatItsSchemaAllows() throws RecordFault {
        assertThat(json.parse(message(JSON, "{\"id\":7,\"more\":[1.50]}"))).hasToString("{id=7, more=[1.50]}");

        assertThatThrownBy(() -> json.parse(message(JSON, "{\"id\":\"7\"}")))
                .isInstanceOf(RecordFault.class)
                .hasMessage("the schema does not allow the record: /id: string found, integer expected");
        assertThatThrownBy(() -> json.parse(message(JSON, "{\"id\":")))
                .isInstanceOf(RecordFault.class)
                .hasMessageStartingWith("not valid JSON");
        assertThatThrownBy(() -> json.parse(message(JSON, "{\"id\":1E+999999999}")))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining("too large or too small");
    }

    @Test
    void asksForAnUnknownVersionOnceAMinute() throws RecordFault {
        assertRefused(avro, MISSING, "the registry has no schema version " + MISSING);
        now.addAndGet(TimeUnit.SECONDS.toNanos(59));
        assertRefused(avro, MISSING, "the registry has no schema version " + MISSING);
        assertThat(asked).hasSize(1);

        registry.put(MISSING, registry.get(AVRO));
        now.addAndGet(TimeUnit.SECONDS.toNanos(1));
        assertThat(avro.parse(GlueMessage.bytes(MISSING, new AvroData(SCHEMA).of(order(1L)), false)))
                .isEqualTo(order(1L));
    }

    @Test
    void refusesEveryMessageOfAVersionThatIsNoUse() {
        assertRefused(avro, BROKEN, "the schema that the message names is no use");
        assertRefused(avro, BROKEN, "the schema that the message names is no use");
        assertRefused(avro, JSON, "the message is written in JSON, not in AVRO");
        assertRefused(json, AVRO, "the message is written in AVRO, not in JSON");
        assertThat(asked).containsExactly(BROKEN, JSON, AVRO);
    }

    @Test
    void blamesNoMessageForARegistryThatDoesNotServe() {
        GlueParser parser = new GlueParser(
                id -> {
                    throw new ServiceFailure("not allowed");
                },
                MessageFormats.avro(null));

        assertThatThrownBy(() -> parser.parse(message(AVRO, ""))).isInstanceOf(ServiceFailure.class);
    }

    @Test
    void followsNoReferenceOfASchemaToElsewhere() {
        UUID remote = new UUID(5, 5);
        registry.put(
                remote,
                new SchemaVersion("JSON", "{\"properties\":{\"id\":{\"$ref\":\"http://127.0.0.1:1/other.json\"}}}"));

        assertThatThrownBy(() -> json.parse(message(remote, "{\"id\":7}"))).isInstanceOf(RecordFault.class);
    }

    private static void assertRefused(GlueParser parser, UUID version, String reason) {
        assertThatThrownBy(() -> parser.parse(message(version, "{}")))
                .isInstanceOf(RecordFault.class)
                .hasMessageContaining(reason);
    }

    private static byte[] message(UUID version, String data) {
        return GlueMessage.bytes(version, data.getBytes(UTF_8), false);
    }

    private static DataRecord order(long id) {
        DataRecord record = new DataRecord();
        record.put("id", id);
        return record;
    }
}
