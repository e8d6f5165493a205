package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.spec.kpi.AlertReason;
import io.github.managedflink.spec.kpi.AlertRule;
import io.github.managedflink.spec.kpi.AlertState;
import java.util.List;

/** An alert as far as its rule knows it. */
final class AlertDraft {
    final Alert.Kind kind;
    final String rule;
    final AlertRule definition;
    final AlertState state;
    final AlertState previousState;
    final AlertReason reason;
    /** The time of the transition, which for a reminder is the one that it reminds of. */
    final long transition;

    final int reminder;
    final long time;
    final Long sincePrevious;
    final long version;
    WindowValue window;
    Double threshold;
    List<WindowValue> causes = List.of();

    /** The transition into the present state. */
    AlertDraft(ActiveRule rule, RuleState state, Long sincePrevious) {
        this(Alert.Kind.TRANSITION, rule, state, state.since(), sincePrevious);
    }

    private AlertDraft(Alert.Kind kind, ActiveRule rule, RuleState state, long time, Long sincePrevious) {
        this.kind = kind;
        this.rule = rule.name();
        this.definition = rule.definition();
        this.state = state.state();
        this.previousState = state.previous();
        this.reason = state.reason();
        this.transition = state.since();
        this.reminder = state.reminders();
        this.time = time;
        this.sincePrevious = sincePrevious;
        this.version = state.nextVersion(time);
    }

    /** A reminder of the present state. */
    static AlertDraft reminder(ActiveRule rule, RuleState state) {
        long time = state.reminded();
        return new AlertDraft(Alert.Kind.REMINDER, rule, state, time, Math.max(0, time - state.since()));
    }

    AlertDraft because(WindowValue newest, Double limit, List<WindowValue> windows) {
        window = newest;
        threshold = limit;
        causes = windows;
        return this;
    }
}
