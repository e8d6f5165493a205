package io.github.managedflink.jobs.kpi.alert;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Sends the alerts of a group. Their ids are made of monitor, rule, group, time of the transition and state alone,
 * those of reminders of their numbers too: an alert that is sent again has the id that it had.
 */
final class AlertSender {
    private static final int ID_BYTES = 16;

    private final String monitor;
    private final String group;
    private final Supplier<String> revision;
    private final Consumer<Alert> alerts;

    /** @param revision that of the rules in force */
    AlertSender(String monitor, String group, Supplier<String> revision, Consumer<Alert> alerts) {
        this.monitor = monitor;
        this.group = group;
        this.revision = revision;
        this.alerts = alerts;
    }

    /**
     * Sends the transition into the present state.
     *
     * @param lasted for how long the state before had lasted; null if from the beginning
     */
    void sendTransition(ActiveRule rule, RuleState state, Long lasted, Evidence evidence) {
        String id = id(identity(rule, state));
        long time = state.since();
        alerts.accept(new Alert(Alert.Kind.TRANSITION, id, revision.get(), rule, state, time, lasted, evidence));
    }

    /** Sends a reminder of the present state. */
    void sendReminder(ActiveRule rule, RuleState state, Evidence evidence) {
        String id = id(identity(rule, state) + "\n" + state.reminders());
        long time = state.reminded();
        long lasted = time - state.since();
        alerts.accept(new Alert(Alert.Kind.REMINDER, id, revision.get(), rule, state, time, lasted, evidence));
    }

    /**
     * Returns the transition into the present state, which no events have made: it takes back what went out ahead of
     * them.
     */
    Alert correction(ActiveRule rule, RuleState state) {
        String id = id(identity(rule, state) + "\ncorrected\n" + state.version());
        return new Alert(Alert.Kind.TRANSITION, id, revision.get(), rule, state, state.since(), 0L, Evidence.NONE);
    }

    private String identity(ActiveRule rule, RuleState state) {
        return String.join(
                "\n",
                monitor,
                rule.name(),
                group,
                Long.toString(state.since()),
                state.state().name());
    }

    private static String id(String identity) {
        return String.format("%032x", new BigInteger(1, Arrays.copyOf(DigestUtils.sha256(identity), ID_BYTES)));
    }
}
