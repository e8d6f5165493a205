package io.github.managedflink.jobs.async;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageCodec;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of entries in shuffles and in the state of writers. A codec has a public constructor without parameters, by
 * which a savepoint finds it again, and no state. The layout begins with its version, so that a later one can read it.
 */
public abstract class EntryCodec<E extends SinkEntry> implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int WITHOUT_ORDER = 1;
    private static final int VERSION = 2;

    /** The entries' class. */
    public abstract Class<E> type();

    protected abstract void writeContent(E entry, DataOutputView out) throws IOException;

    protected abstract E readContent(Message message, DataInputView in) throws IOException;

    final void write(E entry, DataOutputView out) throws IOException {
        out.writeByte(VERSION);
        MessageCodec.writeInOrder(entry.message(), out);
        writeContent(entry, out);
    }

    final E read(DataInputView in) throws IOException {
        int version = in.readByte();
        switch (version) {
            case VERSION:
                return readContent(MessageCodec.readInOrder(in), in);
            case WITHOUT_ORDER:
                return readContent(MessageCodec.read(in), in);
            default:
                throw new IOException("an entry in the unknown layout " + version);
        }
    }

    protected static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    protected static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }
}
