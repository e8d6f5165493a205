package io.github.managedflink.constructs;

import io.github.managedflink.spec.settings.Faults;
import java.time.Duration;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.CheckpointConfigurationProperty;

/**
 * When Flink saves the state of an application for recovery. Files in S3 become visible with each checkpoint.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_CheckpointConfiguration.html">CheckpointConfiguration</a>
 */
public final class Checkpointing {
    private static final String CUSTOM = "CUSTOM";

    private final String type;
    private final Boolean enabled;
    private final Duration interval;
    private final Duration minPause;

    private Checkpointing(String type, Boolean enabled, Duration interval, Duration minPause) {
        this.type = type;
        this.enabled = enabled;
        this.interval = interval;
        this.minPause = minPause;
    }

    /** What the service does by default: every 60 seconds, at least 5 seconds apart. */
    public static Checkpointing serviceDefault() {
        return new Checkpointing("DEFAULT", null, null, null);
    }

    /**
     * A checkpoint every {@code interval}, at least 1 ms; 5 seconds lie between the end of one and the start of the
     * next.
     */
    public static Checkpointing every(Duration interval) {
        return new Checkpointing(CUSTOM, true, interval, Duration.ofSeconds(5));
    }

    /** No checkpoints: a restart loses the state, and sinks that commit with checkpoints write nothing. */
    public static Checkpointing disabled() {
        return new Checkpointing(CUSTOM, false, null, null);
    }

    /** The time between the end of a checkpoint and the start of the next, 0 or more. Default: 5 seconds. */
    public Checkpointing minPause(Duration pause) {
        return new Checkpointing(CUSTOM, enabled == null || enabled, interval, pause);
    }

    boolean isEnabled() {
        return enabled == null || enabled;
    }

    CheckpointConfigurationProperty toProperty() {
        return CheckpointConfigurationProperty.builder()
                .configurationType(type)
                .checkpointingEnabled(enabled)
                .checkpointInterval(interval == null ? null : interval.toMillis())
                .minPauseBetweenCheckpoints(minPause == null ? null : minPause.toMillis())
                .build();
    }

    void check(Faults faults) {
        if (interval != null && interval.toMillis() < 1) {
            faults.add("interval", interval, "must be at least 1 ms; a second to some minutes is usual.");
        }
        if (minPause != null && minPause.isNegative()) {
            faults.add("minPause", minPause, "must be 0 or more.");
        }
        if (!isEnabled() && minPause != null) {
            faults.add("minPause", minPause, "means nothing where checkpoints are disabled. Leave it out.");
        }
    }
}
