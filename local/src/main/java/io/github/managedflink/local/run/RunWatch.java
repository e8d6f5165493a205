package io.github.managedflink.local.run;

import io.github.managedflink.local.access.AccessCheck;
import io.github.managedflink.local.files.DiskSpace;
import io.github.managedflink.local.isolation.JobIsolation;
import io.github.managedflink.local.result.Interruption;
import io.github.managedflink.local.result.LocalRunException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Waits for what is to come in a run, and looks meanwhile whether its applications are well. */
final class RunWatch {
    static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    /** Once one call was refused, others that would be are made within this time, more or less. */
    private static final Duration REFUSALS = Duration.ofSeconds(3);

    private final RunningApplications applications;
    private final Optional<AccessCheck> access;
    private final Optional<JobIsolation> isolation;
    private final DiskSpace space;
    private final Interruption interruption;
    private final Consumer<String> progress;

    RunWatch(
            RunningApplications applications,
            Optional<AccessCheck> access,
            Optional<JobIsolation> isolation,
            DiskSpace space,
            Interruption interruption,
            Consumer<String> progress) {
        this.applications = applications;
        this.access = access;
        this.isolation = isolation;
        this.space = space;
        this.interruption = interruption;
        this.progress = progress;
    }

    /**
     * Waits for a condition or until the run is to end.
     *
     * @return why the condition will not come, if an application fails
     */
    Optional<String> await(BooleanSupplier condition) {
        while (!interruption.isHeard() && !condition.getAsBoolean()) {
            Optional<String> obstacle = isolation.flatMap(JobIsolation::refusal).or(space::fault);
            if (obstacle.isPresent()) {
                return obstacle;
            }
            for (RunningApplication application : applications.all()) {
                Optional<String> failure = health(application);
                if (failure.isPresent()) {
                    return failure;
                }
            }
            if (hasRefused()) {
                return Optional.of("Calls of the applications were refused.");
            }
            pause();
        }
        return Optional.empty();
    }

    /** An interruption of the thread need not wait for the end of it. */
    private static void pause() {
        try {
            Thread.sleep(POLL_INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws LocalRunException if the condition will not come */
    void awaitOrThrow(BooleanSupplier condition) {
        await(condition).ifPresent(failure -> {
            throw LocalRunException.jobFailed(failure, null);
        });
    }

    /** A run whose calls are refused goes on to its end, which tells all of them. */
    void awaitUnlessRefused(BooleanSupplier condition) {
        if (!hasRefused()) {
            await(condition).filter(failure -> !hasRefused()).ifPresent(failure -> {
                throw LocalRunException.jobFailed(failure, null);
            });
        }
    }

    private Optional<String> health(RunningApplication application) {
        String name = application.application().path();
        int before = application.restarts();
        Optional<String> failure = application.failure();
        if (failure.isEmpty() && application.restarts() > before) {
            progress.accept(name + " restarts: " + application.lastFailure());
        }
        return failure.map(cause -> "The application " + name + " fails: " + cause);
    }

    private boolean hasRefused() {
        return access.filter(check -> check.hasRefusedFor(REFUSALS)).isPresent();
    }
}
