package io.github.managedflink.jobs.opensearch;

import io.github.managedflink.jobs.async.EntryCodec;
import io.github.managedflink.jobs.event.Message;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Index, id and document; where there is more to say, a null, version and kind stand before them. */
public final class OpenSearchEntryCodec extends EntryCodec<OpenSearchEntry> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<OpenSearchEntry> type() {
        return OpenSearchEntry.class;
    }

    @Override
    protected void writeContent(OpenSearchEntry entry, DataOutputView out) throws IOException {
        if (entry.hasVersion() || entry.isDeletion()) {
            StringValue.writeString(null, out);
            out.writeLong(entry.version());
            out.writeBoolean(entry.isDeletion());
        }
        StringValue.writeString(entry.index(), out);
        StringValue.writeString(entry.id(), out);
        writeBytes(entry.document(), out);
    }

    @Override
    protected OpenSearchEntry readContent(Message message, DataInputView in) throws IOException {
        String index = StringValue.readString(in);
        long version = OpenSearchEntry.NO_VERSION;
        boolean deletion = false;
        if (index == null) {
            version = in.readLong();
            deletion = in.readBoolean();
            index = StringValue.readString(in);
        }
        String id = StringValue.readString(in);
        byte[] document = readBytes(in);
        return new OpenSearchEntry(message, index, id, version, deletion ? null : document);
    }
}
