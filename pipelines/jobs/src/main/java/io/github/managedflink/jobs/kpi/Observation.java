package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.group.GroupKey;

/** A fact about a group: that it had events in a pane, or its KPIs in a window that has closed or is still open. */
final class Observation {
    private final GroupKey group;
    private final long start;
    private final long first;
    private final long last;
    private final double[] values;
    private final long[] samples;
    private final long events;
    private final Window kind;

    private Observation(
            GroupKey group,
            long start,
            long first,
            long last,
            double[] values,
            long[] samples,
            long events,
            Window kind) {
        this.group = group;
        this.start = start;
        this.first = first;
        this.last = last;
        this.values = values;
        this.samples = samples;
        this.events = events;
        this.kind = kind;
    }

    /**
     * Events of a pane that begins at {@code pane}: the first of them was at {@code first}, the last at {@code last}.
     */
    static Observation seen(GroupKey group, long pane, long first, long last) {
        return new Observation(group, pane, first, last, null, null, 0, null);
    }

    /**
     * A window.
     *
     * @param values NaN where there is none
     */
    static Observation window(GroupKey group, long window, double[] values, long[] samples, long events, Window kind) {
        return new Observation(group, window, 0, 0, values, samples, events, kind);
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

    /** Null if it is about events. */
    Window kind() {
        return kind;
    }

    /** Whether it is about what will be known if no more events come. */
    boolean isForeseen() {
        return kind == Window.FORESEEN;
    }

    /** In what way a window is at its end. */
    enum Window {
        /** By event time: a watermark follows. */
        CLOSED,
        /** By a long silence, so that no watermark follows. */
        CLOSED_BY_SILENCE,
        /** Not yet, but if no more events come it will be as it is. */
        FORESEEN
    }
}
