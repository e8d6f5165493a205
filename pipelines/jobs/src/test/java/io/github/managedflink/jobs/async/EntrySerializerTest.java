package io.github.managedflink.jobs.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.RequestEntryWrapper;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class EntrySerializerTest {
    private final TypeSerializer<TextEntry> serializer = new EntrySerializer<>(new TextEntry.Codec());

    @Test
    void aSavepointFindsTheCodecAgain() throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());

        TypeSerializerSnapshot<TextEntry> read = TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());

        assertThat(read.restoreSerializer()).isEqualTo(serializer);
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(read)
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void theStateOfAWriterKeepsEntriesWithTheirMessages() throws IOException {
        EntryStateSerializer<TextEntry> states = new EntryStateSerializer<>(new TextEntry.Codec());
        List<RequestEntryWrapper<TextEntry>> entries = new ArrayList<>();
        for (String text : List.of("a", "", "ä漢")) {
            entries.add(new RequestEntryWrapper<>(new TextEntry(text), text.length()));
        }

        BufferedRequestState<TextEntry> read =
                states.deserialize(states.getVersion(), states.serialize(new BufferedRequestState<>(entries)));

        assertThat(read.getBufferedRequestEntries())
                .extracting(entry -> entry.getRequestEntry().text())
                .containsExactly("a", "", "ä漢");
        assertThat(read.getBufferedRequestEntries())
                .extracting(entry -> entry.getRequestEntry().message().sequenceNumber())
                .containsExactly("a", "", "ä漢");
    }
}
