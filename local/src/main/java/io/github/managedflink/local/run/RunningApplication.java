package io.github.managedflink.local.run;

import io.github.managedflink.local.flink.Application;
import io.github.managedflink.local.flink.FlinkJob;
import io.github.managedflink.local.flink.JobConfiguration;
import io.github.managedflink.local.flink.RestartWatch;
import io.github.managedflink.local.flink.Uninterruptibly;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.ApplicationResult.State;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.model.PipelineCounters;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobStatus;

/** An application whose job was submitted. */
final class RunningApplication {
    /**
     * How long nothing may move, once the cluster's figures are up to date, before an application without counts is
     * done.
     */
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** A job that restarts again and again is hopeless long before. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** How often a savepoint may fail of which no restart is the cause. */
    private static final int ATTEMPTS = 3;

    private final Application application;
    private final ApplicationNeeds needs;
    private final FlinkJob job;
    private final boolean bounded;
    private final String stateFolder;
    private final Duration refreshInterval;
    private final RestartWatch restarts = new RestartWatch();
    private ApplicationResult result;
    private long lastMoved = -1;
    private long quietSinceNanos;
    private volatile long knownFromNanos = System.nanoTime();

    RunningApplication(
            Application application,
            ApplicationNeeds needs,
            FlinkJob job,
            boolean bounded,
            String stateFolder,
            Duration refreshInterval) {
        this.application = application;
        this.needs = needs;
        this.job = job;
        this.bounded = bounded;
        this.stateFolder = stateFolder;
        this.refreshInterval = refreshInterval;
    }

    Application application() {
        return application;
    }

    ApplicationNeeds needs() {
        return needs;
    }

    FlinkJob job() {
        return job;
    }

    int restarts() {
        return restarts.failures();
    }

    /** Why the job has failed, or fails again and again; empty as long as there is hope. */
    Optional<String> failure() {
        JobStatus status = job.status();
        if (status == JobStatus.INITIALIZING) {
            // The cluster answers nothing else until the job has been set up.
            return Optional.empty();
        }
        restarts.update(job);
        return status == JobStatus.FAILED || status == JobStatus.FAILING || restarts.isHopeless()
                ? Optional.of(lastFailure())
                : Optional.empty();
    }

    String lastFailure() {
        return restarts.lastCause().orElse("the cluster tells no cause");
    }

    /** Whether all tasks run, or the job has ended. */
    boolean isRunning() {
        return areTasksRunning() || hasEnded();
    }

    private boolean areTasksRunning() {
        return System.nanoTime() - knownFromNanos >= 0 && job.isEveryTaskRunning();
    }

    /** Notes that something has just come over the tasks, which the cluster's figures show a little later. */
    void disturbed() {
        knownFromNanos = System.nanoTime() + refreshInterval.toNanos();
    }

    boolean hasEnded() {
        return job.status().isGloballyTerminalState();
    }

    /**
     * Whether everything in the streams has been processed as far as the job tells: by its end where all its sources
     * are bounded, by its count of records where it keeps one and that is the streams', else by nothing moving in it
     * for some time.
     *
     * @param recordsInStreams how many records the application's source streams hold
     */
    boolean hasProcessed(long recordsInStreams) {
        if (hasEnded()) {
            return true;
        }
        if (bounded) {
            return false;
        }
        if (!areTasksRunning()) {
            lastMoved = -1;
            return false;
        }
        if (!needs.isBundledPipeline()) {
            return isQuiet(job.recordsMoved());
        }
        long in = recordsIn();
        if (in == recordsInStreams && !needs.writesIntoItsSource()) {
            return true;
        }
        // What is on its way back into the source may still come. The Kinesis Producer Library packs records; a pack is
        // one record of the stream and many of
        // the job.
        return in >= recordsInStreams && isQuiet(in);
    }

    private boolean isQuiet(long moved) {
        if (moved != lastMoved) {
            lastMoved = moved;
            quietSinceNanos = System.nanoTime();
        }
        return System.nanoTime() - quietSinceNanos
                >= refreshInterval.multipliedBy(2).plus(QUIET).toNanos();
    }

    long recordsRead() {
        return needs.isBundledPipeline() ? recordsIn() : job.recordsFromSources();
    }

    long recordsIn() {
        return job.counts().getOrDefault(PipelineCounters.IN, 0L);
    }

    /** Returns whether its job has neither ended nor failed. */
    boolean isToBeStopped() {
        return result == null && !hasEnded() && failure().isEmpty();
    }

    /** Takes a savepoint, as soon as all tasks run. */
    String savepoint() {
        return onceRunning(() -> job.savepoint(JobConfiguration.savepointFolder(stateFolder)));
    }

    /**
     * Stops the job with a savepoint as soon as all tasks run, unless it has ended or fails, and tells how it went; the
     * same again if it was stopped before.
     *
     * @throws LocalRunException if there is no savepoint although the job runs, which goes on then
     */
    ApplicationResult stop() {
        return stop(false);
    }

    /** As {@link #stop}, but closes all windows first: nothing more is to come. */
    ApplicationResult finish() {
        return stop(true);
    }

    private ApplicationResult stop(boolean toTheEndOfTime) {
        if (result == null) {
            result = stopNow(toTheEndOfTime);
        }
        return result;
    }

    /** Ends the job for a reason that it may not know itself. */
    ApplicationResult fail(String cause) {
        if (result == null) {
            result = failed(cause);
        }
        return result;
    }

    private ApplicationResult stopNow(boolean toTheEndOfTime) {
        Optional<String> failure = failure();
        if (failure.isPresent()) {
            return failed(failure.get());
        }
        if (hasEnded()) {
            return finished();
        }
        try {
            String savepoint = onceRunning(
                    () -> job.stopWithSavepoint(JobConfiguration.savepointFolder(stateFolder), toTheEndOfTime));
            restarts.update(job);
            return result(State.STOPPED, job.finalCounts(), Optional.of(savepoint), Optional.empty());
        } catch (LocalRunException e) {
            // Why a job failed shows in the cluster's figures a little later than that it did.
            Uninterruptibly.sleep(refreshInterval);
            Optional<String> meanwhile = failure();
            // It may have ended by itself meanwhile.
            return meanwhile.isEmpty() && hasEnded() ? finished() : failed(meanwhile.orElseThrow(() -> e));
        }
    }

    private ApplicationResult finished() {
        return result(State.FINISHED, job.finalCounts(), Optional.empty(), Optional.empty());
    }

    /** A savepoint needs all tasks: waits for them, and tries again where a restart broke it off. */
    private String onceRunning(Supplier<String> takeSavepoint) {
        int attempts = 0;
        while (true) {
            awaitTasks();
            int before = restarts();
            try {
                return takeSavepoint.get();
            } catch (LocalRunException e) {
                disturbed();
                awaitTasks();
                if (hasEnded() || (restarts() == before && ++attempts == ATTEMPTS)) {
                    throw e;
                }
            }
        }
    }

    private void awaitTasks() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isRunning()) {
            failure().ifPresent(cause -> {
                throw LocalRunException.jobFailed(cause, null);
            });
            if (System.nanoTime() - deadline > 0) {
                throw LocalRunException.jobFailed(
                        "The tasks of the application " + application.path() + " do not all run after "
                                + PATIENCE.toMinutes() + " minutes.",
                        null);
            }
            Uninterruptibly.sleep(RunWatch.POLL_INTERVAL);
        }
    }

    private ApplicationResult failed(String cause) {
        Map<String, Long> counts = job.counts();
        if (!hasEnded()) {
            job.cancel();
        }
        return result(State.FAILED, counts, Optional.empty(), Optional.of(cause));
    }

    private ApplicationResult result(
            State state, Map<String, Long> counts, Optional<String> savepoint, Optional<String> failure) {
        return new ApplicationResult(
                application.logicalId(),
                application.path(),
                application.name(),
                state,
                restarts(),
                RecordCounts.of(counts),
                List.of(),
                counts,
                savepoint,
                failure);
    }
}
