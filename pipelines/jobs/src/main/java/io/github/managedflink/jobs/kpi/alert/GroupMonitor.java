package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.spec.kpi.AlertReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Watches one group: takes when it had events and what its windows say, and lets time pass. However the calls are cut, the same events and readings give the same alerts, as long as all that lies
 * before a time is told before the time is reached; what comes later than that counts from then on. Times are in milliseconds since the epoch.
 *
 * <p>At one moment, silence and reminders come before the window that ends then, and that comes before the group is forgotten.
 */
public final class GroupMonitor {
    private static final long NEVER_DUE = RuleMonitor.NEVER_DUE;

    private final MonitorLayout layout;
    private final Panes panes;
    private final GroupState state;
    private final Presence presence;
    private final AlertSender alerts;
    private final List<RuleMonitor> monitors = new ArrayList<>();
    private RuleSet rules;

    /**
     * Goes on where {@code state} is, which it changes.
     *
     * @param rules those that the state has been made with; for a new group the ones in force
     * @param group the text of the group, which is part of the ids of alerts
     * @param alerts takes the alerts, in the order of their times for each rule
     */
    public GroupMonitor(MonitorLayout layout, RuleSet rules, String group, GroupState state, Consumer<Alert> alerts) {
        this.layout = layout;
        this.panes = layout.panes();
        this.state = state;
        this.presence = state.presence();
        this.rules = rules;
        this.alerts = new AlertSender(layout.monitor(), group, () -> this.rules.revision(), alerts);
        watch(RuleState.NEVER);
    }

    /** Sets a monitor up for each rule; rules without a state are in force since a time. */
    private void watch(long inForceSince) {
        monitors.clear();
        for (ActiveRule rule : rules.rules()) {
            RuleState known = state.rules()
                    .computeIfAbsent(
                            rule.name(), name -> new RuleState(rule.definition().kpi(), inForceSince, RuleState.NEVER));
            monitors.add(new RuleMonitor(rule, known, panes, alerts));
        }
    }

    /**
     * The group has had events, in one pane of the windows. It may be told again as more come.
     *
     * @param pane the pane, by its start
     * @param first the time of the first of them
     * @param last the time of the last
     */
    public void seen(long pane, long first, long last) {
        presence.add(pane, first, last);
    }

    /** A window has a reading, which counts when the window's end is reached; one that comes later than that is left out. */
    public void reading(Reading reading) {
        if (reading.window() >= state.nextWindow()) {
            state.readings().put(reading.window(), reading);
        }
    }

    /**
     * Does all that is due until {@code time}, in its order. All events of that time or before it, and the readings of windows that end until then, have been told. {@link Long#MAX_VALUE}, the end of time, is
     * that of {@link #drain all events}.
     */
    public void advanceTo(long time) {
        if (time == Long.MAX_VALUE) {
            drain();
            return;
        }
        while (true) {
            long deadline = nextDeadline(false);
            long end = endOf(nextWindow());
            long forgotten = forgottenAt();
            if (Math.min(deadline, Math.min(end, forgotten)) > time) {
                skipWindowsUntil(time);
                return;
            }
            if (deadline <= end && deadline <= forgotten) {
                meet(deadline, false);
            } else if (end <= forgotten) {
                close(nextWindow());
            } else {
                forget(forgotten);
            }
        }
    }

    /** Does what silence makes due until a time of the clock: no data and reminders. Windows stay open, and no group is forgotten. */
    public void silentUntil(long clock) {
        for (long deadline = nextDeadline(true); deadline <= clock; deadline = nextDeadline(true)) {
            meet(deadline, true);
        }
    }

    /** Reads the windows that there are readings of after the end of all events, which is no silence. */
    public void drain() {
        if (presence.newest() != Presence.NONE) {
            advanceTo(presence.newest());
        }
        while (!state.readings().isEmpty()) {
            close(state.readings().firstKey());
        }
    }

    /**
     * Puts other rules in the place of those so far. A rule of the same name and KPI goes on with its state; open alerts of one that is no more are closed.
     *
     * @param now the event time that has been reached, which is advanced to first: changed rules raise nothing as of an earlier one. A job that goes on from a snapshot learns it with its first watermark
     */
    public void changeRules(RuleSet changed, long now) {
        advanceTo(now);
        Map<String, ActiveRule> next = new HashMap<>();
        changed.rules().forEach(rule -> next.put(rule.name(), rule));
        rules = changed;
        for (RuleMonitor monitor : monitors) {
            String name = monitor.rule().name();
            ActiveRule rule = next.get(name);
            RuleState known = monitor.state();
            if (rule != null && rule.definition().kpi().equals(known.kpi())) {
                known.ruleChanged(now, rule.definition().windows(), rule.rememberedTransitions(), rule.remindEvery());
                continue;
            }
            monitor.resolve(AlertReason.RULE_REMOVED, now);
            if (rule == null) {
                state.rules().remove(name);
            } else {
                state.rules().put(name, new RuleState(rule.definition().kpi(), now, known.version()));
            }
        }
        watch(now);
    }

    /** The state, to be written. */
    public GroupState state() {
        return state;
    }

    /** Leaves out the readings of windows that are still to be closed, because indicators have come or gone. */
    public void forgetReadings() {
        state.readings().clear();
    }

    /** When {@link #silentUntil} has something to do next; {@link Long#MAX_VALUE} if nothing. */
    public long nextDueInSilence() {
        return nextDeadline(true);
    }

    /** When {@link #advanceTo} has something to do next, unless more is told before; {@link Long#MAX_VALUE} if nothing. */
    public long nextDue() {
        return Math.min(nextDeadline(false), Math.min(endOf(nextWindow()), forgottenAt()));
    }

    /** Whether nothing is known of the group any more, so that its state can be left out. */
    public boolean isForgotten() {
        return presence.isEmpty();
    }

    private long nextDeadline(boolean bySilence) {
        long next = NEVER_DUE;
        for (RuleMonitor monitor : monitors) {
            next = Math.min(next, Math.min(nextSilence(monitor, bySilence), monitor.nextReminder()));
        }
        return next;
    }

    private long nextSilence(RuleMonitor monitor, boolean bySilence) {
        // While windows stay open, a state of no data may yet be ended by them; what follows on it is told after that.
        boolean isKnown = bySilence && monitor.state().silentSince() != RuleState.NEVER;
        return isKnown ? NEVER_DUE : monitor.nextSilence(presence);
    }

    private void meet(long deadline, boolean bySilence) {
        for (RuleMonitor monitor : monitors) {
            if (nextSilence(monitor, bySilence) == deadline) {
                monitor.fallSilent(presence);
            }
            if (monitor.nextReminder() == deadline) {
                monitor.remind();
            }
        }
    }

    /** The next window that may change anything; {@link GroupState#NO_WINDOW} if none may until there are events. */
    private long nextWindow() {
        long next = state.nextWindow();
        if (next != GroupState.NO_WINDOW && needsEmptyWindows()) {
            return next;
        }
        long pane = presence.firstComing();
        long withEvents = pane == Presence.NONE ? Long.MAX_VALUE : panes.firstWindow(pane);
        long withReading =
                state.readings().isEmpty() ? Long.MAX_VALUE : state.readings().firstKey();
        long needed = Math.max(next, Math.min(withEvents, withReading));
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

    /** Leaves out the windows until a time that nothing needed, so that an event which comes too late for them counts for the next. */
    private void skipWindowsUntil(long time) {
        if (state.nextWindow() != GroupState.NO_WINDOW && panes.endOf(state.nextWindow()) <= time) {
            state.setNextWindow(panes.firstWindow(panes.paneOf(time)));
        }
    }

    private long endOf(long window) {
        return window == GroupState.NO_WINDOW ? NEVER_DUE : panes.endOf(window);
    }

    private void close(long window) {
        presence.passUntil(panes.endOf(window), panes);
        Reading reading = state.readings().remove(window);
        for (RuleMonitor monitor : monitors) {
            ActiveRule rule = monitor.rule();
            double value = reading == null ? rule.emptyValue() : reading.value(rule.kpi());
            long sample = reading == null ? 0 : reading.sample(rule.kpi());
            monitor.close(window, value, sample, presence.past());
        }
        state.setNextWindow(panes.nextPane(window));
    }

    private long forgottenAt() {
        long event = presence.firstGap(Presence.NONE, last -> last + layout.groupTtl());
        return event == Presence.NONE ? NEVER_DUE : event + layout.groupTtl();
    }

    private void forget(long time) {
        for (RuleMonitor monitor : monitors) {
            monitor.resolve(AlertReason.GROUP_FORGOTTEN, time);
        }
        presence.passUntil(time, panes);
        presence.clearPast();
        state.setNextWindow(GroupState.NO_WINDOW);
        if (presence.firstComing() == Presence.NONE) {
            state.readings().clear();
        } else {
            state.readings().headMap(panes.firstWindow(presence.firstComing())).clear();
        }
        state.rules().clear();
        watch(RuleState.NEVER);
    }
}
