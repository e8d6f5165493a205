package io.github.managedflink.model.kpi;

import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;

/**
 * Which values of a KPI are bad, and which are good again. With {@link #clearAt} the two lie apart (hysteresis), so
 * that a value which swings around the threshold raises one alert and not one with every swing.
 */
public final class Threshold extends SpecValue {
    /** How a value is compared with the threshold: it breaches it if it is … */
    public enum Comparator {
        /** … smaller. */
        BELOW,
        /** … smaller or equal. */
        AT_MOST,
        /** … greater. */
        ABOVE,
        /** … greater or equal. */
        AT_LEAST;

        /** Returns whether small values are the bad ones. */
        public boolean isLower() {
            return this == BELOW || this == AT_MOST;
        }

        /** Returns whether {@code value} compares so with {@code limit}. NaN never does. */
        public boolean holds(double value, double limit) {
            switch (this) {
                case BELOW:
                    return value < limit;
                case AT_MOST:
                    return value <= limit;
                case ABOVE:
                    return value > limit;
                default:
                    return value >= limit;
            }
        }
    }

    private final Comparator comparator;
    private final Double value;
    private final Double clear;

    private Threshold(Comparator comparator, Double value, Double clear) {
        this.comparator = comparator;
        this.value = value;
        this.clear = clear;
    }

    /** Returns a threshold that is breached by values smaller than {@code limit}. */
    public static Threshold below(double limit) {
        return new Threshold(Comparator.BELOW, limit, null);
    }

    /** Returns a threshold that is breached by {@code limit} and smaller values. */
    public static Threshold atMost(double limit) {
        return new Threshold(Comparator.AT_MOST, limit, null);
    }

    /** Returns a threshold that is breached by values greater than {@code limit}. */
    public static Threshold above(double limit) {
        return new Threshold(Comparator.ABOVE, limit, null);
    }

    /** Returns a threshold that is breached by {@code limit} and greater values. */
    public static Threshold atLeast(double limit) {
        return new Threshold(Comparator.AT_LEAST, limit, null);
    }

    /**
     * Returns the same, but once the level is reached, values count as breaches until they are on the good side of
     * {@code limit}: {@code below(0.95).clearAt(0.97)} is reached by 0.94 and left by 0.97. It lies on the good side of
     * the threshold or equals it. Default: the threshold itself.
     */
    public Threshold clearAt(double limit) {
        return new Threshold(comparator, value, limit);
    }

    static Threshold read(SettingsReader settings, String name) {
        if (!settings.has(name)) {
            return null;
        }
        SettingsReader own = settings.at(name);
        return new Threshold(own.word("comparator", Comparator.class), own.decimal("threshold"), own.decimal("clear"));
    }

    /** Returns how values are compared. */
    public Comparator comparator() {
        return comparator;
    }

    /** Returns what values are compared with. */
    public double value() {
        return value;
    }

    /** Returns what values are compared with once the level is reached. */
    public double clear() {
        return clear == null ? value : clear;
    }

    /** Returns whether a value counts as a breach; {@code reached} says whether the level is reached already. */
    public boolean isBreachedBy(double measurement, boolean reached) {
        return comparator.holds(measurement, reached ? clear() : value);
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("comparator", comparator).put("threshold", value).put("clear", clear);
    }

    @Override
    public void check(Violations violations) {
        violations.require("comparator", comparator);
        boolean isNumber = violations.require("threshold", value) && isFinite(violations, "threshold", value);
        if (clear != null && isFinite(violations, "clear", clear) && isNumber && comparator != null) {
            boolean isGood = comparator.isLower() ? clear >= value : clear <= value;
            if (!isGood) {
                violations.add(
                        "clear",
                        clear,
                        "lies on the bad side of the threshold, " + value + "; it must be "
                                + (comparator.isLower() ? "at least" : "at most") + " that.");
            }
        }
    }

    private static boolean isFinite(Violations violations, String setting, Double number) {
        boolean isFinite = !number.isNaN() && !number.isInfinite();
        if (!isFinite) {
            violations.add(setting, number, "must be a finite number.");
        }
        return isFinite;
    }

    /** Whether every value that breaches this breaches {@code other} as well; both are without faults. */
    boolean isWithin(Threshold other) {
        if (value.doubleValue() == other.value) {
            return comparator == other.comparator || comparator == Comparator.BELOW || comparator == Comparator.ABOVE;
        }
        return comparator.isLower() ? value < other.value : value > other.value;
    }

    boolean isComparable() {
        return comparator != null && value != null && !value.isNaN() && !value.isInfinite();
    }
}
