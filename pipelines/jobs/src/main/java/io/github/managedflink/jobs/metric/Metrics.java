package io.github.managedflink.jobs.metric;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The metrics of a leaderboard, in their order: the slots that they need, and how each is read from them. */
public final class Metrics implements Serializable {
    private static final long serialVersionUID = 1L;

    private final AccumulatorLayout layout;
    private final ArrayList<Reading> readings;

    private Metrics(List<Slot> slots, List<Reading> readings) {
        this.layout = new AccumulatorLayout(slots);
        this.readings = new ArrayList<>(readings);
    }

    public static Builder builder() {
        return new Builder();
    }

    public AccumulatorLayout layout() {
        return layout;
    }

    /**
     * The value of a metric: a {@link Long} for a count, else a {@link Double}, or a {@link BigDecimal} for an extreme
     * that no double stands for, or null if there was nothing that has one.
     */
    public Object value(int metric, Accumulators accumulators) {
        Reading reading = readings.get(metric);
        return reading.function.of(reading.slot < 0 ? null : accumulators.part(reading.slot), accumulators.events());
    }

    /** The values of all metrics. */
    public Object[] values(Accumulators accumulators) {
        Object[] values = new Object[readings.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i, accumulators);
        }
        return values;
    }

    private interface Function extends Serializable {
        Object of(Accumulator slot, long events);
    }

    private static final class Reading implements Serializable {
        private static final long serialVersionUID = 1L;

        private final int slot;
        private final Function function;

        Reading(int slot, Function function) {
            this.slot = slot;
            this.function = function;
        }
    }

    /** Gathers metrics. A condition is a CEL expression, or null if every event counts. */
    public static final class Builder {
        private static final int NO_SLOT = -1;

        private final List<Slot> slots = new ArrayList<>();
        private final List<Reading> readings = new ArrayList<>();

        private Builder() {}

        /** How many events. */
        public Builder count(String condition) {
            if (condition == null) {
                readings.add(new Reading(NO_SLOT, (slot, events) -> events));
                return this;
            }
            return add(Slot.Kind.COUNT, null, condition, 0, (slot, events) -> ((Accumulator.Count) slot).count());
        }

        /** The sum of a field. */
        public Builder sum(String field, String condition) {
            return add(Slot.Kind.SUM, field, condition, 0, (slot, events) -> ((Accumulator.Sum) slot).sum());
        }

        /** The mean of a field. */
        public Builder average(String field, String condition) {
            return add(Slot.Kind.SUM, field, condition, 0, (slot, events) -> ((Accumulator.Sum) slot).average());
        }

        /** The least value of a field. */
        public Builder minimum(String field, String condition) {
            return add(
                    Slot.Kind.EXTREMES, field, condition, 0, (slot, events) -> ((Accumulator.Extremes) slot).least());
        }

        /** The greatest value of a field. */
        public Builder maximum(String field, String condition) {
            return add(Slot.Kind.EXTREMES, field, condition, 0, (slot, events) -> ((Accumulator.Extremes) slot)
                    .greatest());
        }

        /**
         * The value of a field that {@code percent} of the values do not exceed, by the nearest rank.
         *
         * @param accuracy the relative accuracy, such as 0.01
         */
        public Builder percentile(String field, String condition, double percent, double accuracy) {
            return add(
                    Slot.Kind.QUANTILES,
                    field,
                    condition,
                    accuracy,
                    (slot, events) -> percentile(((Accumulator.Quantiles) slot).sketch(), percent));
        }

        private static Double percentile(QuantileSketch sketch, double percent) {
            long count = sketch.count();
            if (count == 0) {
                return null;
            }
            // In decimals: 7 % of 100 are 7, and not a bit more.
            long rank = BigDecimal.valueOf(percent)
                    .movePointLeft(2)
                    .multiply(BigDecimal.valueOf(count))
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact();
            return sketch.valueAt(Math.max(1, rank));
        }

        /** When the first event happened, in milliseconds since the epoch. */
        public Builder firstTime() {
            return add(Slot.Kind.TIMES, null, null, 0, (slot, events) -> ((Accumulator.Times) slot).first());
        }

        /** When the last event happened. */
        public Builder lastTime() {
            return add(Slot.Kind.TIMES, null, null, 0, (slot, events) -> ((Accumulator.Times) slot).last());
        }

        /** About how many different values of a field. */
        public Builder distinct(String field, String condition, int precision) {
            return add(Slot.Kind.DISTINCT, field, condition, precision, (slot, events) -> ((Accumulator.Distinct) slot)
                    .estimate());
        }

        private Builder add(Slot.Kind kind, String field, String condition, double parameter, Function function) {
            Slot slot = new Slot(kind, field, condition, parameter);
            if (!slots.contains(slot)) {
                slots.add(slot);
            }
            readings.add(new Reading(slots.indexOf(slot), function));
            return this;
        }

        public Metrics build() {
            return new Metrics(slots, readings);
        }
    }
}
