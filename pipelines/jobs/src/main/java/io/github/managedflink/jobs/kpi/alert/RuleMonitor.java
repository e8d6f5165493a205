package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertState;
import io.github.managedflink.model.kpi.Threshold;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * One rule for one group: what windows, silence and time make of its state. What it decides rests on event times and
 * the state alone.
 */
final class RuleMonitor {
    /** The time of what will not happen. */
    static final long NEVER_DUE = Long.MAX_VALUE;

    private final ActiveRule rule;
    private final RuleState state;
    private final Panes panes;
    private final AlertSender alerts;

    RuleMonitor(ActiveRule rule, RuleState state, Panes panes, AlertSender alerts) {
        this.rule = rule;
        this.state = state;
        this.panes = panes;
        this.alerts = alerts;
    }

    ActiveRule rule() {
        return rule;
    }

    RuleState state() {
        return state;
    }

    /**
     * Takes a window that is closed.
     *
     * @param value the value of the KPI; NaN if it has none
     * @param newestEvent the newest event before the window's end, in it or not
     */
    void close(long window, double value, long sample, long newestEvent) {
        if (isSilent(newestEvent)) {
            return;
        }
        long end = panes.endOf(window);
        if (rule.hasVerdict(value, sample)) {
            state.history().add(window, value, sample, rule.definition().windows());
        }
        AlertState next = rule.stateAfter(state.history(), state.state());
        if (next == state.state() || mustWait(next, end)) {
            return;
        }
        AlertReason reason = next == AlertState.OK && state.state() == AlertState.NO_DATA
                ? AlertReason.DATA_RESUMED
                : AlertReason.THRESHOLD;
        moveTo(next, reason, end, new WindowValue(window, end, value, sample));
    }

    /** Whether the state is no data and there has been no event since. */
    private boolean isSilent(long newestEvent) {
        return state.state() == AlertState.NO_DATA && newestEvent <= state.silentSince();
    }

    private boolean mustWait(AlertState next, long time) {
        return (isBetter(state.state(), next) && rule.isFlapping(state, time))
                || rule.muteTimes().isMuted(time);
    }

    private static boolean isBetter(AlertState before, AlertState next) {
        return next == AlertState.OK || before == AlertState.CRITICAL;
    }

    /** Whether a window without events may change anything, the one that ends a silence included. */
    boolean needsEmptyWindows(long newestEvent) {
        if (isSilent(newestEvent)) {
            return false;
        }
        // More of what fills the memory already changes nothing.
        boolean readsMore = rule.readsEmptyWindows()
                && !state.history()
                        .isFullOf(rule.emptyValue(), rule.definition().windows());
        return readsMore || rule.stateAfter(state.history(), state.state()) != state.state();
    }

    /** Passes windows without events that change nothing: the last of them are remembered. */
    void skipEmptyWindows(long first, long end, long newestEvent) {
        if (isSilent(newestEvent) || !rule.readsEmptyWindows()) {
            return;
        }
        int limit = rule.definition().windows();
        Deque<Long> last = new ArrayDeque<>();
        for (long window = end; window > first && last.size() < limit; ) {
            window = panes.paneOf(window - 1);
            last.addFirst(window);
        }
        last.forEach(window -> state.history().add(window, rule.emptyValue(), 0, limit));
    }

    /** When there is silence next, unless events come before; {@link #NEVER_DUE} if the rule does not watch for it. */
    long nextSilence(Presence presence) {
        if (!rule.watchesSilence()) {
            return NEVER_DUE;
        }
        long event = presence.firstGap(state.silentSince(), this::silentAt);
        return event == Presence.NONE ? NEVER_DUE : silentAt(event);
    }

    private long silentAt(long event) {
        return rule.silentAt(event, state.inForceSince());
    }

    /** Raises the silence that {@link #nextSilence} tells. */
    void fallSilent(Presence presence) {
        long event = presence.firstGap(state.silentSince(), this::silentAt);
        if (state.state() != AlertState.NO_DATA) {
            moveTo(AlertState.NO_DATA, AlertReason.NO_DATA, silentAt(event), null);
        }
        state.fallSilent(event);
    }

    /** When the next reminder is due; {@link #NEVER_DUE} if none is. */
    long nextReminder() {
        boolean reminds = rule.remindEvery() > 0 && state.state() != AlertState.OK;
        return reminds ? state.reminded() + rule.remindEvery() : NEVER_DUE;
    }

    /** Sends the reminder that {@link #nextReminder} tells. */
    void remind() {
        long time = nextReminder();
        state.remind(time);
        if (rule.muteTimes().isMuted(time)) {
            return;
        }
        state.nextVersion(time);
        WindowHistory history = state.history();
        Threshold threshold = state.state() == AlertState.NO_DATA ? null : rule.threshold(state.state());
        Evidence evidence = threshold == null
                ? new Evidence(history.newest(panes), null, List.of())
                : new Evidence(history.newest(panes), threshold.value(), history.select(threshold, true, true, panes));
        alerts.sendReminder(rule, state, evidence);
    }

    /** Closes an open alert, whatever the windows say. */
    void resolve(AlertReason reason, long time) {
        if (state.state() != AlertState.OK) {
            moveTo(AlertState.OK, reason, Math.max(time, state.since()), null);
        }
    }

    /** Returns what takes back the last that went out by the clock. */
    Alert correction(Foretold foretold, AlertState expected) {
        RuleState sent = new RuleState(state.kpi(), RuleState.NEVER, RuleState.NEVER);
        sent.adopt(foretold.state(), foretold.time(), foretold.version());
        sent.moveTo(expected, AlertReason.CORRECTED, foretold.time(), 0);
        return alerts.correction(rule, sent);
    }

    /** @param window the window that it is for; null if it is for none */
    private void moveTo(AlertState next, AlertReason reason, long time, WindowValue window) {
        AlertState before = state.state();
        Long lasted = state.since() == RuleState.NEVER ? null : Math.max(0, time - state.since());
        state.moveTo(next, reason, time, rule.rememberedTransitions());
        alerts.sendTransition(rule, state, lasted, window == null ? Evidence.NONE : evidence(before, window));
    }

    private Evidence evidence(AlertState before, WindowValue window) {
        boolean isAllClear = isBetter(before, state.state());
        Threshold threshold = rule.threshold(isAllClear ? leftLevel() : state.state());
        // A rule whose levels were taken away has none to tell.
        if (state.reason() != AlertReason.THRESHOLD || threshold == null) {
            return new Evidence(window, null, List.of());
        }
        List<WindowValue> causes = state.history().select(threshold, isAllClear, !isAllClear, panes);
        return new Evidence(window, isAllClear ? threshold.clear() : threshold.value(), causes);
    }

    /** The level that is left by an all-clear; of two the warning, which is left last. */
    private AlertState leftLevel() {
        boolean leavesWarning = state.state() == AlertState.OK && rule.threshold(AlertState.WARNING) != null;
        return leavesWarning ? AlertState.WARNING : AlertState.CRITICAL;
    }
}
