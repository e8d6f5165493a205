package io.github.managedflink.jobs.firehose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.event.Events;
import io.github.managedflink.jobs.record.RecordFault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class FirehoseEncoderTest {
    private static final int MAX = 1000 * 1024;
    private static final int LINE_OF_AN_EMPTY_ID = "{\"id\":\"\"}\n".length();

    private final FirehoseEncoder encoder = new FirehoseEncoder();

    @Test
    void aRecordIsALine() throws RecordFault {
        assertThat(new String(encoder.encode(Events.of("id", "a")).line(), StandardCharsets.UTF_8))
                .isEqualTo("{\"id\":\"a\"}\n");
    }

    @Property(tries = 20, seed = "20261106")
    void aLineHasUpTo1000KiB(@ForAll @IntRange(min = -2, max = 2) int beyond) throws RecordFault {
        String id = "x".repeat(MAX - LINE_OF_AN_EMPTY_ID + beyond);

        if (beyond <= 0) {
            assertThat(encoder.encode(Events.of("id", id)).sizeInBytes()).isEqualTo(MAX + beyond);
        } else {
            assertThatThrownBy(() -> encoder.encode(Events.of("id", id))).isInstanceOf(RecordFault.class);
        }
    }

    @Test
    void entriesComeBackFromTheirBytes() throws RecordFault, IOException {
        FirehoseEntry entry = encoder.encode(Events.of("id", "ä"));
        FirehoseEntryCodec codec = new FirehoseEntryCodec();
        DataOutputSerializer out = new DataOutputSerializer(64);

        codec.writeContent(entry, out);
        FirehoseEntry read = codec.readContent(entry.message(), new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(read).usingRecursiveComparison().isEqualTo(entry);
    }
}
