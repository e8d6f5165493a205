package io.github.managedflink.jobs.event;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.ValueCodec;
import io.github.managedflink.jobs.typeinfo.OpaqueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/**
 * Writes events to shuffles, and to the channel state of unaligned checkpoints. The first byte is the version of the
 * layout.
 */
public final class PipelineEventSerializer extends OpaqueSerializer<PipelineEvent> {
    public static final PipelineEventSerializer INSTANCE = new PipelineEventSerializer();

    private static final long serialVersionUID = 1L;
    private static final int WITHOUT_ORDER = 1;
    private static final int WITHOUT_PARTITION = 2;
    private static final int VERSION = 3;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public PipelineEvent createInstance() {
        return PipelineEvent.withoutRecord(new Message(new byte[0], "", "", 0));
    }

    @Override
    public PipelineEvent copy(PipelineEvent from) {
        if (from.record() != null) {
            return from.withRecord(from.record().copy());
        }
        return from.fault() == null
                ? PipelineEvent.withoutRecord(from.message())
                : PipelineEvent.refused(from.message(), from.fault());
    }

    @Override
    public void serialize(PipelineEvent event, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        MessageCodec.writeInPartition(event.message(), target);
        target.writeLong(event.eventTime());
        target.writeInt(event.routedTo());
        target.writeLong(event.copiedTo());
        ValueCodec.write(event.record(), target);
        StringValue.writeString(event.fault() == null ? null : event.fault().step(), target);
        StringValue.writeString(event.fault() == null ? null : event.fault().reason(), target);
    }

    @Override
    public PipelineEvent deserialize(DataInputView source) throws IOException {
        Message message = readMessage(source);
        long eventTime = source.readLong();
        int routedTo = source.readInt();
        long copiedTo = source.readLong();
        DataRecord record = (DataRecord) ValueCodec.read(source);
        String step = StringValue.readString(source);
        String reason = StringValue.readString(source);
        if (record == null) {
            return step == null
                    ? PipelineEvent.withoutRecord(message)
                    : PipelineEvent.refused(message, new Fault(step, reason));
        }
        PipelineEvent event = PipelineEvent.of(message, eventTime, record);
        event.routeTo(routedTo);
        event.copyTo(copiedTo);
        return event;
    }

    private static Message readMessage(DataInputView source) throws IOException {
        int version = source.readByte();
        switch (version) {
            case VERSION:
                return MessageCodec.readInPartition(source);
            case WITHOUT_PARTITION:
                return MessageCodec.readInOrder(source);
            case WITHOUT_ORDER:
                return MessageCodec.read(source);
            default:
                throw new IOException("an event in the unknown layout " + version);
        }
    }

    @Override
    public TypeSerializerSnapshot<PipelineEvent> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Carries nothing: the layout's version is in each event. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PipelineEvent> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
