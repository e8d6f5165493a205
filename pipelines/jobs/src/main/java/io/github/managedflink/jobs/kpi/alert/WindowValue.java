package io.github.managedflink.jobs.kpi.alert;

/** The value of a KPI in a window. */
public final class WindowValue {
    private final long start;
    private final long end;
    private final double value;
    private final long sample;

    WindowValue(long start, long end, double value, long sample) {
        this.start = start;
        this.end = end;
        this.value = value;
        this.sample = sample;
    }

    /** The first moment of the window, in milliseconds since the epoch. */
    public long start() {
        return start;
    }

    /** The first moment after the window, in milliseconds since the epoch. */
    public long end() {
        return end;
    }

    /** The value; null if there is none. */
    public Double value() {
        return Double.isNaN(value) ? null : value;
    }

    /** Of how many events the value is made. */
    public long sample() {
        return sample;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WindowValue
                && ((WindowValue) other).start == start
                && ((WindowValue) other).end == end
                && Double.compare(((WindowValue) other).value, value) == 0
                && ((WindowValue) other).sample == sample;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(end) + Double.hashCode(value);
    }

    @Override
    public String toString() {
        return value() + " of " + sample + " until " + end;
    }
}
