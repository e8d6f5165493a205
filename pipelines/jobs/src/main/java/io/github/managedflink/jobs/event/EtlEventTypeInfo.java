package io.github.managedflink.jobs.event;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of events. */
public final class EtlEventTypeInfo extends TypeInformation<EtlEvent> {
    public static final EtlEventTypeInfo INSTANCE = new EtlEventTypeInfo();

    private static final long serialVersionUID = 1L;

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
    public Class<EtlEvent> getTypeClass() {
        return EtlEvent.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<EtlEvent> createSerializer(SerializerConfig config) {
        return EtlEventSerializer.INSTANCE;
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract in 1.20, so it must be here.
    public TypeSerializer<EtlEvent> createSerializer(ExecutionConfig config) {
        return EtlEventSerializer.INSTANCE;
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof EtlEventTypeInfo;
    }

    @Override
    public boolean equals(Object other) {
        return canEqual(other);
    }

    @Override
    public int hashCode() {
        return EtlEventTypeInfo.class.hashCode();
    }

    @Override
    public String toString() {
        return "EtlEvent";
    }
}
