package io.github.managedflink.jobs.async;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of the entries of a codec. */
public final class EntryTypeInfo<E extends SinkEntry> extends TypeInformation<E> {
    private static final long serialVersionUID = 1L;

    private final EntryCodec<E> codec;

    public EntryTypeInfo(EntryCodec<E> codec) {
        this.codec = codec;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<E> getTypeClass() {
        return codec.type();
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<E> createSerializer(SerializerConfig config) {
        return new EntrySerializer<>(codec);
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract in 1.20, so it must be here.
    public TypeSerializer<E> createSerializer(ExecutionConfig config) {
        return new EntrySerializer<>(codec);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EntryTypeInfo;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryTypeInfo && ((EntryTypeInfo<?>) other).codec.getClass() == codec.getClass();
    }

    @Override
    public int hashCode() {
        return codec.getClass().hashCode();
    }

    @Override
    public String toString() {
        return codec.type().getSimpleName();
    }
}
