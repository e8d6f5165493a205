package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.CheckpointConfigurationProperty;

/**
 * When Flink saves the state of an application for recovery. Files in S3 become visible with each checkpoint.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_CheckpointConfiguration.html">CheckpointConfiguration</a>
 */
public final class Checkpointing {
    private static final String CUSTOM = "CUSTOM";
    /** The service names no limit; beyond this one, checkpoints would not be for recovery. */
    private static final Duration LONGEST = Duration.ofDays(365);

    private static final Duration SERVICE_DEFAULT = Duration.ofSeconds(60);

    private final String type;
    private final Boolean enabled;
    private final Setting<Duration> interval;
    private final Setting<Duration> minPause;

    private Checkpointing(String type, Boolean enabled, Setting<Duration> interval, Setting<Duration> minPause) {
        this.type = type;
        this.enabled = enabled;
        this.interval = interval;
        this.minPause = minPause;
    }

    /** Returns what the service does by default: every 60 seconds, at least 5 seconds apart. */
    public static Checkpointing serviceDefault() {
        return new Checkpointing("DEFAULT", null, Setting.nothing(), Setting.nothing());
    }

    /**
     * Returns a checkpoint every {@code interval}, 1 ms to 365 days; 5 seconds lie between the end of one and the start
     * of the next.
     */
    public static Checkpointing every(Duration interval) {
        return new Checkpointing(CUSTOM, true, Setting.of(interval), Setting.of(Duration.ofSeconds(5)));
    }

    /** Returns no checkpoints: a restart loses the state, and sinks that commit with checkpoints write nothing. */
    public static Checkpointing disabled() {
        return new Checkpointing(CUSTOM, false, Setting.nothing(), Setting.nothing());
    }

    /** Sets the time between the end of a checkpoint and the start of the next, 0 to 365 days. Default: 5 seconds. */
    public Checkpointing withMinPause(Duration pause) {
        return new Checkpointing(CUSTOM, enabled == null || enabled, interval, Setting.of(pause));
    }

    /** The time from one checkpoint to the next; empty where there are none. */
    Optional<Duration> effectiveInterval() {
        return isEnabled() ? Optional.of(interval.toOptional().orElse(SERVICE_DEFAULT)) : Optional.empty();
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    CheckpointConfigurationProperty toProperty() {
        return CheckpointConfigurationProperty.builder()
                .configurationType(type)
                .checkpointingEnabled(enabled)
                .checkpointInterval(
                        interval.toOptional().map(Duration::toMillis).orElse(null))
                .minPauseBetweenCheckpoints(
                        minPause.toOptional().map(Duration::toMillis).orElse(null))
                .build();
    }

    void check(Violations violations) {
        interval.check("interval", violations);
        interval.toOptional()
                .filter(given -> isOutside(given, Duration.ofMillis(1)))
                .ifPresent(given -> violations.add(
                        "interval",
                        given,
                        "must be at least 1 ms and at most 365 days; a second to some minutes is usual."));
        if (!isEnabled()) {
            String advice = "means nothing where checkpoints are disabled. Leave it out.";
            minPause.refuse("minPause", pause -> pause, advice, violations);
            return;
        }
        minPause.check("minPause", violations);
        minPause.toOptional()
                .filter(given -> isOutside(given, Duration.ZERO))
                .ifPresent(given -> violations.add("minPause", given, "must be 0 or more and at most 365 days."));
    }

    private static boolean isOutside(Duration given, Duration least) {
        return given.compareTo(least) < 0 || given.compareTo(LONGEST) > 0;
    }
}
