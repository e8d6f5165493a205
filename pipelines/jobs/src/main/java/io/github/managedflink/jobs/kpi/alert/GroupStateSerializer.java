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

/** Writes the state of groups. Each begins with the number of its layout, so that a later one can still read it. */
public final class GroupStateSerializer extends OpaqueSerializer<GroupState> {
    public static final GroupStateSerializer INSTANCE = new GroupStateSerializer();

    private static final long serialVersionUID = 1L;
    private static final int LAYOUT = 1;
    private static final int USUAL_BYTES = 256;

    @Override
    public boolean isImmutableType() {
        return false;
    }

    @Override
    public GroupState createInstance() {
        return new GroupState();
    }

    @Override
    public GroupState copy(GroupState from) {
        try {
            DataOutputSerializer bytes = new DataOutputSerializer(USUAL_BYTES);
            serialize(from, bytes);
            return deserialize(new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
        } catch (IOException e) {
            throw new IllegalStateException("memory can be written and read", e);
        }
    }

    @Override
    public void serialize(GroupState state, DataOutputView target) throws IOException {
        target.writeByte(LAYOUT);
        target.writeLong(state.nextWindow());
        state.presence().write(target);
        Varint.write(state.measurements().size(), target);
        for (WindowMeasurement measurement : state.measurements().values()) {
            writeMeasurement(measurement, target);
        }
        Varint.write(state.rules().size(), target);
        for (Map.Entry<String, RuleState> rule : state.rules().entrySet()) {
            target.writeUTF(rule.getKey());
            rule.getValue().write(target);
        }
    }

    @Override
    public GroupState deserialize(DataInputView source) throws IOException {
        int layout = source.readByte();
        if (layout != LAYOUT) {
            throw new IOException("the state of a group in the unknown layout " + layout);
        }
        GroupState state = new GroupState();
        state.setNextWindow(source.readLong());
        state.presence().read(source);
        for (long left = Varint.read(source); left > 0; left--) {
            WindowMeasurement measurement = readMeasurement(source);
            state.measurements().put(measurement.window(), measurement);
        }
        for (long left = Varint.read(source); left > 0; left--) {
            String name = source.readUTF();
            state.rules().put(name, RuleState.read(source));
        }
        return state;
    }

    static void writeMeasurement(WindowMeasurement measurement, DataOutputView target) throws IOException {
        Varint.writeSigned(measurement.window(), target);
        Varint.write(measurement.size(), target);
        for (int kpi = 0; kpi < measurement.size(); kpi++) {
            target.writeDouble(measurement.value(kpi));
            Varint.write(measurement.sample(kpi), target);
        }
    }

    static WindowMeasurement readMeasurement(DataInputView source) throws IOException {
        long window = Varint.readSigned(source);
        int size = (int) Varint.read(source);
        double[] values = new double[size];
        long[] samples = new long[size];
        for (int kpi = 0; kpi < size; kpi++) {
            values[kpi] = source.readDouble();
            samples[kpi] = Varint.read(source);
        }
        return new WindowMeasurement(window, values, samples);
    }

    @Override
    public TypeSerializerSnapshot<GroupState> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Carries nothing: each state tells its own layout. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<GroupState> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
