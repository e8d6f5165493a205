package io.github.managedflink.jobs.window;

import java.time.Duration;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * Which watermarks this subtask has sent on, and what is known of those that others have sent. While a subtask is idle
 * the others move the time on downstream without it; when it has events again, some may be late there although they are
 * not by its own watermark.
 */
final class SentWatermarks {
    /** Flag bits of the state. */
    private static final long IDLE = 1;

    private static final long HAS_BEEN_IDLE = 2;
    private static final ListStateDescriptor<Tuple2<Long, Long>> STATE =
            new ListStateDescriptor<>("sent-watermarks", Types.TUPLE(Types.LONG, Types.LONG));
    /** By how much the clocks of machines and of the source's service may differ, in milliseconds. */
    private static final long CLOCK_DIFFERENCE = 60_000;

    private final WindowLayout retention;
    /** Null if silence closes no windows. */
    private final Duration idleClose;

    private final boolean hasOthers;
    private final boolean sendsAll;
    private ListState<Tuple2<Long, Long>> state;
    private long seen = Long.MIN_VALUE;
    private long sent = Long.MIN_VALUE;
    private boolean isIdle;
    private long idleSince;
    /** Others may have moved the time on while this subtask was idle. */
    private boolean othersMayBeAhead;
    /** All may have been silent for so long that windows have been closed. */
    private boolean mayHaveClosed;

    /** @param sendsAll whether every watermark matters downstream, not only those that close or forget windows */
    SentWatermarks(WindowLayout retention, Duration idleClose, boolean hasOthers, boolean sendsAll) {
        this.retention = retention;
        this.idleClose = idleClose;
        this.hasOthers = hasOthers;
        this.sendsAll = sendsAll;
    }

    /** Begins with what had come through from all subtasks that were not idle. */
    void restore(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getUnionListState(STATE);
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (Tuple2<Long, Long> subtask : state.get()) {
            if ((subtask.f1 & IDLE) == 0) {
                least = Math.min(least, subtask.f0);
            }
            most = Math.max(most, subtask.f0);
            if ((subtask.f1 & HAS_BEEN_IDLE) != 0) {
                othersMayBeAhead = true;
                mayHaveClosed = idleClose != null;
            }
        }
        sent = Math.min(least, most);
        seen = sent;
    }

    /** Takes a watermark, and tells whether it has to be sent on: it closes a window, or forgets one, or all matter. */
    boolean see(long watermark) {
        seen = Math.max(seen, watermark);
        if (seen <= sent || !(sendsAll || sent == Long.MIN_VALUE || changesWindows(sent, seen))) {
            return false;
        }
        sent = seen;
        return true;
    }

    private boolean changesWindows(long from, long to) {
        Panes panes = retention.panes();
        if (panes == null || to == Long.MAX_VALUE) {
            return true;
        }
        long lateness = retention.lateness();
        // A window that ends where a pane begins is closed by the millisecond before.
        return panes.paneOf(to + 1) > panes.paneOf(from + 1)
                || panes.paneOf(to + 1 - lateness) > panes.paneOf(from + 1 - lateness);
    }

    /** The watermark that was sent last. */
    long sent() {
        return sent;
    }

    /** Tells whether a watermark that was kept back has to be sent before. */
    boolean becomeIdle(long now) {
        isIdle = true;
        idleSince = now;
        boolean keptBack = seen > sent;
        sent = seen;
        return keptBack;
    }

    void becomeActive(long now) {
        if (isIdle) {
            isIdle = false;
            othersMayBeAhead = true;
            mayHaveClosed |= idleClose != null && now - idleSince >= idleClose.toMillis() / 2;
        }
    }

    /**
     * Whether an event may be late downstream although it is not by the watermark that has been sent from here. No
     * watermark is ahead of the clock, as events count for it only up to their arrival; but after a long silence of
     * all, the windows of that moment may have been closed.
     *
     * @param lateFrom the watermark from which on the event is late
     */
    boolean mayBePassedElsewhere(long lateFrom, long now) {
        long latest = now + CLOCK_DIFFERENCE;
        if (mayHaveClosed && lateFrom <= retention.lastCloseAt(latest) + retention.lateness()) {
            return true;
        }
        return othersMayBeAhead && hasOthers && lateFrom <= latest;
    }

    void snapshot() throws Exception {
        state.clear();
        boolean hasBeenIdle = isIdle || othersMayBeAhead;
        state.add(Tuple2.of(sent, (isIdle ? IDLE : 0) | (hasBeenIdle ? HAS_BEEN_IDLE : 0)));
    }
}
