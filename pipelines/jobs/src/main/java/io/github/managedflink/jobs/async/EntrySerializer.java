package io.github.managedflink.jobs.async;

import io.github.managedflink.jobs.typeinfo.OpaqueSerializer;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.InstantiationUtil;

/** Used only where a sink is not chained to the steps. */
final class EntrySerializer<E extends SinkEntry> extends OpaqueSerializer<E> {
    private static final long serialVersionUID = 1L;

    private final EntryCodec<E> codec;

    EntrySerializer(EntryCodec<E> codec) {
        this.codec = codec;
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public E createInstance() {
        return null;
    }

    @Override
    public E copy(E from) {
        return from;
    }

    @Override
    public void serialize(E entry, DataOutputView target) throws IOException {
        codec.write(entry, target);
    }

    @Override
    public E deserialize(DataInputView source) throws IOException {
        return codec.read(source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntrySerializer && ((EntrySerializer<?>) other).codec.getClass() == codec.getClass();
    }

    @Override
    public int hashCode() {
        return codec.getClass().hashCode();
    }

    @Override
    public TypeSerializerSnapshot<E> snapshotConfiguration() {
        return new Snapshot<>(codec);
    }

    /** Carries the codec's class; the layout's version is in each entry. */
    public static final class Snapshot<E extends SinkEntry> implements TypeSerializerSnapshot<E> {
        private static final int VERSION = 1;

        private EntryCodec<E> codec;

        /** For Flink, which reads the rest. */
        public Snapshot() {}

        Snapshot(EntryCodec<E> codec) {
            this.codec = codec;
        }

        @Override
        public int getCurrentVersion() {
            return VERSION;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeUTF(codec.getClass().getName());
        }

        @Override
        @SuppressWarnings("unchecked") // The class that writeSnapshot wrote.
        public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
            try {
                codec = InstantiationUtil.instantiate(in.readUTF(), EntryCodec.class, loader);
            } catch (FlinkException e) {
                throw new IOException(e);
            }
        }

        @Override
        public TypeSerializer<E> restoreSerializer() {
            return new EntrySerializer<>(codec);
        }

        @Override
        public TypeSerializerSchemaCompatibility<E> resolveSchemaCompatibility(TypeSerializerSnapshot<E> before) {
            return before instanceof Snapshot && ((Snapshot<E>) before).codec.getClass() == codec.getClass()
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
