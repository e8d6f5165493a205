package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.metric.Varint;
import io.github.managedflink.jobs.typeinfo.OpaqueSerializer;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes what is known of groups. Each state in it begins with the number of its layout, so that a later one can still
 * read it.
 */
public final class WatchStateSerializer extends OpaqueSerializer<WatchState> {
    public static final WatchStateSerializer INSTANCE = new WatchStateSerializer();

    private static final long serialVersionUID = 1L;
    private static final int USUAL_BYTES = 256;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public WatchState createInstance() {
        return new WatchState();
    }

    @Override
    public WatchState copy(WatchState from) {
        try {
            DataOutputSerializer bytes = new DataOutputSerializer(USUAL_BYTES);
            serialize(from, bytes);
            return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written and read", e);
        }
    }

    @Override
    public void serialize(WatchState state, DataOutputView target) throws IOException {
        GroupStateSerializer.INSTANCE.serialize(state.now(), target);
        target.writeLong(state.timer());
        target.writeLong(state.silenceTimer());
        Varint.write(state.foreseen().size(), target);
        for (WindowMeasurement measurement : state.foreseen().values()) {
            GroupStateSerializer.writeMeasurement(measurement, target);
        }
        Varint.write(state.foretold().size(), target);
        for (Map.Entry<String, Foretold> foretold : state.foretold().entrySet()) {
            target.writeUTF(foretold.getKey());
            foretold.getValue().write(target);
        }
        target.writeBoolean(state.ahead() != null);
        if (state.ahead() != null) {
            GroupStateSerializer.INSTANCE.serialize(state.ahead(), target);
            target.writeLong(state.aheadUntil());
        }
    }

    @Override
    public WatchState deserialize(DataInputView source) throws IOException {
        WatchState state = new WatchState(GroupStateSerializer.INSTANCE.deserialize(source));
        state.setTimer(source.readLong());
        state.setSilenceTimer(source.readLong());
        for (long left = Varint.read(source); left > 0; left--) {
            WindowMeasurement measurement = GroupStateSerializer.readMeasurement(source);
            state.foreseen().put(measurement.window(), measurement);
        }
        for (long left = Varint.read(source); left > 0; left--) {
            String rule = source.readUTF();
            state.foretold().put(rule, Foretold.read(source));
        }
        if (source.readBoolean()) {
            state.setAhead(GroupStateSerializer.INSTANCE.deserialize(source), source.readLong());
        }
        return state;
    }

    @Override
    public TypeSerializerSnapshot<WatchState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Carries nothing: each state tells its own layout. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<WatchState> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
