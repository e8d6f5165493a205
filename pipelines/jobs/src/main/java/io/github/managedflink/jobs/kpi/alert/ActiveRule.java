package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.AlertState;
import io.github.managedflink.model.kpi.Threshold;
import java.time.Duration;

/** A rule, ready to be asked. Times are in milliseconds. */
final class ActiveRule {
    private final String name;
    private final AlertRule definition;
    private final int kpi;
    private final double emptyValue;
    private final MuteTimes muteTimes;
    private final long noDataAfter;
    private final long remindEvery;

    ActiveRule(String name, AlertRule definition, MonitorLayout layout) {
        this.name = name;
        this.definition = definition;
        this.kpi = layout.indexOf(definition.kpi());
        this.emptyValue = layout.emptyValue(kpi);
        this.muteTimes = new MuteTimes(definition.muted());
        this.noDataAfter = millis(definition.noDataAfter());
        this.remindEvery = millis(definition.remindEvery());
    }

    private static long millis(Duration span) {
        return span == null ? 0 : span.toMillis();
    }

    String name() {
        return name;
    }

    AlertRule definition() {
        return definition;
    }

    /** The KPI's place in a measurement. */
    int kpi() {
        return kpi;
    }

    /** The KPI's value in a window without events; NaN if it has none. */
    double emptyValue() {
        return emptyValue;
    }

    /** Whether a window without events has a verdict. */
    boolean readsEmptyWindows() {
        return hasVerdict(emptyValue, 0);
    }

    boolean hasVerdict(double value, long sample) {
        boolean hasLevels = definition.warning() != null || definition.critical() != null;
        return hasLevels && !Double.isNaN(value) && sample >= definition.minimumSample();
    }

    /** The state after some windows, given the one before. */
    AlertState stateAfter(WindowHistory history, AlertState before) {
        if (isActive(AlertState.CRITICAL, history, before)) {
            return AlertState.CRITICAL;
        }
        return isActive(AlertState.WARNING, history, before) ? AlertState.WARNING : AlertState.OK;
    }

    private boolean isActive(AlertState level, WindowHistory history, AlertState before) {
        Threshold threshold = threshold(level);
        return threshold != null
                && history.breaches(threshold, isReached(level, before)) >= definition.breachedWindows();
    }

    /** The threshold of a level; null if there is no such level. */
    Threshold threshold(AlertState level) {
        return level == AlertState.CRITICAL ? definition.critical() : definition.warning();
    }

    private static boolean isReached(AlertState level, AlertState state) {
        return state == AlertState.CRITICAL || (state == AlertState.WARNING && level == AlertState.WARNING);
    }

    MuteTimes muteTimes() {
        return muteTimes;
    }

    boolean watchesSilence() {
        return noDataAfter > 0;
    }

    /** When the silence after an event becomes a state, for a rule that is in force since a time. */
    long silentAt(long event, long inForceSince) {
        return muteTimes.endAfter(Math.max(event + noDataAfter, inForceSince));
    }

    /** How often an open alert is told again; 0 if it is not. */
    long remindEvery() {
        return remindEvery;
    }

    /** Whether a change of state may have to wait because there were so many. */
    boolean isDamped() {
        return definition.flapDamping() != null;
    }

    /** How many changes of state have to be remembered. */
    int rememberedTransitions() {
        return isDamped() ? definition.flapDamping().transitions() : 0;
    }

    boolean isFlapping(RuleState state, long now) {
        return isDamped()
                && state.transitionsAfter(
                                now - definition.flapDamping().period().toMillis())
                        >= rememberedTransitions();
    }
}
