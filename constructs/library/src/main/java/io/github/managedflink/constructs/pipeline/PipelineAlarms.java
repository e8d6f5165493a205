package io.github.managedflink.constructs.pipeline;

import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.IAlarmAction;

/**
 * When a pipeline calls for attention. A stopped pipeline reports nothing, which raises no alarm but that of
 * {@link #withAlarmWhenDown}. A value: each {@code with} method returns a changed copy.
 */
public final class PipelineAlarms {
    /** No stream keeps records for longer. */
    private static final Duration LONGEST_LAG = Duration.ofDays(365);

    private final boolean enabled;
    private final Duration lag;
    private final Boolean down;
    private final List<IAlarmAction> actions;

    private PipelineAlarms(boolean enabled, Duration lag, Boolean down, List<IAlarmAction> actions) {
        this.enabled = enabled;
        this.lag = lag;
        this.down = down;
        this.actions = Collections.unmodifiableList(actions);
    }

    /**
     * Alarms when the job restarts, when a checkpoint fails, when reading lags more than five minutes behind for five
     * minutes, when a record is rejected, when a sink's service refuses one, when an event comes too late to count, and
     * when new rules of a {@link io.github.managedflink.constructs.KpiMonitor} are refused. They do nothing but show in
     * CloudWatch until {@link #withAction} is called.
     */
    public static PipelineAlarms standard() {
        return new PipelineAlarms(true, Duration.ofMinutes(5), null, List.of());
    }

    /** Returns no alarms. */
    public static PipelineAlarms none() {
        return new PipelineAlarms(false, Duration.ofMinutes(5), null, List.of());
    }

    /** Sets how far reading may lag behind, a second to 365 days. Default: five minutes. */
    public PipelineAlarms withLagAbove(Duration threshold) {
        return new PipelineAlarms(enabled, threshold, down, actions);
    }

    /**
     * Sets whether there is an alarm when the job has not run for a minute without interruption in any of the last five
     * minutes: it is stopped, has never been started, or fails again and again. Updates of the application and
     * maintenance are most often shorter. Default: for a {@link io.github.managedflink.constructs.KpiMonitor} only,
     * whose silence must not pass for good news.
     */
    public PipelineAlarms withAlarmWhenDown(boolean watched) {
        return new PipelineAlarms(enabled, lag, watched, actions);
    }

    /** Adds what each alarm does; for example {@code new SnsAction(topic)}. Default: nothing. */
    public PipelineAlarms withAction(IAlarmAction action) {
        List<IAlarmAction> more = new ArrayList<>(actions);
        more.add(action);
        return new PipelineAlarms(enabled, lag, down, more);
    }

    public boolean enabled() {
        return enabled;
    }

    Duration lag() {
        return lag;
    }

    /** Empty where the kind of pipeline decides. */
    Optional<Boolean> whenDown() {
        return Optional.ofNullable(down);
    }

    List<IAlarmAction> actions() {
        return actions;
    }

    public void check(Violations violations) {
        if (violations.require("lagAbove", lag)
                && (lag.compareTo(Duration.ofSeconds(1)) < 0 || lag.compareTo(LONGEST_LAG) > 0)) {
            violations.add(
                    "lagAbove",
                    lag,
                    "must be at least a second and at most 365 days; a checkpoint interval or more is usual.");
        }
        if (actions.stream().anyMatch(Objects::isNull)) {
            violations.add("action", "null", "is no action. Give one, or leave the call out.");
        }
    }
}
