package io.github.managedflink.jobs.sns;

import io.github.managedflink.jobs.async.EntryCodec;
import io.github.managedflink.jobs.event.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Text, subject, attributes, group and deduplication id. */
public final class SnsEntryCodec extends EntryCodec<SnsEntry> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<SnsEntry> type() {
        return SnsEntry.class;
    }

    @Override
    protected void writeContent(SnsEntry entry, DataOutputView out) throws IOException {
        StringValue.writeString(entry.text(), out);
        StringValue.writeString(entry.subject(), out);
        out.writeInt(entry.attributes().size());
        for (SnsAttribute attribute : entry.attributes()) {
            StringValue.writeString(attribute.name(), out);
            out.writeBoolean(attribute.isNumber());
            StringValue.writeString(attribute.value(), out);
        }
        StringValue.writeString(entry.group(), out);
        StringValue.writeString(entry.deduplicationId(), out);
    }

    @Override
    protected SnsEntry readContent(Message message, DataInputView in) throws IOException {
        String text = StringValue.readString(in);
        String subject = StringValue.readString(in);
        int count = in.readInt();
        List<SnsAttribute> attributes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            attributes.add(new SnsAttribute(StringValue.readString(in), in.readBoolean(), StringValue.readString(in)));
        }
        return new SnsEntry(message, text, subject, attributes, StringValue.readString(in), StringValue.readString(in));
    }
}
