package io.github.managedflink.jobs.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.async.BatchResult;
import io.github.managedflink.jobs.event.Events;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class OpenSearchEncoderTest {
    private static OpenSearchEncoder encoder(String index, String... id) {
        return new OpenSearchEncoder(OpenSearchSinkSpec.builder()
                .domain("arn:aws:es:eu-west-1:111122223333:domain/orders", "https://search.example.org")
                .index(index)
                .documentId(id)
                .build());
    }

    @Test
    void theIndexIsNamedByTheEventTime() throws RecordFault {
        assertThat(encoder("orders").encode(Events.of("id", "a")).index()).isEqualTo("orders");
        assertThat(encoder("o-{yyyy.MM.dd}-x").encode(Events.of("id", "a")).index())
                .isEqualTo("o-2018.02.07-x");
    }

    @Test
    void withoutKeyFieldsADocumentThatIsReadAgainHasItsId() throws RecordFault {
        String id = encoder("orders").encode(Events.ofMessage("7", "id", "a")).id();

        assertThat(encoder("orders").encode(Events.ofMessage("7", "id", "a")).id())
                .isEqualTo(id);
        assertThat(encoder("orders").encode(Events.ofMessage("8", "id", "a")).id())
                .isNotEqualTo(id);
    }

    @Property(tries = 10, seed = "20261109")
    void anIdHasUpTo512Bytes(@ForAll @IntRange(min = 510, max = 514) int bytes) throws RecordFault {
        String id = "ä" + "x".repeat(bytes - 2);

        if (bytes <= 512) {
            assertThat(encoder("orders", "id").encode(Events.of("id", id)).id()).isEqualTo(id);
        } else {
            assertThatThrownBy(() -> encoder("orders", "id").encode(Events.of("id", id)))
                    .hasMessageContaining(bytes + " bytes");
        }
    }

    @Test
    void aDocumentThatNoRequestTakesIsRefused() {
        assertThatThrownBy(() -> encoder("orders", "id").encode(Events.of("id", "a", "text", "x".repeat(10_000_000))))
                .isInstanceOf(RecordFault.class);
        assertThatThrownBy(() -> encoder("orders", "id").encode(Events.of("id", "")))
                .hasMessageContaining("0 bytes");
    }

    @Test
    void aBulkRequestHasALineForEachActionAndDocument() throws RecordFault {
        List<OpenSearchEntry> entries = List.of(
                encoder("orders", "id").encode(Events.of("id", "a\"b")),
                encoder("orders", "id").encode(Events.of("id", "ä")));

        byte[] body = BulkBody.of(entries);

        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"index":{"_index":"orders","_id":"a\\"b"}}
                        {"id":"a\\"b"}
                        {"index":{"_index":"orders","_id":"ä"}}
                        {"id":"ä"}
                        """);
        assertThat((long) body.length)
                .isLessThanOrEqualTo(
                        entries.stream().mapToLong(OpenSearchEntry::sizeInBytes).sum());
    }

    @Test
    void theAnswerTellsWhatToTryAgainAndWhatIsRefused() throws RecordFault, IOException {
        OpenSearchEncoder encoder = encoder("orders", "id");
        List<OpenSearchEntry> sent = List.of(
                encoder.encode(Events.of("id", "fine")),
                encoder.encode(Events.of("id", "full")),
                encoder.encode(Events.of("id", "mapping")),
                encoder.encode(Events.of("id", "blocked")));
        String answer = "{\"errors\":true,\"items\":[{\"index\":{\"status\":201}},"
                + "{\"index\":{\"status\":429,\"error\":{\"type\":\"rejected_execution_exception\",\"reason\":\"r\"}}},"
                + "{\"index\":{\"status\":400,\"error\":{\"type\":\"mapper_parsing_exception\",\"reason\":\"failed to"
                + " parse field [n]\",\"caused_by\":{\"reason\":\"For input string: x\"}}}},"
                + "{\"index\":{\"status\":403,\"error\":{\"type\":\"cluster_block_exception\",\"reason\":\"r\"}}}]}";

        BatchResult<OpenSearchEntry> result = BulkAnswer.read(sent, answer.getBytes(StandardCharsets.UTF_8));

        BatchResult<OpenSearchEntry> expected = new BatchResult<>();
        expected.failed(sent.get(1), "rejected_execution_exception: r");
        expected.refused(sent.get(2), "mapper_parsing_exception: failed to parse field [n] (For input string: x)");
        expected.failed(sent.get(3), "cluster_block_exception: r");
        assertThat(result).usingRecursiveComparison().isEqualTo(expected);
    }

    private static OpenSearchEncoder versioned() {
        return new OpenSearchEncoder(OpenSearchSinkSpec.builder()
                .domain("arn:aws:es:eu-west-1:111122223333:domain/orders", "https://search.example.org")
                .index("orders")
                .documentId("id")
                .version("version")
                .deleteWhen("removed")
                .build());
    }

    @Test
    void aVersionGoesIntoTheActionAndADeletionHasNoDocument() throws RecordFault {
        byte[] body = BulkBody.of(List.of(
                versioned().encode(Events.of("id", "a", "version", 7L, "removed", false)),
                versioned().encode(Events.of("id", "b", "version", 8L, "removed", true))));

        assertThat(new String(body, StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        {"index":{"_index":"orders","_id":"a","version_type":"external_gte","version":7}}
                        {"id":"a","version":7,"removed":false}
                        {"delete":{"_index":"orders","_id":"b","version_type":"external_gte","version":8}}
                        """);
    }

    @Test
    void aVersionThatIsNoneIsRefused() {
        for (Object version : new Object[] {null, "7", -1L, 1.5}) {
            assertThatThrownBy(() -> versioned().encode(Events.of("id", "a", "version", version, "removed", false)))
                    .isInstanceOf(RecordFault.class)
                    .hasMessageStartingWith("the version version is ");
        }
    }

    @Test
    void aNewerVersionInTheIndexAndADocumentThatIsGoneAreNoFaults() throws RecordFault, IOException {
        List<OpenSearchEntry> sent = List.of(
                versioned().encode(Events.of("id", "older", "version", 1L, "removed", false)),
                versioned().encode(Events.of("id", "gone", "version", 1L, "removed", true)));
        String answer = "{\"errors\":true,\"items\":[{\"index\":{\"status\":409,\"error\":{\"type\":"
                + "\"version_conflict_engine_exception\",\"reason\":\"r\"}}},{\"delete\":{\"status\":404}}]}";

        BatchResult<OpenSearchEntry> result = BulkAnswer.read(sent, answer.getBytes(StandardCharsets.UTF_8));

        BatchResult<OpenSearchEntry> expected = new BatchResult<>();
        expected.superseded();
        assertThat(result).usingRecursiveComparison().isEqualTo(expected);
    }

    @Test
    void entriesComeBackFromTheirBytes() throws RecordFault, IOException {
        List<OpenSearchEntry> entries = List.of(
                encoder("orders", "id").encode(Events.of("id", "ä")),
                versioned().encode(Events.of("id", "a", "version", 7L, "removed", false)),
                versioned().encode(Events.of("id", "b", "version", 8L, "removed", true)));
        OpenSearchEntryCodec codec = new OpenSearchEntryCodec();
        for (OpenSearchEntry entry : entries) {
            DataOutputSerializer out = new DataOutputSerializer(64);

            codec.writeContent(entry, out);
            OpenSearchEntry read = codec.readContent(entry.message(), new DataInputDeserializer(out.getCopyOfBuffer()));

            assertThat(read).usingRecursiveComparison().isEqualTo(entry);
        }
    }
}
