package io.github.managedflink.local.run;

import io.github.managedflink.local.access.AccessCheck;
import io.github.managedflink.local.access.AccessReport;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.services.SourceStream;
import io.github.managedflink.local.services.StandIns;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.flink.core.fs.AutoCloseableRegistry;

/**
 * A stack that runs on this machine. It is to be closed; what still runs then is cut off. Its methods are for one thread, but for
 * {@link #put}.
 */
public final class RunningStack implements AutoCloseable {
    /** Long enough for a job that starts to find its shards, short enough for somebody who named the wrong stream. */
    private static final Duration READER_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);
    private static final Duration PROGRESS_INTERVAL = Duration.ofSeconds(2);
    /** Once one call was refused, others that would be are made within this time, more or less. */
    private static final Duration REFUSALS = Duration.ofSeconds(3);

    private final LocalRun run;
    private final DeployedStack stack;
    private final StandIns standIns;
    private final Optional<AccessCheck> access;
    private final FlinkCluster cluster;
    private final JobStarter jobs;
    private final List<RunningApplication> applications;
    private final AutoCloseableRegistry open;
    private final Feeds feeds = new Feeds();
    private boolean killDue;
    private long nextProgressNanos;

    RunningStack(
            LocalRun run,
            DeployedStack stack,
            StandIns standIns,
            Optional<AccessCheck> access,
            FlinkCluster cluster,
            JobStarter jobs,
            List<RunningApplication> applications,
            AutoCloseableRegistry open)
            throws IOException {
        this.run = run;
        this.stack = stack;
        this.standIns = standIns;
        this.access = access;
        this.cluster = cluster;
        this.jobs = jobs;
        this.applications = new ArrayList<>(applications);
        this.open = open;
        this.killDue = run.killTaskManagerAfter.isPresent();
        open.registerCloseable(feeds);
    }

    /**
     * Where the Kinesis stand-in is. Any credentials do, but the client's region must be the stack's, as a stream exists in its region
     * alone: {@code us-east-1} unless the stack's environment names another.
     */
    public URI kinesisEndpoint() {
        return standIns.kinesisEndpoint()
                .orElseThrow(() ->
                        LocalRunException.wrongUsage("The stack has no Kinesis stream and its applications use none."));
    }

    /**
     * Where the S3 stand-in is. It wants path-style addresses and requests signed with the access key {@code local} and the secret key
     * {@code local-secret}.
     */
    public URI s3Endpoint() {
        return standIns.s3().endpoint();
    }

    /**
     * Where the stand-in of a Kafka cluster is, for clients of one's own.
     *
     * @param brokers the bootstrap brokers as an application's settings name them
     */
    public String bootstrapServers(String brokers) {
        return standIns.endpoints()
                .kafka(brokers)
                .orElseThrow(
                        () -> LocalRunException.wrongUsage("No application uses the Kafka brokers " + brokers + "."));
    }

    /** Where Flink's REST API and web UI are. */
    public URI flinkAddress() {
        return cluster.address();
    }

    /**
     * Puts records into a stream.
     *
     * @param stream its logical id, construct path, physical name or ARN
     */
    public void put(String stream, Collection<byte[]> records) {
        FedStreams.find(standIns, stream).put(List.copyOf(records));
    }

    /**
     * Waits until every shard that takes records has a reader, also after the stream was resharded.
     *
     * @param stream its logical id, construct path, physical name or ARN
     * @throws LocalRunException if an application fails meanwhile
     */
    public void awaitReaders(String stream) {
        pollOrThrow(FedStreams.find(standIns, stream)::isBeingRead);
    }

    /**
     * Waits until everything has been fed, and everything in the streams has been processed: each stream that an application reads has been read to its end, and the
     * application has counted as many records as are in them. An application that keeps no such count is done when nothing has moved in
     * its job for some seconds.
     *
     * <p>A job that fails again and again ends the waiting; {@link #stop} then tells why.
     */
    public void awaitDrained() {
        run.progress.accept("processing");
        poll(() -> {
                    killIfDue();
                    showProgress();
                    return feeds.haveEnded() && applications.stream().allMatch(this::isDrained);
                })
                .ifPresent(run.progress);
    }

    private void killIfDue() {
        if (killDue && totalRecordsIn() >= run.killTaskManagerAfter.orElseThrow()) {
            killDue = false;
            killTaskManager();
        }
    }

    private long totalRecordsIn() {
        return applications.stream().mapToLong(RunningApplication::recordsIn).sum();
    }

    /** Waits until the bundled pipelines of the stack have together read so many records. */
    public void awaitRecordsIn(long records) {
        pollOrThrow(() -> totalRecordsIn() >= records);
    }

    /** Lets a fault come over a stand-in, beside those that are there already. */
    public void inject(ServiceFault fault) {
        standIns.gate().inject(fault);
    }

    /** How often each distinct call of the jobs was served so far, by all stand-ins together. */
    public Map<ServiceCall, Long> servedCalls() {
        return standIns.gate().served();
    }

    /** How often each distinct call was refused because of an injected fault. */
    public Map<ServiceCall, Long> refusedCalls() {
        return standIns.gate().refused();
    }

    /** What the applications called so far, held against what they may do, if the run enforces that. */
    public Optional<AccessReport> accessReport() {
        return access.map(AccessCheck::report);
    }

    /**
     * Kills the task manager with all tasks and starts another one.
     *
     * @throws LocalRunException if the run does not use the embedded cluster
     */
    public void killTaskManager() {
        run.progress.accept("killing the task manager");
        try {
            cluster.killTaskManager();
        } catch (IOException e) {
            throw LocalRunException.jobFailed(e.getMessage(), e);
        }
    }

    /** Waits until every job has ended by itself, or the thread is interrupted. */
    public void awaitEnd() {
        run.progress.accept("running; Ctrl-C stops");
        poll(() -> {
                    feeds.haveEnded();
                    return applications.stream().allMatch(RunningApplication::hasEnded);
                })
                .ifPresent(run.progress);
    }

    /**
     * Takes a savepoint of an application, which runs on.
     *
     * @param application its logical id or physical name
     * @return the savepoint's URI in the S3 stand-in
     */
    public String savepoint(String application) {
        return find(application).savepoint();
    }

    /**
     * Stops one application with a savepoint, from which {@link #start} can start it again.
     *
     * @param application its logical id or physical name
     */
    public ApplicationResult stop(String application) {
        return find(application).stop();
    }

    /**
     * Starts an application again that was stopped or has ended, as the service does after an update, and waits until it runs. Its counts go on from those in
     * the savepoint; its restarts are counted from zero.
     *
     * @param application its logical id or physical name
     * @param savepoint the URI that {@link #savepoint} or {@link #stop(String)} gave
     * @param parallelism the parallelism from now on, at least 1
     * @throws LocalRunException if the application still runs, or does not start from there
     */
    public void start(String application, String savepoint, int parallelism) {
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
        awaitRunning();
    }

    private RunningApplication find(String application) {
        return applications.stream()
                .filter(each -> each.application().logicalId().equals(application)
                        || each.application().name().equals(application))
                .findFirst()
                .orElseThrow(() -> LocalRunException.wrongUsage(
                        "The stack " + stack.name() + " has no application " + application + "."));
    }

    /** Stops every application with a savepoint, which commits what the sinks hold, and writes the outputs. */
    public LocalRunResult stop() {
        return stop(RunningApplication::stop);
    }

    /**
     * As {@link #stop()}, but event time comes to its end before, so that every window closes: nothing more is to come. The savepoints are of no use
     * to go on from.
     */
    public LocalRunResult finish() {
        return stop(RunningApplication::finish);
    }

    private LocalRunResult stop(Function<RunningApplication, ApplicationResult> end) {
        feeds.close();
        run.progress.accept("stopping with a savepoint");
        List<ApplicationResult> results =
                applications.stream().map(each -> stop(each, end)).toList();
        LocalRunResult result =
                new LocalRunResult(stack.name(), results, feeds.counts(), List.of(), Optional.empty(), accessReport());
        return run.out.map(folder -> write(result, folder)).orElse(result);
    }

    /** What it stopped with may itself have made the first call that was refused. */
    private ApplicationResult stop(
            RunningApplication application, Function<RunningApplication, ApplicationResult> end) {
        Optional<String> refused = refusedCalls(application);
        if (refused.isPresent()) {
            return application.fail(refused.get());
        }
        ApplicationResult stopped = end.apply(application);
        return refusedCalls(application).map(stopped::failed).orElse(stopped);
    }

    private Optional<String> refusedCalls(RunningApplication application) {
        return access.flatMap(check -> check.failure(application.application().logicalId()));
    }

    private LocalRunResult write(LocalRunResult result, Path folder) {
        try {
            List<Path> outputs = new ArrayList<>(standIns.writeOutputs(folder));
            Path summary = Summary.write(result, folder);
            if (result.access().isPresent()) {
                outputs.add(AccessFile.write(result.access().get(), folder));
            }
            return new LocalRunResult(
                    result.stack(),
                    result.applications(),
                    result.fed(),
                    outputs,
                    Optional.of(summary),
                    result.access());
        } catch (IOException e) {
            throw LocalRunException.wrongUsage("The outputs cannot be written to " + folder + ": " + e.getMessage());
        }
    }

    void awaitRunning() {
        run.progress.accept("starting "
                + String.join(
                        ", ",
                        applications.stream()
                                .map(each -> each.application().logicalId())
                                .toList()));
        pollUnlessRefused(() -> applications.stream().allMatch(RunningApplication::isRunning));
    }

    void feed(Feed feed, FeedFile file, SourceStream stream) {
        long deadline = System.nanoTime() + READER_TIMEOUT.toNanos();
        pollUnlessRefused(() -> stream.isBeingRead() || System.nanoTime() > deadline);
        if (!stream.isBeingRead()) {
            run.progress.accept("no application reads the stream " + feed.stream() + "; feeding it all the same");
        }
        run.progress.accept(feeds.start(feed, file, stream));
    }

    private boolean isDrained(RunningApplication application) {
        return standIns.readBy(application.needs()).stream().allMatch(SourceStream::isReadToItsEnd)
                && application.hasProcessed(standIns.recordsToBeCountedBy(application.needs()));
    }

    private void showProgress() {
        if (System.nanoTime() < nextProgressNanos) {
            return;
        }
        nextProgressNanos = System.nanoTime() + PROGRESS_INTERVAL.toNanos();
        List<String> feeding = feeds.progress();
        if (feeding.isEmpty()) {
            applications.forEach(this::showProgress);
        } else {
            feeding.forEach(run.progress);
        }
    }

    private void showProgress(RunningApplication application) {
        long records = standIns.recordsToBeCountedBy(application.needs());
        if (application.needs().isBundledPipeline() && application.recordsIn() < records) {
            run.progress.accept("%s: %,d of %,d records"
                    .formatted(application.application().logicalId(), application.recordsIn(), records));
        }
    }

    /**
     * Waits for a condition or the thread's interruption.
     *
     * @return why the condition will not come, if an application fails
     */
    private Optional<String> poll(BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean()) {
                for (RunningApplication application : applications) {
                    Optional<String> failure = health(application);
                    if (failure.isPresent()) {
                        return failure;
                    }
                }
                if (hasRefused()) {
                    return Optional.of("Calls of the applications were refused.");
                }
                Thread.sleep(POLL_INTERVAL.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private Optional<String> health(RunningApplication application) {
        String name = application.application().logicalId();
        int before = application.restarts();
        Optional<String> failure = application.failure();
        if (failure.isEmpty() && application.restarts() > before) {
            run.progress.accept(name + " restarts: " + application.lastFailure());
        }
        return failure.map(cause -> "The application " + name + " fails: " + cause);
    }

    private boolean hasRefused() {
        return access.filter(check -> check.hasRefusedFor(REFUSALS)).isPresent();
    }

    /** A run whose calls are refused goes on to its end, which tells all of them. */
    private void pollUnlessRefused(BooleanSupplier condition) {
        if (!hasRefused()) {
            poll(condition).filter(failure -> !hasRefused()).ifPresent(failure -> {
                throw LocalRunException.jobFailed(failure, null);
            });
        }
    }

    private void pollOrThrow(BooleanSupplier condition) {
        poll(condition).ifPresent(failure -> {
            throw LocalRunException.jobFailed(failure, null);
        });
    }

    /** Ends the run in order, also in a thread that was interrupted: a cluster that loses its services while it stops is stuck. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            open.close();
        } catch (Exception e) {
            throw LocalRunException.jobFailed("The run does not end cleanly: " + RootCause.of(e), e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
