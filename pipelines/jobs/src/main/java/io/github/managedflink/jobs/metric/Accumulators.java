package io.github.managedflink.jobs.metric;

/** What a group of events comes to: how many they are, and an accumulator for each slot. */
public final class Accumulators {
    private final AccumulatorLayout layout;
    private final Accumulator[] parts;
    private long events;

    Accumulators(AccumulatorLayout layout, Accumulator[] parts, long events) {
        this.layout = layout;
        this.parts = parts;
        this.events = events;
    }

    /** How many events are in it. */
    public long events() {
        return events;
    }

    /** Takes one event, as it was measured. */
    public void add(Measurement measured) {
        events++;
        for (int i = 0; i < parts.length; i++) {
            if (measured.counts(i)) {
                parts[i].add(measured.input(i));
            }
        }
    }

    /** Takes what another one of the same layout holds, which stays as it is. */
    public void add(Accumulators other) {
        events += other.events;
        for (int i = 0; i < parts.length; i++) {
            parts[i].add(other.parts[i]);
        }
    }

    /** About how many bytes of memory it takes. */
    public int weight() {
        int weight = 64;
        for (Accumulator part : parts) {
            weight += part.weight();
        }
        return weight;
    }

    AccumulatorLayout layout() {
        return layout;
    }

    Accumulator part(int slot) {
        return parts[slot];
    }
}
