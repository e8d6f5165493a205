package io.github.managedflink.jobs.s3;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of {@link Addressed} contents of a type. */
public final class AddressedTypeInfo<T> extends TypeInformation<Addressed<T>> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> content;

    public AddressedTypeInfo(TypeInformation<T> content) {
        this.content = content;
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
    @SuppressWarnings("unchecked") // A class literal has no type arguments.
    public Class<Addressed<T>> getTypeClass() {
        return (Class<Addressed<T>>) (Class<?>) Addressed.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Addressed<T>> createSerializer(SerializerConfig config) {
        return new AddressedSerializer<>(content.createSerializer(config));
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract in 1.20, so it must be here.
    public TypeSerializer<Addressed<T>> createSerializer(ExecutionConfig config) {
        return createSerializer(config.getSerializerConfig());
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof AddressedTypeInfo;
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
