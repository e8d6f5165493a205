package io.github.managedflink.jobs.async;

import io.github.managedflink.jobs.typeinfo.OpaqueTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of the entries of a codec. */
public final class EntryTypeInfo<E extends SinkEntry> extends OpaqueTypeInfo<E> {
    private static final long serialVersionUID = 1L;

    private final EntryCodec<E> codec;

    public EntryTypeInfo(EntryCodec<E> codec) {
        this.codec = codec;
    }

    @Override
    public Class<E> getTypeClass() {
        return codec.type();
    }

    @Override
    public TypeSerializer<E> createSerializer(SerializerConfig config) {
        return new EntrySerializer<>(codec);
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
