package io.github.managedflink.jobs.deadletter;

import io.github.managedflink.jobs.typeinfo.OpaqueTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of {@link Routed} contents of a type. */
public final class RoutedTypeInfo<T> extends OpaqueTypeInfo<Routed<T>> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> content;

    public RoutedTypeInfo(TypeInformation<T> content) {
        this.content = content;
    }

    @Override
    @SuppressWarnings("unchecked") // A class literal has no type arguments.
    public Class<Routed<T>> getTypeClass() {
        return (Class<Routed<T>>) (Class<?>) Routed.class;
    }

    @Override
    public TypeSerializer<Routed<T>> createSerializer(SerializerConfig config) {
        return new RoutedSerializer<>(content.createSerializer(config));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RoutedTypeInfo && ((RoutedTypeInfo<?>) other).content.equals(content);
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
