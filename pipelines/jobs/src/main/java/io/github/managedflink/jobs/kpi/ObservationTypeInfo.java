package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.typeinfo.OpaqueTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of observations. */
final class ObservationTypeInfo extends OpaqueTypeInfo<Observation> {
    static final ObservationTypeInfo INSTANCE = new ObservationTypeInfo();

    private static final long serialVersionUID = 1L;

    @Override
    public Class<Observation> getTypeClass() {
        return Observation.class;
    }

    @Override
    public TypeSerializer<Observation> createSerializer(SerializerConfig config) {
        return ObservationSerializer.INSTANCE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ObservationTypeInfo;
    }

    @Override
    public int hashCode() {
        return ObservationTypeInfo.class.hashCode();
    }

    @Override
    public String toString() {
        return "Observation";
    }
}
