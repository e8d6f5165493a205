package io.github.managedflink.jobs.async;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputViewStreamWrapper;

/** The entries that a writer still has at a checkpoint, each with its message. */
final class EntryStateSerializer<E extends SinkEntry> extends AsyncSinkWriterStateSerializer<E> {
    private static final int VERSION = 1;

    private final EntryCodec<E> codec;

    EntryStateSerializer(EntryCodec<E> codec) {
        this.codec = codec;
    }

    @Override
    protected void serializeRequestToStream(E entry, DataOutputStream out) throws IOException {
        codec.write(entry, new DataOutputViewStreamWrapper(out));
    }

    @Override
    protected E deserializeRequestFromStream(long size, DataInputStream in) throws IOException {
        return codec.read(new DataInputViewStreamWrapper(in));
    }

    @Override
    public int getVersion() {
        return VERSION;
    }
}
