package io.github.managedflink.jobs.event;

import io.github.managedflink.jobs.typeinfo.OpaqueTypeInfo;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of events. */
public final class PipelineEventTypeInfo extends OpaqueTypeInfo<PipelineEvent> {
    public static final PipelineEventTypeInfo INSTANCE = new PipelineEventTypeInfo();

    private static final long serialVersionUID = 1L;

    @Override
    public Class<PipelineEvent> getTypeClass() {
        return PipelineEvent.class;
    }

    @Override
    public TypeSerializer<PipelineEvent> createSerializer(SerializerConfig config) {
        return PipelineEventSerializer.INSTANCE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PipelineEventTypeInfo;
    }

    @Override
    public int hashCode() {
        return PipelineEventTypeInfo.class.hashCode();
    }

    @Override
    public String toString() {
        return "PipelineEvent";
    }
}
