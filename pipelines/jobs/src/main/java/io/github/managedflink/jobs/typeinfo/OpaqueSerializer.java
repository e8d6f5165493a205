package io.github.managedflink.jobs.typeinfo;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes values that Flink carries whole: they have no fixed length, and none is filled a second time. Threads may
 * share the serializer. Two of one class are equal; one that is given more than its class says must see to that itself.
 */
public abstract class OpaqueSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    private static final int NO_FIXED_LENGTH = -1;

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public final T copy(T from, T reuse) {
        return copy(from);
    }

    @Override
    public final int getLength() {
        return NO_FIXED_LENGTH;
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public boolean equals(Object other) {
        return getClass().isInstance(other);
    }

    @Override
    public int hashCode() {
        return getClass().hashCode();
    }
}
