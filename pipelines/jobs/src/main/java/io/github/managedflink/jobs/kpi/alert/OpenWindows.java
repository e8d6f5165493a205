package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.window.Panes;
import java.util.List;

/**
 * The windows of a group that are still to be closed: which is the next that may change anything, and what becomes of
 * those that are passed over.
 */
final class OpenWindows {
    private final GroupState state;
    private final Presence presence;
    private final Panes panes;
    private final List<RuleMonitor> monitors;

    /** @param monitors those of the rules in force, whatever they are at the time */
    OpenWindows(GroupState state, Panes panes, List<RuleMonitor> monitors) {
        this.state = state;
        this.presence = state.presence();
        this.panes = panes;
        this.monitors = monitors;
    }

    /** The next window that may change anything; {@link GroupState#NO_WINDOW} if none may until there are events. */
    long next() {
        long next = state.nextWindow();
        // Events of a pane that has passed are still in the windows that are open.
        if (next != GroupState.NO_WINDOW && (presence.past() >= next || needsEmptyWindows())) {
            return next;
        }
        long pane = presence.firstComing();
        long withEvents = pane == Presence.NONE ? Long.MAX_VALUE : panes.firstWindow(pane);
        long withMeasurement = state.measurements().isEmpty()
                ? Long.MAX_VALUE
                : state.measurements().firstKey();
        long needed = Math.max(next, Math.min(withEvents, withMeasurement));
        return needed == Long.MAX_VALUE ? GroupState.NO_WINDOW : needed;
    }

    private boolean needsEmptyWindows() {
        for (RuleMonitor monitor : monitors) {
            if (monitor.needsEmptyWindows(presence.past())) {
                return true;
            }
        }
        return false;
    }

    /** The end of what {@link #next} tells; {@link RuleMonitor#NEVER_DUE} if that is no window. */
    long endOf(long window) {
        return window == GroupState.NO_WINDOW ? RuleMonitor.NEVER_DUE : panes.endOf(window);
    }

    /** Whether a window has events and its measurement is not known yet. */
    boolean isUnread(long window) {
        return window != GroupState.NO_WINDOW
                && !state.measurements().containsKey(window)
                && presence.newestBefore(panes.endOf(window)) >= window;
    }

    /**
     * Leaves out the windows until a time that change nothing, so that an event which comes too late for them counts
     * for the next.
     */
    void skipUntil(long time) {
        if (state.nextWindow() != GroupState.NO_WINDOW && panes.endOf(state.nextWindow()) <= time) {
            skipBefore(panes.firstWindow(panes.paneOf(time)));
        }
    }

    /** Leaves out the windows before one. */
    void skipBefore(long window) {
        long first = state.nextWindow();
        if (first != GroupState.NO_WINDOW && first < window) {
            for (RuleMonitor monitor : monitors) {
                monitor.skipEmptyWindows(first, window, presence.past());
            }
            state.setNextWindow(window);
        }
    }
}
