package io.github.managedflink.jobs.deadletter;

import io.github.managedflink.jobs.typeinfo.OpaqueTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of {@link Addressed} contents of a type. */
public final class AddressedTypeInfo<T> extends OpaqueTypeInfo<Addressed<T>> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> content;

    public AddressedTypeInfo(TypeInformation<T> content) {
        this.content = content;
    }

    @Override
    @SuppressWarnings("unchecked") // A class literal has no type arguments.
    public Class<Addressed<T>> getTypeClass() {
        return (Class<Addressed<T>>) (Class<?>) Addressed.class;
    }

    @Override
    public TypeSerializer<Addressed<T>> createSerializer(SerializerConfig config) {
        return new AddressedSerializer<>(content.createSerializer(config));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressedTypeInfo && ((AddressedTypeInfo<?>) other).content.equals(content);
    }

    @Override
    public int hashCode() {
        return content.hashCode();
    }

    @Override
    public String toString() {
        return "Addressed<" + content + ">";
    }
}
