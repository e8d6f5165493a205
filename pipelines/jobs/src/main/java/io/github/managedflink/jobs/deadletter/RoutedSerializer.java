package io.github.managedflink.jobs.deadletter;

import io.github.managedflink.jobs.typeinfo.OpaqueSerializer;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** Used only where a sink is not chained to the steps. */
public final class RoutedSerializer<T> extends OpaqueSerializer<Routed<T>> {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<T> content;

    RoutedSerializer(TypeSerializer<T> content) {
        this.content = content;
    }

    @Override
    public boolean isImmutableType() {
        return content.isImmutableType();
    }

    @Override
    public TypeSerializer<Routed<T>> duplicate() {
        return new RoutedSerializer<>(content.duplicate());
    }

    @Override
    public Routed<T> createInstance() {
        return new Routed<>("", content.createInstance());
    }

    @Override
    public Routed<T> copy(Routed<T> from) {
        return new Routed<>(from.folder(), content.copy(from.content()));
    }

    @Override
    public void serialize(Routed<T> value, DataOutputView target) throws IOException {
        StringValue.writeString(value.folder(), target);
        content.serialize(value.content(), target);
    }

    @Override
    public Routed<T> deserialize(DataInputView source) throws IOException {
        return new Routed<>(StringValue.readString(source), content.deserialize(source));
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        StringValue.copyString(source, target);
        content.copy(source, target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoutedSerializer && ((RoutedSerializer<?>) other).content.equals(content);
    }

    @Override
    public int hashCode() {
        return Objects.hash(content);
    }

    @Override
    public TypeSerializerSnapshot<Routed<T>> snapshotConfiguration() {
        return new Snapshot<>(this);
    }

    /** Carries the snapshot of the content's serializer. */
    public static final class Snapshot<T> extends CompositeTypeSerializerSnapshot<Routed<T>, RoutedSerializer<T>> {
        private static final int VERSION = 1;

        /** For Flink, which reads the rest. */
        public Snapshot() {}

        Snapshot(RoutedSerializer<T> serializer) {
            super(serializer);
        }

        @Override
        protected int getCurrentOuterSnapshotVersion() {
            return VERSION;
        }

        @Override
        protected TypeSerializer<?>[] getNestedSerializers(RoutedSerializer<T> serializer) {
            return new TypeSerializer<?>[] {serializer.content};
        }

        @Override
        @SuppressWarnings("unchecked") // The one that getNestedSerializers gave.
        protected RoutedSerializer<T> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nested) {
            return new RoutedSerializer<>((TypeSerializer<T>) nested[0]);
        }
    }
}
