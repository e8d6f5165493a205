package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Watches one group: takes when it had events and what its windows say, and lets time pass. However the calls are cut,
 * the same events and measurements give the same alerts, as long as all that lies before a time is told before the time
 * is reached; what comes later than that counts from then on. Times are in milliseconds since the epoch.
 *
 * <p>At one moment, silence comes before the window that ends then, that comes before the group is forgotten, and
 * reminders are of what is left after that.
 */
final class GroupMonitor {
    private static final long NEVER_DUE = RuleMonitor.NEVER_DUE;

    private final MonitorLayout layout;
    private final Panes panes;
    private final GroupState state;
    private final Presence presence;
    private final AlertSender alerts;
    private final List<RuleMonitor> monitors = new ArrayList<>();
    private final OpenWindows windows;
    private RuleSet rules;

    /**
     * Goes on where {@code state} is, which it changes.
     *
     * @param rules those that the state has been made with; for a new group the ones in force
     * @param group the text of the group, which is part of the ids of alerts
     * @param alerts takes the alerts, in the order of their times for each rule
     */
    GroupMonitor(MonitorLayout layout, RuleSet rules, String group, GroupState state, Consumer<Alert> alerts) {
        this.layout = layout;
        this.panes = layout.panes();
        this.state = state;
        this.presence = state.presence();
        this.rules = rules;
        this.alerts = new AlertSender(layout.monitor(), group, () -> this.rules.revision(), alerts);
        this.windows = new OpenWindows(state, panes, monitors);
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
    void seen(long pane, long first, long last) {
        presence.add(pane, first, last);
    }

    /**
     * A window has a measurement, which counts when the window's end is reached; one that comes later than that is left
     * out.
     */
    void measurement(WindowMeasurement measurement) {
        if (measurement.window() >= state.nextWindow()) {
            state.measurements().put(measurement.window(), measurement);
        }
    }

    /**
     * Does all that is due until {@code time}, in its order. All events of that time or before it, and the measurements
     * of windows that end until then, have been told. {@link Long#MAX_VALUE}, the end of time, is that of {@link #drain
     * all events}.
     */
    void advanceTo(long time) {
        if (time == Long.MAX_VALUE) {
            drain();
            return;
        }
        pass(time, false);
    }

    /**
     * The same for a time up to which perhaps not all has been told. It ends before a window that has events and no
     * measurement yet.
     *
     * @return the time that it has come to
     */
    long foresee(long time) {
        return pass(time, true);
    }

    private long pass(long time, boolean isForeseeing) {
        while (true) {
            long window = windows.next();
            long end = windows.endOf(window);
            long silence = nextSilence();
            long forgotten = forgottenAt();
            long reminder = nextReminder();
            long next = Math.min(Math.min(silence, end), Math.min(forgotten, reminder));
            if (next > time) {
                windows.skipUntil(time);
                return time;
            }
            if (isForeseeing && end == next && windows.isUnread(window)) {
                // Nothing that is due at that moment is done ahead, not even a silence: the look ahead ends before the
                // window, and its next part would do it again.
                return end - 1;
            }
            if (silence == next) {
                fallSilent(next);
            } else if (end == next) {
                close(window);
            } else if (forgotten == next) {
                forget(next);
            } else {
                remind(next);
            }
        }
    }

    /** Reads the windows that there are measurements of after the end of all events, which is no silence. */
    void drain() {
        if (presence.newest() != Presence.NONE) {
            advanceTo(presence.newest());
        }
        while (!state.measurements().isEmpty()) {
            close(state.measurements().firstKey());
        }
    }

    /**
     * Puts other rules in the place of those so far. A rule of the same name and KPI goes on with its state; open
     * alerts of one that is no more are closed.
     *
     * @param now the event time that has been reached, which is advanced to first: changed rules raise nothing as of an
     *     earlier one. A job that goes on from a snapshot learns it with its first watermark
     */
    void changeRules(RuleSet changed, long now) {
        advanceTo(now);
        List<String> ended = endedBy(changed);
        rules = changed;
        for (RuleMonitor monitor : monitors) {
            if (ended.contains(monitor.rule().name())) {
                monitor.resolve(AlertReason.RULE_REMOVED, now);
                state.rules().remove(monitor.rule().name());
            }
        }
        Map<String, Long> versions = new HashMap<>();
        monitors.forEach(
                monitor -> versions.put(monitor.rule().name(), monitor.state().version()));
        for (ActiveRule rule : changed.rules()) {
            RuleState known = state.rules().get(rule.name());
            if (known != null) {
                known.ruleChanged(now, rule.definition().windows(), rule.rememberedTransitions(), rule.remindEvery());
            } else if (versions.containsKey(rule.name())) {
                // One of the same name on another KPI.
                String kpi = rule.definition().kpi();
                state.rules().put(rule.name(), new RuleState(kpi, now, versions.get(rule.name())));
            }
        }
        watch(now);
    }

    /** Returns the names of the rules that end with others: they are no more, or on another KPI. */
    List<String> endedBy(RuleSet changed) {
        Map<String, String> kpis = new HashMap<>();
        changed.rules().forEach(rule -> kpis.put(rule.name(), rule.definition().kpi()));
        List<String> ended = new ArrayList<>();
        for (RuleMonitor monitor : monitors) {
            String name = monitor.rule().name();
            if (!monitor.state().kpi().equals(kpis.get(name))) {
                ended.add(name);
            }
        }
        return ended;
    }

    /** Returns what takes back the last alert of a rule that went out by the clock. */
    Alert correction(String rule, Foretold foretold, AlertState expected) {
        for (RuleMonitor monitor : monitors) {
            if (monitor.rule().name().equals(rule)) {
                return monitor.correction(foretold, expected);
            }
        }
        throw new IllegalArgumentException("no rule " + rule);
    }

    /** The state, to be written. */
    GroupState state() {
        return state;
    }

    /** Leaves out the measurements of windows that are still to be closed, because KPIs have come or gone. */
    void forgetMeasurements() {
        state.measurements().clear();
    }

    /**
     * When {@link #advanceTo} has something to do next, unless more is told before; {@link Long#MAX_VALUE} if nothing.
     */
    long nextDue() {
        return Math.min(
                Math.min(nextSilence(), nextReminder()), Math.min(windows.endOf(windows.next()), forgottenAt()));
    }

    /**
     * When {@link #foresee} has something to do next, unless more is told before; {@link Long#MAX_VALUE} if nothing.
     */
    long nextForeseen() {
        long due = nextDue();
        long window = windows.next();
        boolean waits = due == windows.endOf(window) && windows.isUnread(window);
        return waits ? NEVER_DUE : due;
    }

    /** Whether nothing is known of the group any more, so that its state can be left out. */
    boolean isForgotten() {
        return presence.isEmpty();
    }

    private long nextSilence() {
        long next = NEVER_DUE;
        for (RuleMonitor monitor : monitors) {
            next = Math.min(next, monitor.nextSilence(presence));
        }
        return next;
    }

    private void fallSilent(long time) {
        for (RuleMonitor monitor : monitors) {
            if (monitor.nextSilence(presence) == time) {
                monitor.fallSilent(presence);
            }
        }
    }

    private long nextReminder() {
        long next = NEVER_DUE;
        for (RuleMonitor monitor : monitors) {
            next = Math.min(next, monitor.nextReminder());
        }
        return next;
    }

    private void remind(long time) {
        windows.skipUntil(time);
        for (RuleMonitor monitor : monitors) {
            if (monitor.nextReminder() == time) {
                monitor.remind();
            }
        }
    }

    private void close(long window) {
        windows.skipBefore(window);
        presence.passUntil(panes.endOf(window), panes);
        WindowMeasurement measurement = state.measurements().remove(window);
        for (RuleMonitor monitor : monitors) {
            ActiveRule rule = monitor.rule();
            double value = measurement == null ? rule.emptyValue() : measurement.value(rule.kpi());
            long sample = measurement == null ? 0 : measurement.sample(rule.kpi());
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
            state.measurements().clear();
        } else {
            state.measurements()
                    .headMap(panes.firstWindow(presence.firstComing()))
                    .clear();
        }
        state.rules().clear();
        watch(RuleState.NEVER);
    }
}
