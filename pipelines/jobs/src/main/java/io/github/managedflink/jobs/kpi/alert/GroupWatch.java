package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.model.kpi.AlertState;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Watches one group by event time and, when nothing comes any more, by the clock. The clock never changes the state: it
 * lets a copy of it go on, as event time would if it went on without events, and what that raises goes out. When event
 * time gets there it raises the same, which does not go out again. If events arrive that change the result, the alerts
 * that they raise go out as well; if the last alert sent then shows another state, a correction with a greater version
 * follows.
 */
public final class GroupWatch {
    private final MonitorLayout layout;
    private final String group;
    private final WatchState state;
    private final Consumer<Alert> out;
    private final GroupMonitor monitor;
    private RuleSet rules;

    /**
     * Goes on where {@code state} is, which it changes.
     *
     * @param rules those that the state has been made with; for a new group the ones in force
     * @param group the text of the group, which is part of the ids of alerts
     * @param out takes the alerts
     */
    public GroupWatch(MonitorLayout layout, RuleSet rules, String group, WatchState state, Consumer<Alert> out) {
        this.layout = layout;
        this.rules = rules;
        this.group = group;
        this.state = state;
        this.out = out;
        this.monitor = new GroupMonitor(layout, rules, group, state.now(), this::raised);
    }

    /**
     * The group has had events, in one pane of the windows. It may be told again as more come.
     *
     * @param pane the pane, by its start
     * @param first the time of the first of them
     * @param last the time of the last
     */
    public void seen(long pane, long first, long last) {
        monitor.seen(pane, first, last);
        Panes panes = layout.panes();
        state.foreseen().subMap(panes.firstWindow(pane), true, pane, true).clear();
        forgetAhead();
    }

    /**
     * A window is closed; what it says counts when the window's end is reached. One that comes later than that is left
     * out.
     */
    public void measurement(WindowMeasurement measurement) {
        monitor.measurement(measurement);
        if (!measurement.equals(state.foreseen().remove(measurement.window()))) {
            forgetAhead();
        }
    }

    /** Takes what a window that is still open says if there are no more events in it. */
    public void foreseen(WindowMeasurement measurement) {
        boolean isClosed = state.now().measurements().containsKey(measurement.window())
                || measurement.window() < state.now().nextWindow();
        if (isClosed || measurement.equals(state.foreseen().put(measurement.window(), measurement))) {
            return;
        }
        if (state.ahead() != null && measurement.window() >= state.ahead().nextWindow()) {
            state.ahead().measurements().put(measurement.window(), measurement);
        } else {
            forgetAhead();
        }
    }

    private void forgetAhead() {
        state.setAhead(null, Long.MIN_VALUE);
    }

    /**
     * Does all that is due until {@code time}, in its order. All events of that time or before it, and the measurements
     * of windows that end until then, have been told. {@link Long#MAX_VALUE} is the end of all events, which is no
     * silence.
     */
    public void advanceTo(long time) {
        if (time == Long.MAX_VALUE) {
            end();
            return;
        }
        monitor.advanceTo(time);
        if (time > state.aheadUntil()) {
            forgetAhead();
        }
        if (state.now().nextWindow() != GroupState.NO_WINDOW) {
            state.foreseen().headMap(state.now().nextWindow()).clear();
        }
        state.foretold().values().forEach(foretold -> foretold.passUntil(time));
        correct();
    }

    /**
     * Ends with all events told. There was silence until where the clock has come to, so that event time comes there
     * first; windows that end later are read then.
     */
    private void end() {
        long last = state.foretold().values().stream()
                .mapToLong(Foretold::last)
                .max()
                .orElse(Long.MIN_VALUE);
        if (last != Long.MIN_VALUE) {
            advanceTo(last);
        }
        monitor.advanceTo(Long.MAX_VALUE);
        correct();
    }

    /** Sends what event time will raise until a time of the clock, if nothing comes any more. */
    public void silentUntil(long clock) {
        if (state.ahead() == null) {
            GroupState copy = GroupStateSerializer.INSTANCE.copy(state.now());
            state.foreseen()
                    .forEach((window, measurement) -> copy.measurements().putIfAbsent(window, measurement));
            state.setAhead(copy, Long.MIN_VALUE);
        }
        if (clock <= state.aheadUntil()) {
            return;
        }
        state.foretold().values().forEach(foretold -> foretold.lookFrom(state.aheadUntil()));
        long reached = ahead().foresee(clock);
        state.setAhead(state.ahead(), Math.max(reached, state.aheadUntil()));
        state.foretold().values().forEach(foretold -> foretold.lookedUntil(reached));
        correct();
    }

    private GroupMonitor ahead() {
        return new GroupMonitor(layout, rules, group, state.ahead(), this::foretell);
    }

    private void foretell(Alert alert) {
        Foretold foretold = state.foretold().computeIfAbsent(alert.rule(), this::begin);
        if (!foretold.find(alert)) {
            send(alert, foretold);
        }
    }

    private Foretold begin(String rule) {
        RuleState known = state.now().rules().get(rule);
        Foretold begun = known == null
                ? new Foretold(RuleState.NEVER, AlertState.OK, RuleState.NEVER)
                : new Foretold(known.version(), known.state(), known.since());
        begun.lookFrom(Long.MIN_VALUE);
        return begun;
    }

    /** Takes an alert of event time. */
    private void raised(Alert alert) {
        Foretold foretold = state.foretold().get(alert.rule());
        if (foretold == null || !foretold.confirm(alert)) {
            send(alert, foretold);
        }
    }

    private void send(Alert alert, Foretold foretold) {
        if (foretold != null) {
            foretold.sent(alert);
        }
        out.accept(alert);
    }

    /** Sees to it that the alert of the greatest version says what the state is. */
    private void correct() {
        for (Iterator<Map.Entry<String, Foretold>> all =
                        state.foretold().entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<String, Foretold> next = all.next();
            Foretold foretold = next.getValue();
            RuleState known = state.now().rules().get(next.getKey());
            AlertState expected = foretold.expected(known == null ? AlertState.OK : known.state());
            if (foretold.state() != expected) {
                send(monitor.correction(next.getKey(), foretold, expected), foretold);
            }
            if (foretold.isEmpty()
                    && (monitor.isForgotten() || known == null || known.version() >= foretold.version())) {
                all.remove();
            }
        }
    }

    /**
     * Puts other rules in the place of those so far. A rule of the same name and KPI goes on with its state; open
     * alerts of one that is no more are closed.
     *
     * @param now the event time that has been reached, which is advanced to first: changed rules raise nothing as of an
     *     earlier one. A job that goes on from a snapshot learns it with its first watermark
     */
    public void changeRules(RuleSet changed, long now) {
        advanceTo(now);
        forgetAhead();
        for (String rule : monitor.endedBy(changed)) {
            Foretold foretold = state.foretold().remove(rule);
            if (foretold != null) {
                state.now().rules().get(rule).adopt(foretold.state(), foretold.time(), foretold.version());
            }
        }
        rules = changed;
        monitor.changeRules(changed, now);
    }

    /** Leaves out the measurements of windows that are still to be closed, because KPIs have come or gone. */
    public void forgetMeasurements() {
        monitor.forgetMeasurements();
        state.foreseen().clear();
        forgetAhead();
    }

    /**
     * When {@link #advanceTo} has something to do next, unless more is told before; {@link Long#MAX_VALUE} if nothing.
     */
    public long nextDue() {
        return Math.min(monitor.nextDue(), nextForetold(Long.MIN_VALUE));
    }

    /**
     * Returns whether the clock has come ahead of event time. While it has not, {@link #nextDueInSilence} is
     * {@link #nextDue}.
     */
    public boolean looksAhead() {
        return state.ahead() != null;
    }

    /**
     * When {@link #silentUntil} has something to do next, unless more is told before; {@link Long#MAX_VALUE} if
     * nothing.
     */
    public long nextDueInSilence() {
        if (!looksAhead()) {
            return nextDue();
        }
        GroupMonitor ahead = ahead();
        long due = ahead.nextForeseen();
        boolean waits = due == RuleMonitor.NEVER_DUE && ahead.nextDue() != RuleMonitor.NEVER_DUE;
        return waits ? due : Math.min(due, nextForetold(state.aheadUntil()));
    }

    private long nextForetold(long after) {
        long next = Long.MAX_VALUE;
        for (Foretold foretold : state.foretold().values()) {
            next = Math.min(next, foretold.nextAfter(after));
        }
        return next;
    }

    /** Whether nothing is known of the group any more, so that its state can be left out. */
    public boolean isForgotten() {
        return monitor.isForgotten() && state.foretold().isEmpty();
    }

    /** The state, to be written. */
    public WatchState state() {
        return state;
    }
}
