package io.github.managedflink.jobs.eventbridge;

import io.github.managedflink.jobs.async.EntryCodec;
import io.github.managedflink.jobs.event.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Time, source, detail type, detail and resources. */
public final class EventBridgeEntryCodec extends EntryCodec<EventBridgeEntry> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<EventBridgeEntry> type() {
        return EventBridgeEntry.class;
    }

    @Override
    protected void writeContent(EventBridgeEntry entry, DataOutputView out) throws IOException {
        out.writeLong(entry.time());
        StringValue.writeString(entry.source(), out);
        StringValue.writeString(entry.detailType(), out);
        StringValue.writeString(entry.detail(), out);
        out.writeInt(entry.resources().size());
        for (String resource : entry.resources()) {
            StringValue.writeString(resource, out);
        }
    }

    @Override
    protected EventBridgeEntry readContent(Message message, DataInputView in) throws IOException {
        long time = in.readLong();
        String source = StringValue.readString(in);
        String detailType = StringValue.readString(in);
        String detail = StringValue.readString(in);
        int count = in.readInt();
        List<String> resources = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            resources.add(StringValue.readString(in));
        }
        return new EventBridgeEntry(message, time, source, detailType, detail, resources);
    }
}
