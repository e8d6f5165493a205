package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.group.GroupKeySerializer;
import io.github.managedflink.jobs.metric.Varint;
import io.github.managedflink.jobs.typeinfo.OpaqueSerializer;
import java.io.IOException;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes observations, which only travel: they are in no state. */
final class ObservationSerializer extends OpaqueSerializer<Observation> {
    static final ObservationSerializer INSTANCE = new ObservationSerializer();

    private static final long serialVersionUID = 1L;
    private static final List<Observation.Window> KINDS =
            List.of(Observation.Window.CLOSED, Observation.Window.CLOSED_BY_SILENCE, Observation.Window.FORESEEN);

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Observation createInstance() {
        return Observation.seen(GroupKey.of(), 0, 0, 0);
    }

    @Override
    public Observation copy(Observation from) {
        return from;
    }

    @Override
    public void serialize(Observation observation, DataOutputView target) throws IOException {
        GroupKeySerializer.INSTANCE.serialize(observation.group(), target);
        target.writeLong(observation.start());
        target.writeBoolean(observation.isWindow());
        if (!observation.isWindow()) {
            Varint.write(observation.first() - observation.start(), target);
            Varint.write(observation.last() - observation.start(), target);
            return;
        }
        Varint.write(observation.values().length, target);
        for (int i = 0; i < observation.values().length; i++) {
            target.writeDouble(observation.values()[i]);
            Varint.write(observation.samples()[i], target);
        }
        Varint.write(observation.events(), target);
        target.writeByte(KINDS.indexOf(observation.kind()));
    }

    @Override
    public Observation deserialize(DataInputView source) throws IOException {
        GroupKey group = GroupKeySerializer.INSTANCE.deserialize(source);
        long start = source.readLong();
        if (!source.readBoolean()) {
            long first = start + Varint.read(source);
            return Observation.seen(group, start, first, start + Varint.read(source));
        }
        double[] values = new double[(int) Varint.read(source)];
        long[] samples = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = source.readDouble();
            samples[i] = Varint.read(source);
        }
        long events = Varint.read(source);
        return Observation.window(group, start, values, samples, events, KINDS.get(source.readByte()));
    }

    @Override
    public TypeSerializerSnapshot<Observation> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Carries nothing. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Observation> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
