package io.github.managedflink.jobs.event;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** The bytes of messages in shuffles and state. */
public final class MessageCodec {
    private MessageCodec() {}

    public static void write(Message message, DataOutputView out) throws IOException {
        out.writeInt(message.payload().length);
        out.write(message.payload());
        StringValue.writeString(message.shard(), out);
        StringValue.writeString(message.sequenceNumber(), out);
        out.writeLong(message.arrival());
    }

    /** Writes a message with the turn of its record and its partition. */
    public static void writeInPartition(Message message, DataOutputView out) throws IOException {
        writeInOrder(message, out);
        out.writeInt(message.partition());
        StringValue.writeString(message.partitionKey(), out);
    }

    public static Message readInPartition(DataInputView in) throws IOException {
        return readInOrder(in).of(in.readInt(), StringValue.readString(in));
    }

    /** Writes a message with the turn of its record. */
    public static void writeInOrder(Message message, DataOutputView out) throws IOException {
        write(message, out);
        ReadOrder.write(message.order(), out);
    }

    public static Message readInOrder(DataInputView in) throws IOException {
        Message message = read(in);
        ReadOrder order = ReadOrder.read(in);
        return order == null ? message : message.inOrder(order);
    }

    public static Message read(DataInputView in) throws IOException {
        byte[] payload = new byte[in.readInt()];
        in.readFully(payload);
        return new Message(payload, StringValue.readString(in), StringValue.readString(in), in.readLong());
    }
}
