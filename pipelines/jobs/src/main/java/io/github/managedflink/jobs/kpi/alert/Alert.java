package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.AlertState;
import java.math.BigInteger;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** A change of a rule's state for a group, or a reminder of one. Times are in milliseconds since the epoch. */
public final class Alert {
    /** The kinds of alerts. */
    public enum Kind {
        /** The state has changed. */
        TRANSITION,
        /** The state is still what it has changed to. */
        REMINDER
    }

    private final Kind kind;
    private final String id;
    private final String rule;
    private final AlertRule definition;
    private final String revision;
    private final AlertState state;
    private final AlertState previousState;
    private final AlertReason reason;
    private final long time;
    private final Long sincePrevious;
    private final long version;
    private final Evidence evidence;

    Alert(
            Kind kind,
            String id,
            String revision,
            ActiveRule rule,
            RuleState state,
            long time,
            Long sincePrevious,
            Evidence evidence) {
        this.kind = kind;
        this.id = id;
        this.revision = revision;
        this.rule = rule.name();
        this.definition = rule.definition();
        this.state = state.state();
        this.previousState = state.previous();
        this.reason = state.reason();
        this.version = state.version();
        this.time = time;
        this.sincePrevious = sincePrevious;
        this.evidence = evidence;
    }

    /** Whether the state has changed or is still what it was. */
    public Kind kind() {
        return kind;
    }

    /** 32 hexadecimal digits, the same whenever the same events are read. */
    public String id() {
        return id;
    }

    /** The name of the rule. */
    public String rule() {
        return rule;
    }

    /** The rule; of one that is no more, as it was. */
    public AlertRule definition() {
        return definition;
    }

    /** The revision of the rules; null if they have none. */
    public String revision() {
        return revision;
    }

    /** The state. */
    public AlertState state() {
        return state;
    }

    /** The state before the last change. */
    public AlertState previousState() {
        return previousState;
    }

    /** Why the state has changed. */
    public AlertReason reason() {
        return reason;
    }

    /** The event time of the change, or of the reminder. */
    public long time() {
        return time;
    }

    /**
     * For how many milliseconds the state before had lasted, or for a reminder this one; null if it had been so from
     * the beginning.
     */
    public Long sincePrevious() {
        return sincePrevious;
    }

    /** Greater for each alert of the same rule and group. */
    public long version() {
        return version;
    }

    /** The window that changed the state, or for a reminder the newest with a verdict; null if there is none. */
    public WindowValue window() {
        return evidence.window();
    }

    /**
     * The threshold that the windows were held against: that of the level that is reached, or the clear threshold of
     * the one that is left. Null where it is not about thresholds.
     */
    public Double threshold() {
        return evidence.threshold();
    }

    /** The remembered windows that breach the threshold, or with an all-clear those that do not, the oldest first. */
    public List<WindowValue> causes() {
        return evidence.causes();
    }

    /**
     * A number that is the same for alerts that say the same, and with all likelihood another for others. Reminders of
     * one state have the same as long as they rest on the same windows.
     */
    long digest() {
        boolean isReminder = kind == Kind.REMINDER;
        String text = String.join(
                "\n",
                isReminder ? Long.toString(time - sincePrevious) : id,
                isReminder ? state.name() : sincePrevious + " " + version,
                previousState.name(),
                reason.name(),
                String.valueOf(window()),
                String.valueOf(threshold()),
                causes().toString());
        return new BigInteger(DigestUtils.sha256(text)).longValue();
    }

    @Override
    public String toString() {
        return kind + " " + rule + " " + previousState + "->" + state + " at " + time + " (" + reason + ")";
    }
}
