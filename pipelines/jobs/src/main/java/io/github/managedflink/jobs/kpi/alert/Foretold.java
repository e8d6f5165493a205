package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.metric.Varint;
import io.github.managedflink.model.kpi.AlertState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The alerts of a rule that went out by the clock: those that event time has not confirmed yet, and the last state that
 * a receiver knows, which keeps the alert of the greatest version.
 */
final class Foretold {
    private final List<Entry> entries = new ArrayList<>();
    /** Those of before that the present look ahead has not come to again; null between looks. */
    private List<Entry> doubted;

    private long version;
    private AlertState state;
    private long time;

    /** Begins with the last alert of before. */
    Foretold(long version, AlertState state, long time) {
        this.version = version;
        this.state = state;
        this.time = time;
    }

    /** The greatest version that has gone out. */
    long version() {
        return version;
    }

    /** The state by the alert of that version. */
    AlertState state() {
        return state;
    }

    /** The time of that alert. */
    long time() {
        return time;
    }

    /** Takes notice of an alert that goes out. */
    void sent(Alert alert) {
        if (alert.version() > version) {
            version = alert.version();
            state = alert.state();
            time = alert.time();
        }
    }

    /** Begins a look ahead from a time on: what was foretold for later has to be found again. */
    void lookFrom(long reached) {
        doubted = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.to > reached) {
                doubted.add(0, entry.after(reached));
                entry.to = Math.min(entry.to, reached);
                if (entry.from > entry.to) {
                    entries.remove(i);
                }
            }
        }
    }

    /** Takes an alert that a look ahead has found. Returns whether it has gone out before. */
    boolean find(Alert alert) {
        boolean isKnown = doubted != null && doubted.stream().anyMatch(entry -> entry.holds(alert));
        Entry last = entries.isEmpty() ? null : entries.get(entries.size() - 1);
        if (last != null && last.isContinuedBy(alert)) {
            last.to = alert.time();
        } else {
            entries.add(Entry.of(alert));
        }
        return isKnown;
    }

    /** Ends a look ahead: what was foretold for a time until then and not found again does not hold. */
    void lookedUntil(long reached) {
        for (Entry entry : doubted) {
            if (entry.to > reached) {
                entries.add(entry.after(reached));
            }
        }
        doubted = null;
    }

    /** Takes an alert of event time. Returns whether it has gone out before, just as it is. */
    boolean confirm(Alert alert) {
        return entries.stream().anyMatch(entry -> entry.holds(alert));
    }

    /** Leaves out what was foretold for a time until {@code reached}: it has been confirmed, or it does not hold. */
    void passUntil(long reached) {
        entries.removeIf(entry -> entry.to <= reached);
        entries.replaceAll(entry -> entry.after(reached));
    }

    /**
     * When the next of what is to be confirmed is over, later than a time; {@link Long#MAX_VALUE} if there is none.
     * Reminders of one state are over with the last of them: whether one before is due is for the monitor to say.
     */
    long nextAfter(long reached) {
        long next = Long.MAX_VALUE;
        for (Entry entry : entries) {
            if (entry.to > reached) {
                next = Math.min(next, entry.to);
            }
        }
        return next;
    }

    /** The time of the last that is to be confirmed; {@link Long#MIN_VALUE} if there is none. */
    long last() {
        return entries.stream().mapToLong(entry -> entry.to).max().orElse(Long.MIN_VALUE);
    }

    /** The state after all that is to be confirmed. */
    AlertState expected(AlertState now) {
        return entries.isEmpty() ? now : entries.get(entries.size() - 1).state;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    void write(DataOutputView out) throws IOException {
        out.writeLong(version);
        RuleState.writeState(state, out);
        out.writeLong(time);
        Varint.write(entries.size(), out);
        for (Entry entry : entries) {
            out.writeLong(entry.digest);
            RuleState.writeState(entry.state, out);
            out.writeLong(entry.from);
            out.writeLong(entry.to);
        }
    }

    static Foretold read(DataInputView in) throws IOException {
        Foretold read = new Foretold(in.readLong(), RuleState.readState(in), in.readLong());
        for (long left = Varint.read(in); left > 0; left--) {
            read.entries.add(new Entry(in.readLong(), RuleState.readState(in), in.readLong(), in.readLong()));
        }
        return read;
    }

    /** A transition, or reminders that say the same at times of their own. */
    private static final class Entry {
        private final long digest;
        private final AlertState state;
        private final long from;
        private long to;

        Entry(long digest, AlertState state, long from, long to) {
            this.digest = digest;
            this.state = state;
            this.from = from;
            this.to = to;
        }

        static Entry of(Alert alert) {
            return new Entry(alert.digest(), alert.state(), alert.time(), alert.time());
        }

        boolean holds(Alert alert) {
            return from <= alert.time() && alert.time() <= to && digest == alert.digest();
        }

        boolean isContinuedBy(Alert alert) {
            return alert.kind() == Alert.Kind.REMINDER && alert.time() > to && digest == alert.digest();
        }

        /** The part of it that is later than a time. */
        Entry after(long time) {
            return new Entry(digest, state, Math.max(from, time + 1), to);
        }
    }
}
