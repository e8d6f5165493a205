package io.github.managedflink.jobs.metric;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The slots of accumulators, in their order. It is written beside the state, so that state can be read after metrics
 * have come or gone.
 */
public final class AccumulatorLayout implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Slot> slots;

    AccumulatorLayout(List<Slot> slots) {
        this.slots = new ArrayList<>(slots);
    }

    List<Slot> slots() {
        return slots;
    }

    /** Whether accumulators take the same memory however many events are in them. */
    public boolean isOfFixedSize() {
        return slots.stream()
                .noneMatch(slot -> slot.kind() == Slot.Kind.QUANTILES || slot.kind() == Slot.Kind.DISTINCT);
    }

    /** Accumulators of nothing. */
    public Accumulators empty() {
        Accumulator[] parts = new Accumulator[slots.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = slots.get(i).accumulator();
        }
        return new Accumulators(this, parts, 0);
    }

    /**
     * The same in this layout: what it has not is left out, what it adds is empty, so that a new metric begins with the
     * events that come.
     */
    Accumulators adapt(Accumulators other) {
        if (other.layout().equals(this)) {
            return other;
        }
        Accumulator[] parts = new Accumulator[slots.size()];
        for (int i = 0; i < parts.length; i++) {
            int before = other.layout().slots.indexOf(slots.get(i));
            parts[i] = before < 0 ? slots.get(i).accumulator() : other.part(before);
        }
        return new Accumulators(this, parts, other.events());
    }

    /** The bytes of accumulators of this layout. */
    void writeValues(Accumulators accumulators, DataOutputView out) throws IOException {
        Varint.write(accumulators.events(), out);
        for (int i = 0; i < slots.size(); i++) {
            accumulators.part(i).write(out);
        }
    }

    /** @param isFirst whether they were written in the first layout of state */
    Accumulators readValues(DataInputView in, boolean isFirst) throws IOException {
        long events = Varint.read(in);
        Accumulator[] parts = new Accumulator[slots.size()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = slots.get(i).accumulator();
            if (isFirst) {
                parts[i].readFirstLayout(in);
            } else {
                parts[i].read(in);
            }
        }
        return new Accumulators(this, parts, events);
    }

    void write(DataOutputView out) throws IOException {
        out.writeInt(slots.size());
        for (Slot slot : slots) {
            slot.write(out);
        }
    }

    static AccumulatorLayout read(DataInputView in) throws IOException {
        int count = in.readInt();
        List<Slot> slots = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            slots.add(Slot.read(in));
        }
        return new AccumulatorLayout(slots);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AccumulatorLayout && ((AccumulatorLayout) other).slots.equals(slots);
    }

    @Override
    public int hashCode() {
        return slots.hashCode();
    }
}
