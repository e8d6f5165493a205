package io.github.managedflink.local.flink;

import io.github.managedflink.local.flink.FlinkJob.Failure;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Counts a job's restarts and tells when there is no more hope. As on the service, Flink restarts a job for ever; here
 * somebody waits for the result. May be asked by any thread.
 */
public final class RestartWatch {
    private static final int HOPELESS = 5;

    private final NavigableSet<Failure> failures =
            new TreeSet<>(Comparator.comparingLong(Failure::timestamp).thenComparing(Failure::cause));
    private long checkpointsSeen;
    private int failuresAtLastCheckpoint;

    /** Looks at the job again. */
    public synchronized void update(FlinkJob job) {
        failures.addAll(job.failures());
        long checkpoints = job.completedCheckpoints();
        if (checkpoints > checkpointsSeen) {
            checkpointsSeen = checkpoints;
            failuresAtLastCheckpoint = failures.size();
        }
    }

    public synchronized int failures() {
        return failures.size();
    }

    /** The job failed again and again without completing a checkpoint between. */
    public synchronized boolean isHopeless() {
        return failures.size() - failuresAtLastCheckpoint >= HOPELESS;
    }

    public synchronized Optional<String> lastCause() {
        return failures.isEmpty()
                ? Optional.empty()
                : Optional.of(failures.last().cause());
    }
}
