package io.github.managedflink.jobs.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.event.Events;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.sink.SnsSinkSpec;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsEncoderTest {
    private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:alerts";
    private static final int MAX = 256 * 1024;

    private static SnsSinkSpec.Builder topic() {
        return SnsSinkSpec.builder().topicArn(TOPIC);
    }

    private static SnsSinkSpec.Builder fifo() {
        return SnsSinkSpec.builder().topicArn(TOPIC + ".fifo").messageGroup("id");
    }

    private static SnsEntry encode(SnsSinkSpec.Builder sink, Object... fields) throws RecordFault {
        return new SnsEncoder(sink.build()).encode(Events.of(fields));
    }

    @Test
    void aMessageIsTheRecordUnlessATemplateSaysOtherwise() throws RecordFault {
        assertThat(encode(topic(), "id", "a").text()).isEqualTo("{\"id\":\"a\"}");
        assertThat(encode(
                                topic().message("{id} of {{x}}: {list}{none}").subject("{n}"),
                                "id",
                                "a",
                                "list",
                                List.of(1L, "y"),
                                "n",
                                new JsonNumber("1.50"))
                        .text())
                .isEqualTo("a of {x}: [1,\"y\"]");
    }

    @Test
    void attributesHaveTypesAndEmptyOnesAreLeftOut() throws RecordFault {
        SnsEntry entry = encode(
                topic().attribute("text", "id")
                        .attribute("number", "n")
                        .attribute("flag", "f")
                        .attribute("empty", "e")
                        .attribute("missing", "m"),
                "id",
                "a",
                "n",
                12L,
                "f",
                true,
                "e",
                "");

        Map<String, String> types = entry.as("0").messageAttributes().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> attribute.getValue().dataType() + " "
                                + attribute.getValue().stringValue()));
        assertThat(types).isEqualTo(Map.of("text", "String a", "number", "Number 12", "flag", "String true"));
    }

    @Property(tries = 20, seed = "20261107")
    void aMessageHasUpTo256KiBWithItsAttributes(@ForAll @IntRange(min = -2, max = 2) int beyond) throws RecordFault {
        int attribute = "kind".length() + "String".length() + "order".length();
        String text = "x".repeat(MAX - attribute + beyond);
        SnsSinkSpec.Builder sink = topic().message("{text}").attribute("kind", "kind");

        if (beyond <= 0) {
            assertThat(encode(sink, "text", text, "kind", "order").sizeInBytes())
                    .isEqualTo(MAX + beyond);
        } else {
            assertThatThrownBy(() -> encode(sink, "text", text, "kind", "order"))
                    .hasMessageContaining("SNS takes " + MAX);
        }
    }

    @Test
    void anEmptyMessageIsRefused() {
        assertThatThrownBy(() -> encode(topic().message("{none}"), "id", "a")).hasMessage("the message is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\u0007", "\u2028"})
    void aSubjectWithALineBreakOrControlCharacterIsRefused(String id) {
        assertThatThrownBy(() -> encode(topic().subject("{id}"), "id", id)).hasMessageContaining("the subject");
    }

    @Test
    void aSubjectHasUpTo100CharactersAndMayBeEmpty() throws RecordFault {
        assertThat(encode(topic().subject("{id}"), "id", "x".repeat(100)).subject())
                .hasSize(100);
        assertThat(encode(topic().subject("{none}"), "id", "a").subject()).isNull();
        assertThatThrownBy(() -> encode(topic().subject("{id}"), "id", "x".repeat(101)))
                .hasMessageContaining("101 characters");
    }

    @Test
    void aMessageOfAFifoTopicHasAGroupAndAnIdThatStays() throws RecordFault {
        SnsEntry entry = encode(fifo(), "id", "a");

        assertThat(entry.group()).isEqualTo("a");
        assertThat(entry.deduplicationId())
                .isEqualTo(encode(fifo(), "id", "a").deduplicationId())
                .isNotEqualTo(encode(fifo(), "id", "b").deduplicationId());
        assertThat(encode(fifo().deduplicationId("id", "n"), "id", "a", "n", 1L).deduplicationId())
                .isEqualTo("a|1");
        assertThat(encode(topic(), "id", "a").group()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "ä"})
    void aGroupThatSnsDoesNotTakeIsRefused(String id) {
        assertThatThrownBy(() -> encode(fifo(), "id", id)).hasMessageContaining("the message group");
    }

    @Test
    void entriesComeBackFromTheirBytes() throws RecordFault, IOException {
        for (SnsSinkSpec.Builder sink : List.of(fifo().subject("s"), topic().attribute("a", "id"))) {
            SnsEntry entry = encode(sink, "id", "a");
            SnsEntryCodec codec = new SnsEntryCodec();
            DataOutputSerializer out = new DataOutputSerializer(64);

            codec.writeContent(entry, out);
            SnsEntry read = codec.readContent(entry.message(), new DataInputDeserializer(out.getCopyOfBuffer()));

            assertThat(read).usingRecursiveComparison().isEqualTo(entry);
        }
    }
}
