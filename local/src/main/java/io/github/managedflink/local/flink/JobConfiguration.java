package io.github.managedflink.local.flink;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;

/**
 * What the service decides for a job.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/reference-flink-settings.title.html">Flink
 *     settings of the service</a>
 */
public final class JobConfiguration {
    private static final Duration FIRST_RESTART_DELAY = Duration.ofSeconds(1);
    private static final Duration LONGEST_RESTART_DELAY = Duration.ofSeconds(60);

    private JobConfiguration() {}

    /**
     * The settings of an application's job.
     *
     * @param stateFolder the URI under which checkpoints and savepoints are kept
     */
    public static Configuration of(Application application, String stateFolder) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, stateFolder + "/checkpoints");
        configuration.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, savepointFolder(stateFolder));
        application.checkpoints().ifPresent(checkpoints -> {
            configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpoints.interval());
            configuration.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, checkpoints.minPause());
        });
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, FIRST_RESTART_DELAY);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_RESTART_DELAY);
        return configuration;
    }

    public static String savepointFolder(String stateFolder) {
        return stateFolder + "/savepoints";
    }
}
