package io.github.managedflink.jobs.firehose;

import io.github.managedflink.jobs.async.EntryCodec;
import io.github.managedflink.jobs.event.Message;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The line. */
public final class FirehoseEntryCodec extends EntryCodec<FirehoseEntry> {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<FirehoseEntry> type() {
        return FirehoseEntry.class;
    }

    @Override
    protected void writeContent(FirehoseEntry entry, DataOutputView out) throws IOException {
        writeBytes(entry.line(), out);
    }

    @Override
    protected FirehoseEntry readContent(Message message, DataInputView in) throws IOException {
        return new FirehoseEntry(message, readBytes(in));
    }
}
