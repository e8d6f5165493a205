package io.github.managedflink.jobs.event;

import io.github.managedflink.jobs.typeinfo.OpaqueTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of events. */
public final class EtlEventTypeInfo extends OpaqueTypeInfo<EtlEvent> {
    public static final EtlEventTypeInfo INSTANCE = new EtlEventTypeInfo();

    private static final long serialVersionUID = 1L;

    @Override
    public Class<EtlEvent> getTypeClass() {
        return EtlEvent.class;
    }

    @Override
    public TypeSerializer<EtlEvent> createSerializer(SerializerConfig config) {
        return EtlEventSerializer.INSTANCE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EtlEventTypeInfo;
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
