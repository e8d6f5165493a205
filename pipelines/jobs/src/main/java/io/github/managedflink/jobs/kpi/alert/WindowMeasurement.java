package io.github.managedflink.jobs.kpi.alert;

import java.util.Arrays;

/** The KPIs of a group in a window that is closed. */
public final class WindowMeasurement {
    private final long window;
    private final double[] values;
    private final long[] samples;

    /**
     * @param window the window's start
     * @param values the value of each KPI, in the order of the monitor's; NaN if it has none
     * @param samples of how many events each value is made
     */
    public WindowMeasurement(long window, double[] values, long[] samples) {
        this.window = window;
        this.values = values.clone();
        this.samples = samples.clone();
    }

    long window() {
        return window;
    }

    int size() {
        return values.length;
    }

    double value(int kpi) {
        return values[kpi];
    }

    long sample(int kpi) {
        return samples[kpi];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof WindowMeasurement
                && ((WindowMeasurement) other).window == window
                && Arrays.equals(((WindowMeasurement) other).values, values)
                && Arrays.equals(((WindowMeasurement) other).samples, samples);
    }

    @Override
    public int hashCode() {
        return Long.hashCode(window);
    }
}
