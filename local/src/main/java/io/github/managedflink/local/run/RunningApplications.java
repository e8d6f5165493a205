package io.github.managedflink.local.run;

import io.github.managedflink.local.access.AccessCheck;
import io.github.managedflink.local.files.DiskSpace;
import io.github.managedflink.local.isolation.JobIsolation;
import io.github.managedflink.local.names.NearestName;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.service.SourceStream;
import io.github.managedflink.local.services.SourceStreams;
import io.github.managedflink.model.settings.Arguments;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The applications of a run, which are found, started and stopped here. */
final class RunningApplications {
    private final String stack;
    private final JobStarter jobs;
    private final Optional<AccessCheck> access;
    private final Optional<JobIsolation> isolation;
    private final DiskSpace space;
    private final List<RunningApplication> applications;

    RunningApplications(
            String stack,
            JobStarter jobs,
            Optional<AccessCheck> access,
            Optional<JobIsolation> isolation,
            DiskSpace space,
            List<RunningApplication> applications) {
        this.stack = stack;
        this.jobs = jobs;
        this.access = access;
        this.isolation = isolation;
        this.space = space;
        this.applications = new CopyOnWriteArrayList<>(applications);
    }

    List<RunningApplication> all() {
        return applications;
    }

    boolean allAre(Predicate<RunningApplication> state) {
        return applications.stream().allMatch(state);
    }

    /**
     * Whether an application runs that may read a stream. Of a bundled pipeline it is known what it reads; any other
     * may read what it finds.
     */
    boolean mayRead(SourceStream stream, SourceStreams streams) {
        return applications.stream()
                .filter(each -> !each.hasEnded())
                .anyMatch(each -> !each.needs().isBundledPipeline()
                        || streams.readBy(each.needs()).contains(stream));
    }

    /** How many records the bundled pipelines have together read. */
    long recordsIn() {
        return applications.stream().mapToLong(RunningApplication::recordsIn).sum();
    }

    String names() {
        return applications.stream().map(each -> each.application().path()).collect(Collectors.joining(", "));
    }

    RunningApplication find(String application) {
        Arguments.given("application", application);
        return applications.stream()
                .filter(each -> each.application().answersTo(application))
                .findFirst()
                .orElseThrow(() -> LocalRunException.wrongUsage(
                        "The stack " + stack + " has no application " + application + nearOrAll(application)));
    }

    private String nearOrAll(String application) {
        List<String> known =
                applications.stream().map(each -> each.application().path()).toList();
        return NearestName.question(application, known).orElse(". The applications: " + String.join(", ", known) + ".");
    }

    /** Starts an application that has ended with the state of a savepoint. */
    void start(String application, String savepoint, int parallelism) {
        RunningApplication before = find(application);
        if (!before.hasEnded()) {
            throw LocalRunException.wrongUsage("The application " + application + " runs; stop it first.");
        }
        if (parallelism < 1) {
            throw LocalRunException.wrongUsage("The parallelism " + parallelism + " must be at least 1.");
        }
        try {
            applications.set(
                    applications.indexOf(before),
                    jobs.startFrom(savepoint, before.application().withParallelism(parallelism), before.needs()));
        } catch (IOException e) {
            throw LocalRunException.jobFailed(
                    "The application " + application + " does not start: " + e.getMessage(), e);
        }
    }

    /**
     * Ends all of them, also those that fail or give no savepoint.
     *
     * @param progress is told of each that is stopped with a savepoint, and if that fails
     */
    List<ApplicationResult> endAll(Function<RunningApplication, ApplicationResult> end, Consumer<String> progress) {
        return applications.stream().map(each -> end(each, end, progress)).toList();
    }

    /** What it stopped with may itself have made the first call that was refused. */
    private ApplicationResult end(
            RunningApplication application,
            Function<RunningApplication, ApplicationResult> end,
            Consumer<String> progress) {
        // A savepoint would be tried again and again on a full disk.
        Optional<String> refused = refusedCalls(application).or(space::fault);
        if (refused.isPresent()) {
            return application.fail(refused.get());
        }
        String name = application.application().path();
        boolean isToBeStopped = application.isToBeStopped();
        if (isToBeStopped) {
            progress.accept("stopping " + name + " with a savepoint");
        }
        ApplicationResult ended = endOrFail(application, end);
        ended.failure()
                .filter(cause -> isToBeStopped)
                .ifPresent(cause -> progress.accept("The application " + name + " fails while it stops: " + cause));
        return refusedCalls(application).map(ended::failed).orElse(ended);
    }

    /** The run is over, also for a job that gives no savepoint. */
    private static ApplicationResult endOrFail(
            RunningApplication application, Function<RunningApplication, ApplicationResult> end) {
        try {
            return end.apply(application);
        } catch (LocalRunException e) {
            return application.fail(e.getMessage());
        }
    }

    /** Which of several jobs wanted out is not known; the bundled pipelines call what the stack has. */
    private Optional<String> refusedConnection(RunningApplication application) {
        return application.needs().isBundledPipeline() ? Optional.empty() : isolation.flatMap(JobIsolation::refusal);
    }

    private Optional<String> refusedCalls(RunningApplication application) {
        return access.flatMap(check -> check.failure(application.application().path()))
                .or(() -> refusedConnection(application));
    }
}
