package io.github.managedflink.jobs.kinesis;

import io.github.managedflink.jobs.async.EntryCodec;
import io.github.managedflink.jobs.event.Message;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Partition key and data. */
public final class KinesisEntryCodec extends EntryCodec<KinesisEntry> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<KinesisEntry> type() {
        return KinesisEntry.class;
    }

    @Override
    protected void writeContent(KinesisEntry entry, DataOutputView out) throws IOException {
        StringValue.writeString(entry.partitionKey(), out);
        writeBytes(entry.data(), out);
    }

    @Override
    protected KinesisEntry readContent(Message message, DataInputView in) throws IOException {
        return new KinesisEntry(message, StringValue.readString(in), readBytes(in));
    }
}
