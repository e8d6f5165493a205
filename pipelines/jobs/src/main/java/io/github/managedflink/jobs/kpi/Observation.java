package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.group.GroupKey;

/** What is known of a group: that it had events in a pane, or, when a window has closed, what its indicators were. */
final class Observation {
    private final GroupKey group;
    private final long start;
    private final long first;
    private final long last;
    private final double[] values;
    private final long[] samples;
    private final long events;
    private final boolean isPrompt;

    private Observation(
            GroupKey group,
            long start,
            long first,
            long last,
            double[] values,
            long[] samples,
            long events,
            boolean isPrompt) {
        this.group = group;
        this.start = start;
        this.first = first;
        this.last = last;
        this.values = values;
        this.samples = samples;
        this.events = events;
        this.isPrompt = isPrompt;
    }

    /** Events of a pane that begins at {@code pane}: the first of them was at {@code first}, the last at {@code last}. */
    static Observation seen(GroupKey group, long pane, long first, long last) {
        return new Observation(group, pane, first, last, null, null, 0, false);
    }

    /**
     * A closed window.
     *
     * @param values NaN where there is none
     * @param isPrompt whether it has been closed by silence, so that no watermark follows
     */
    static Observation window(
            GroupKey group, long window, double[] values, long[] samples, long events, boolean isPrompt) {
        return new Observation(group, window, 0, 0, values, samples, events, isPrompt);
    }

    GroupKey group() {
        return group;
    }

    boolean isWindow() {
        return values != null;
    }

    /** The first moment of the pane or window. */
    long start() {
        return start;
    }

    /** When the first event of the pane was. */
    long first() {
        return first;
    }

    /** When the last event of the pane was. */
    long last() {
        return last;
    }

    double[] values() {
        return values;
    }

    long[] samples() {
        return samples;
    }

    /** How many events of the group are in the window. */
    long events() {
        return events;
    }

    boolean isPrompt() {
        return isPrompt;
    }
}
