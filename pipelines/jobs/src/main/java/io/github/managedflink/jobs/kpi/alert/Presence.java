package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.metric.Varint;
import io.github.managedflink.jobs.window.Panes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * When a group had events: the newest of the panes that have passed, and of each pane that has not the first and the
 * last. That is enough to find every gap that is no shorter than a pane, because one between two events of a pane is
 * shorter.
 */
final class Presence {
    /** The time of no event. */
    static final long NONE = Long.MIN_VALUE;

    private long past = NONE;
    private final List<PaneTimes> coming = new ArrayList<>(1);

    /** Adds events of a pane. If it has passed already, it passes once more, at the end of the next window. */
    void add(long pane, long first, long last) {
        int at = coming.size();
        while (at > 0 && coming.get(at - 1).pane > pane) {
            at--;
        }
        if (at > 0 && coming.get(at - 1).pane == pane) {
            PaneTimes known = coming.get(at - 1);
            known.first = Math.min(known.first, first);
            known.last = Math.max(known.last, last);
        } else {
            coming.add(at, new PaneTimes(pane, first, last));
        }
    }

    /** Lets the panes pass that end no later than {@code end}. */
    void passUntil(long end, Panes panes) {
        while (!coming.isEmpty() && panes.nextPane(coming.get(0).pane) <= end) {
            past = Math.max(past, coming.remove(0).last);
        }
    }

    void clearPast() {
        past = NONE;
    }

    /** The newest event of the panes that have passed; {@link #NONE} if there is none. */
    long past() {
        return past;
    }

    /** The first pane with events that has not passed; {@link #NONE} if there is none. */
    long firstComing() {
        return coming.isEmpty() ? NONE : coming.get(0).pane;
    }

    /** The newest event; {@link #NONE} if there is none. */
    long newest() {
        return coming.isEmpty() ? past : Math.max(past, coming.get(coming.size() - 1).last);
    }

    /**
     * The newest event of the panes that have passed and of those that begin before a time; {@link #NONE} if there is
     * none.
     */
    long newestBefore(long time) {
        long newest = past;
        for (PaneTimes next : coming) {
            if (next.pane < time) {
                newest = Math.max(newest, next.last);
            }
        }
        return newest;
    }

    boolean isEmpty() {
        return past == NONE && coming.isEmpty();
    }

    /**
     * The first event after {@code after} that no other follows until its deadline; {@link #NONE} if there is none. The
     * newest event is one, as what follows it is not known.
     *
     * @param deadline the deadline of an event, later than the end of its pane or equal
     */
    long firstGap(long after, LongUnaryOperator deadline) {
        long event = past;
        for (PaneTimes next : coming) {
            if (event > after && next.first > deadline.applyAsLong(event)) {
                return event;
            }
            event = Math.max(event, next.last);
        }
        return event > after ? event : NONE;
    }

    void write(DataOutputView out) throws IOException {
        out.writeLong(past);
        Varint.write(coming.size(), out);
        for (PaneTimes times : coming) {
            Varint.writeSigned(times.pane, out);
            Varint.write(times.first - times.pane, out);
            Varint.write(times.last - times.first, out);
        }
    }

    void read(DataInputView in) throws IOException {
        past = in.readLong();
        for (long left = Varint.read(in); left > 0; left--) {
            long pane = Varint.readSigned(in);
            long first = pane + Varint.read(in);
            coming.add(new PaneTimes(pane, first, first + Varint.read(in)));
        }
    }

    private static final class PaneTimes {
        private final long pane;
        private long first;
        private long last;

        PaneTimes(long pane, long first, long last) {
            this.pane = pane;
            this.first = first;
            this.last = last;
        }
    }
}
