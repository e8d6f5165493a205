package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.metric.Varint;
import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertState;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** The state of a rule for a group. Times are in milliseconds since the epoch. */
final class RuleState {
    /** A time that never was. */
    static final long NEVER = Long.MIN_VALUE;

    /** The places are what is written: they never change. */
    private static final List<AlertState> STATES =
            List.of(AlertState.OK, AlertState.WARNING, AlertState.CRITICAL, AlertState.NO_DATA);

    /** The same here. */
    private static final List<AlertReason> REASONS = List.of(
            AlertReason.THRESHOLD,
            AlertReason.NO_DATA,
            AlertReason.DATA_RESUMED,
            AlertReason.RULE_REMOVED,
            AlertReason.GROUP_FORGOTTEN);

    private final String kpi;
    private long inForceSince;
    private long version;
    private AlertState state = AlertState.OK;
    private AlertState previous = AlertState.OK;
    private AlertReason reason = AlertReason.THRESHOLD;
    private long since = NEVER;
    private long silentSince = NEVER;
    private long reminded = NEVER;
    private int reminders;
    private long[] transitions = new long[0];
    private WindowHistory history = new WindowHistory();

    /**
     * @param inForceSince when the rule came into force, so that it raises nothing as of an earlier time;
     *     {@link #NEVER} if it was before the group's first event
     * @param version the last version that an alert of the rule and the group had
     */
    RuleState(String kpi, long inForceSince, long version) {
        this.kpi = kpi;
        this.inForceSince = inForceSince;
        this.version = version;
    }

    /** The KPI of the rule. */
    String kpi() {
        return kpi;
    }

    long inForceSince() {
        return inForceSince;
    }

    AlertState state() {
        return state;
    }

    /** The state before the present one. */
    AlertState previous() {
        return previous;
    }

    /** Why the present state came about. */
    AlertReason reason() {
        return reason;
    }

    /** Since when the state is what it is; {@link #NEVER} if it has always been. */
    long since() {
        return since;
    }

    /** The last version that an alert had. */
    long version() {
        return version;
    }

    WindowHistory history() {
        return history;
    }

    /** The event after which there was silence, while the state is {@link AlertState#NO_DATA}; else {@link #NEVER}. */
    long silentSince() {
        return silentSince;
    }

    /** The time of the last reminder, or else of the transition. */
    long reminded() {
        return reminded;
    }

    /** The number of reminders that were due since the transition. */
    int reminders() {
        return reminders;
    }

    int transitionsAfter(long time) {
        int count = 0;
        for (long transition : transitions) {
            if (transition > time) {
                count++;
            }
        }
        return count;
    }

    /** @param remembered of how many transitions the times are remembered, this one included */
    void moveTo(AlertState next, AlertReason why, long time, int remembered) {
        previous = state;
        state = next;
        reason = why;
        since = time;
        silentSince = NEVER;
        reminded = time;
        reminders = 0;
        nextVersion(time);
        int kept = Math.min(transitions.length, Math.max(remembered - 1, 0));
        long[] newest = Arrays.copyOfRange(
                transitions, transitions.length - kept, transitions.length + Math.min(remembered, 1));
        if (remembered > 0) {
            newest[kept] = time;
        }
        transitions = newest;
    }

    /** Begins anew with the windows after a silence. */
    void fallSilent(long lastEvent) {
        silentSince = lastEvent;
        history.clear();
    }

    void remind(long time) {
        reminded = time;
        reminders++;
    }

    /** Takes a version for an alert of a time, above all before it. */
    void nextVersion(long time) {
        version = Math.max(time, version + 1);
    }

    /** Takes on a changed definition of the rule: it raises nothing as of a time before the change. */
    void ruleChanged(long now, int windows, int remembered, long remindEvery) {
        inForceSince = Math.max(inForceSince, now);
        history.keepLast(windows);
        if (transitions.length > remembered) {
            transitions = Arrays.copyOfRange(transitions, transitions.length - remembered, transitions.length);
        }
        if (remindEvery > 0 && reminded != NEVER && reminded + remindEvery <= now) {
            reminded = now;
        }
    }

    /** Takes over the state, time and version of an alert that was sent without this state. */
    void adopt(AlertState next, long time, long lastVersion) {
        state = next;
        since = time;
        reminded = time;
        version = lastVersion;
    }

    static void writeState(AlertState state, DataOutputView out) throws IOException {
        out.writeByte(STATES.indexOf(state));
    }

    static AlertState readState(DataInputView in) throws IOException {
        return STATES.get(in.readByte());
    }

    void write(DataOutputView out) throws IOException {
        out.writeUTF(kpi);
        out.writeLong(inForceSince);
        Varint.writeSigned(version, out);
        writeState(state, out);
        writeState(previous, out);
        out.writeByte(REASONS.indexOf(reason));
        out.writeBoolean(since != NEVER);
        if (since != NEVER) {
            Varint.writeSigned(since, out);
            out.writeLong(silentSince);
            Varint.writeSigned(reminded - since, out);
            Varint.write(reminders, out);
            Varint.write(transitions.length, out);
            for (long transition : transitions) {
                Varint.writeSigned(transition - since, out);
            }
        }
        history.write(out);
    }

    static RuleState read(DataInputView in) throws IOException {
        RuleState read = new RuleState(in.readUTF(), in.readLong(), Varint.readSigned(in));
        read.state = readState(in);
        read.previous = readState(in);
        read.reason = REASONS.get(in.readByte());
        if (in.readBoolean()) {
            read.since = Varint.readSigned(in);
            read.silentSince = in.readLong();
            read.reminded = read.since + Varint.readSigned(in);
            read.reminders = (int) Varint.read(in);
            read.transitions = new long[(int) Varint.read(in)];
            for (int i = 0; i < read.transitions.length; i++) {
                read.transitions[i] = read.since + Varint.readSigned(in);
            }
        }
        read.history = WindowHistory.read(in);
        return read;
    }
}
