package io.github.managedflink.jobs.opensearch;

import io.github.managedflink.jobs.async.EntryCodec;
import io.github.managedflink.jobs.event.Message;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Index, id and document. */
public final class OpenSearchEntryCodec extends EntryCodec<OpenSearchEntry> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<OpenSearchEntry> type() {
        return OpenSearchEntry.class;
    }

    @Override
    protected void writeContent(OpenSearchEntry entry, DataOutputView out) throws IOException {
        StringValue.writeString(entry.index(), out);
        StringValue.writeString(entry.id(), out);
        writeBytes(entry.document(), out);
    }

    @Override
    protected OpenSearchEntry readContent(Message message, DataInputView in) throws IOException {
        return new OpenSearchEntry(message, StringValue.readString(in), StringValue.readString(in), readBytes(in));
    }
}
