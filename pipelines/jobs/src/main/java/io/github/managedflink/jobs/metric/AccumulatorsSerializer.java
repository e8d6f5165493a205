package io.github.managedflink.jobs.metric;

import io.github.managedflink.jobs.typeinfo.OpaqueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes accumulators of a layout. The layout is in the serializer's snapshot; state in another one is migrated to it
 * when it is restored.
 */
public final class AccumulatorsSerializer extends OpaqueSerializer<Accumulators> {
    private static final long serialVersionUID = 1L;
    /** The first layout, which is still read: it held extremes as doubles. */
    private static final int FIRST_VERSION = 1;

    private static final int VERSION = 2;

    private final AccumulatorLayout layout;

    public AccumulatorsSerializer(AccumulatorLayout layout) {
        this.layout = layout;
    }

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public Accumulators createInstance() {
        return layout.empty();
    }

    @Override
    public Accumulators copy(Accumulators from) {
        Accumulators copy = layout.empty();
        copy.add(layout.adapt(from));
        return copy;
    }

    @Override
    public void serialize(Accumulators accumulators, DataOutputView target) throws IOException {
        target.writeByte(VERSION);
        layout.writeValues(layout.adapt(accumulators), target);
    }

    @Override
    public Accumulators deserialize(DataInputView source) throws IOException {
        int version = source.readByte();
        if (version != VERSION && version != FIRST_VERSION) {
            throw new IOException("accumulators in the unknown layout " + version);
        }
        return layout.readValues(source, version == FIRST_VERSION);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccumulatorsSerializer && ((AccumulatorsSerializer) other).layout.equals(layout);
    }

    @Override
    public int hashCode() {
        return layout.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<Accumulators> snapshotConfiguration() {
        return new Snapshot(layout);
    }

    /** Carries the layout. */
    public static final class Snapshot implements TypeSerializerSnapshot<Accumulators> {
        private static final int SNAPSHOT_VERSION = 1;

        private AccumulatorLayout layout;

        /** For Flink, which reads the rest. */
        public Snapshot() {}

        Snapshot(AccumulatorLayout layout) {
            this.layout = layout;
        }

        @Override
        public int getCurrentVersion() {
            return SNAPSHOT_VERSION;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            layout.write(out);
        }

        @Override
        public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
            layout = AccumulatorLayout.read(in);
        }

        @Override
        public TypeSerializer<Accumulators> restoreSerializer() {
            return new AccumulatorsSerializer(layout);
        }

        @Override
        public TypeSerializerSchemaCompatibility<Accumulators> resolveSchemaCompatibility(
                TypeSerializerSnapshot<Accumulators> before) {
            if (!(before instanceof Snapshot)) {
                return TypeSerializerSchemaCompatibility.incompatible();
            }
            return ((Snapshot) before).layout.equals(layout)
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.compatibleAfterMigration();
        }
    }
}
