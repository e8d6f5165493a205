package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageCodec;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.group.GroupKeySerializer;
import io.github.managedflink.jobs.metric.Accumulators;
import io.github.managedflink.jobs.metric.AccumulatorsSerializer;
import io.github.managedflink.jobs.typeinfo.OpaqueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes bundles to shuffles, and to the channel state of unaligned checkpoints. The first byte is the version of the
 * layout.
 */
final class BundleSerializer extends OpaqueSerializer<Bundle> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    private final TypeSerializer<Accumulators> accumulators;

    BundleSerializer(TypeSerializer<Accumulators> accumulators) {
        this.accumulators = accumulators;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public Bundle createInstance() {
        return new Bundle(GroupKeySerializer.INSTANCE.createInstance(), 0, 0, 0, accumulators.createInstance(), null);
    }

    @Override
    public Bundle copy(Bundle from) {
        return new Bundle(
                from.member(),
                from.bucket(),
                from.start(),
                from.end(),
                accumulators.copy(from.accumulators()),
                from.message());
    }

    @Override
    public void serialize(Bundle bundle, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        GroupKeySerializer.INSTANCE.serialize(bundle.member(), target);
        target.writeInt(bundle.bucket());
        target.writeLong(bundle.start());
        target.writeLong(bundle.end());
        accumulators.serialize(bundle.accumulators(), target);
        target.writeBoolean(bundle.message() != null);
        if (bundle.message() != null) {
            MessageCodec.write(bundle.message(), target);
        }
    }

    @Override
    public Bundle deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION) {
            throw new IOException("a bundle of events in the unknown layout " + version);
        }
        GroupKey member = GroupKeySerializer.INSTANCE.deserialize(source);
        int bucket = source.readInt();
        long start = source.readLong();
        long end = source.readLong();
        Accumulators gathered = accumulators.deserialize(source);
        Message message = source.readBoolean() ? MessageCodec.read(source) : null;
        return new Bundle(member, bucket, start, end, gathered, message);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BundleSerializer && ((BundleSerializer) other).accumulators.equals(accumulators);
    }

    @Override
    public int hashCode() {
        return accumulators.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Bundle> snapshotConfiguration() {
        return new Snapshot(this);
    }

    /** Carries that of the accumulators; the layout's version is in each bundle. */
    public static final class Snapshot extends CompositeTypeSerializerSnapshot<Bundle, BundleSerializer> {
        /** For Flink, which reads the rest. */
        public Snapshot() {
            super();
        }

        Snapshot(BundleSerializer serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return VERSION;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(BundleSerializer serializer) {
            return new TypeSerializer<?>[] {serializer.accumulators};
        }

        @Override
        protected BundleSerializer createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new BundleSerializer((AccumulatorsSerializer) nested[0]);
        }
    }
}
