package io.github.managedflink.local.run;

import io.github.managedflink.local.access.AccessCheck;
import io.github.managedflink.local.access.AccessReport;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.feed.Feed;
import io.github.managedflink.local.feed.Feeding;
import io.github.managedflink.local.feed.Feeds;
import io.github.managedflink.local.files.DiskSpace;
import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.local.flink.FlinkCluster;
import io.github.managedflink.local.flink.RootCause;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.isolation.JobIsolation;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.service.SourceRecord;
import io.github.managedflink.local.service.SourceStream;
import io.github.managedflink.local.services.StandIns;
import io.github.managedflink.model.settings.Arguments;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.core.fs.AutoCloseableRegistry;

/**
 * A stack that runs on this machine. It is to be closed; what still runs then is cut off.
 *
 * <p>What disturbs or looks on is for any thread, also while another one waits: {@link #put}, {@link #inject},
 * {@link #killTaskManager}, {@link #isRunning}, the calls, endpoints and reports. What waits, starts or stops is for
 * one thread at a time.
 */
public final class RunningStack implements AutoCloseable {
    /**
     * The id of an access key for clients of a test that only look on: their calls are served whatever fault lasts and
     * whatever the run enforces, and are not counted.
     */
    public static final String OBSERVER_ACCESS_KEY = ServiceRequest.OBSERVER;

    /** Long enough for a job that starts to find its shards, short enough for somebody who named the wrong stream. */
    private static final Duration READER_TIMEOUT = Duration.ofSeconds(30);

    private final LocalRun run;
    private final DeployedStack stack;
    private final StandIns standIns;
    private final Optional<AccessCheck> access;
    private final FlinkCluster cluster;
    private final RunningApplications applications;
    private final RunWatch watch;
    private final Optional<OutputFolder> outputs;
    private final AutoCloseableRegistry open;
    private final Feeds feeds = new Feeds();
    private final Readers readers;
    private final RunStatus status;
    private boolean killDue;

    RunningStack(
            LocalRun run,
            DeployedStack stack,
            StandIns standIns,
            Optional<AccessCheck> access,
            Optional<JobIsolation> isolation,
            DiskSpace space,
            FlinkCluster cluster,
            RunningApplications applications,
            Optional<OutputFolder> outputs,
            AutoCloseableRegistry open)
            throws IOException {
        this.run = run;
        this.stack = stack;
        this.standIns = standIns;
        this.access = access;
        this.cluster = cluster;
        this.applications = applications;
        this.watch = new RunWatch(applications, access, isolation, space, run.interruption, run.progress);
        this.outputs = outputs;
        this.open = open;
        this.readers = new Readers(stream -> applications.mayRead(stream, standIns.streams()), System::nanoTime);
        this.status = new RunStatus(applications, standIns.streams(), feeds, run.status, System::nanoTime);
        this.killDue = run.killTaskManagerAfter.isPresent();
        open.registerCloseable(feeds);
    }

    /**
     * Returns where the Kinesis stand-in is. Any credentials do, but the client's region must be the stack's, as a
     * stream exists in its region alone: {@code us-east-1} unless the stack's environment names another.
     */
    public URI kinesisEndpoint() {
        return standIns.kinesisEndpoint()
                .orElseThrow(() ->
                        LocalRunException.wrongUsage("The stack has no Kinesis stream and its applications use none."));
    }

    /**
     * Returns where the S3 stand-in is. It wants path-style addresses and requests signed with any access key and the
     * secret key {@code local-secret}.
     */
    public URI s3Endpoint() {
        return standIns.s3().endpoint();
    }

    /**
     * Returns where the stand-in of a Kafka cluster is, for clients of one's own.
     *
     * @param brokers the bootstrap brokers as an application's settings name them
     */
    public String bootstrapServers(String brokers) {
        return standIns.endpoints()
                .kafka(Arguments.given("brokers", brokers))
                .orElseThrow(
                        () -> LocalRunException.wrongUsage("No application uses the Kafka brokers " + brokers + "."));
    }

    /** Returns where Flink's REST API and web UI are. */
    public URI flinkAddress() {
        return cluster.address();
    }

    /**
     * Puts records into a stream.
     *
     * @param stream its logical id, construct path, physical name or ARN
     */
    public void put(String stream, Collection<byte[]> records) {
        SourceStream found = find(stream);
        List<byte[]> given =
                Arguments.all("records", Arguments.given("records", records).toArray(new byte[0][]));
        readers.expectFor(found, stream);
        found.put(given.stream().map(SourceRecord::withoutKey).toList());
    }

    private SourceStream find(String stream) {
        return FedStreams.find(standIns.streams(), Arguments.given("stream", stream));
    }

    /**
     * Waits until every shard that takes records has a reader, also after the stream was resharded.
     *
     * @param stream its logical id, construct path, physical name or ARN
     * @throws LocalRunException if an application fails meanwhile
     */
    public void awaitReaders(String stream) {
        watch.awaitOrThrow(find(stream)::isBeingRead);
    }

    /**
     * Waits until everything has been fed, and everything in the streams has been processed: each stream that was fed,
     * or that an application reads, has been read to its end, and the application has counted as many records as are in
     * them. An application that keeps no such count is done when nothing has moved in its job for some seconds after
     * that.
     *
     * <p>A stream that nobody reads is waited for only as long as an application runs that may read it: a bundled
     * pipeline whose source it is, or one with code of its own, for five minutes from when it was first fed.
     * {@link LocalRunResult#unread} tells those that were not read.
     *
     * <p>A job that fails again and again ends the waiting; {@link #stop} then tells why.
     */
    public void awaitDrained() {
        say("processing");
        Drain drain = new Drain(applications, standIns.streams(), feeds, readers, run.progress);
        watch.await(() -> {
                    killIfDue();
                    status.tick();
                    return drain.isDone();
                })
                .ifPresent(run.progress);
    }

    /** Says what is waited for, unless the run is already to end. */
    private void say(String line) {
        if (!run.interruption.isHeard()) {
            run.progress.accept(line);
        }
    }

    private void killIfDue() {
        if (killDue && applications.recordsIn() >= run.killTaskManagerAfter.orElseThrow()) {
            killDue = false;
            killTaskManager();
        }
    }

    /** Waits until the bundled pipelines of the stack have together read so many records. */
    public void awaitRecordsIn(long records) {
        watch.awaitOrThrow(() -> applications.recordsIn() >= records);
    }

    /**
     * Lets a fault come over a stand-in, beside those that are there already.
     *
     * @throws LocalRunException if it can meet no call: the run has no such service, or that has no such action
     */
    public void inject(ServiceFault fault) {
        standIns.fault(Arguments.given("fault", fault)).ifPresent(reason -> {
            throw LocalRunException.wrongUsage(reason);
        });
        standIns.gate().inject(fault);
    }

    /**
     * Returns how often each distinct call was served so far, by all stand-ins together. The calls of a test's own
     * clients count as those of the jobs, unless they are signed with {@link #OBSERVER_ACCESS_KEY}; Kafka clients sign
     * nothing and always count.
     */
    public Map<ServiceCall, Long> servedCalls() {
        return standIns.gate().served();
    }

    /**
     * Returns how often each distinct call was refused so far, because of an injected fault or for want of a
     * permission; of whom as for {@link #servedCalls}.
     */
    public Map<ServiceCall, Long> refusedCalls() {
        return standIns.gate().refused();
    }

    /**
     * Deletes the items of DynamoDB tables whose time to live is over at a moment. The service does so within some
     * days; here they stay until this is called.
     *
     * @return how many items have been deleted
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/howitworks-ttl.html">Time to
     *     live</a>
     */
    public int deleteExpiredItems(Instant moment) {
        return standIns.deleteExpiredItems(Arguments.given("moment", moment));
    }

    /** Returns what the applications called so far, held against what they may do, if the run enforces that. */
    public Optional<AccessReport> accessReport() {
        return access.map(AccessCheck::report);
    }

    /**
     * Kills the task manager that has run longest, with all tasks in it, and starts another one, which takes some
     * seconds at most. Nothing that a task has not sent before is sent any more: no call reaches a service until the
     * tasks have ended, so that what they wrote in part stays so. {@link #awaitRunning} waits until the jobs have
     * recovered. May be called by any thread, also while another one waits.
     *
     * @throws LocalRunException if the run does not use the embedded cluster
     */
    public void killTaskManager() {
        run.progress.accept("killing the task manager");
        try {
            cluster.killTaskManager(standIns.gate());
        } catch (IOException e) {
            throw LocalRunException.jobFailed(e.getMessage(), e);
        } finally {
            applications.all().forEach(RunningApplication::disturbed);
        }
    }

    /** Waits until every job has ended by itself, or the run is interrupted. */
    public void awaitEnd() {
        say("running until all jobs have ended; Ctrl-C stops them");
        watch.await(() -> {
                    feeds.haveEnded();
                    status.tick();
                    return applications.allAre(RunningApplication::hasEnded);
                })
                .ifPresent(run.progress);
    }

    /**
     * Takes a savepoint of an application, which runs on.
     *
     * @param application its construct's path in the stack, logical id or physical name
     * @return the savepoint's URI in the S3 stand-in
     */
    public String savepoint(String application) {
        return applications.find(application).savepoint();
    }

    /**
     * Stops one application with a savepoint, from which {@link #start} can start it again. While it restarts, this
     * waits until its tasks run.
     *
     * @param application its construct's path in the stack, logical id or physical name
     * @return how it ended: {@link ApplicationResult.State#STOPPED}, or another state if it had ended by itself or
     *     fails again and again
     * @throws LocalRunException if there is no savepoint although the application runs; it goes on, and can be stopped
     *     again
     */
    public ApplicationResult stop(String application) {
        return applications.find(application).stop();
    }

    /**
     * Starts an application again that was stopped or has ended, as the service does after an update, and waits until
     * it runs. Its counts go on from those in the savepoint; its restarts are counted from zero.
     *
     * @param application its construct's path in the stack, logical id or physical name
     * @param savepoint the URI that {@link #savepoint} or {@link #stop(String)} gave
     * @param parallelism the parallelism from now on, at least 1; the embedded cluster grows if it must
     * @throws LocalRunException if the application still runs, or does not start from there
     */
    public void start(String application, String savepoint, int parallelism) {
        applications.start(application, Arguments.given("savepoint", savepoint), parallelism);
        awaitStarted();
    }

    /** Stops every application with a savepoint, which commits what the sinks hold, and writes the outputs. */
    public LocalRunResult stop() {
        return stop(RunningApplication::stop);
    }

    /**
     * Stops as {@link #stop()} does, but event time comes to its end before, so that every window closes: nothing more
     * is to come. The savepoints are of no use to go on from.
     */
    public LocalRunResult finish() {
        return stop(RunningApplication::finish);
    }

    private LocalRunResult stop(Function<RunningApplication, ApplicationResult> end) {
        feeds.close();
        List<ApplicationResult> results = applications.endAll(end, run.progress).stream()
                .map(this::withRefusals)
                .toList();
        LocalRunResult result = new LocalRunResult(
                stack.name(),
                results,
                feeds.counts(),
                readers.unread(),
                readers.writtenLater(),
                List.of(),
                Optional.empty(),
                accessReport(),
                run.interruption.isHeard());
        return outputs.map(folder -> RunOutputs.write(result, standIns, folder)).orElse(result);
    }

    private ApplicationResult withRefusals(ApplicationResult result) {
        return applications
                .find(result.logicalId())
                .needs()
                .deadLetters()
                .map(letters -> result.withRefusals(RefusalReader.read(standIns.s3(), letters)))
                .orElse(result);
    }

    /**
     * Waits until all tasks of every application run that has not ended, as after a start or {@link #killTaskManager}.
     *
     * @throws LocalRunException if an application fails meanwhile
     */
    public void awaitRunning() {
        watch.awaitUnlessRefused(() -> applications.allAre(RunningApplication::isRunning));
    }

    /**
     * Returns whether all tasks of an application run, or its job has ended.
     *
     * @param application its construct's path in the stack, logical id or physical name
     */
    public boolean isRunning(String application) {
        return applications.find(application).isRunning();
    }

    void awaitStarted() {
        run.progress.accept("starting " + applications.names());
        awaitRunning();
    }

    void feed(Feeding feeding) {
        Feed feed = feeding.feed();
        SourceStream stream = feeding.stream();
        long deadline = System.nanoTime() + READER_TIMEOUT.toNanos();
        watch.awaitUnlessRefused(() -> stream.isBeingRead()
                || !applications.mayRead(stream, standIns.streams())
                || System.nanoTime() > deadline);
        if (run.interruption.isHeard()) {
            return;
        }
        if (!stream.isBeingRead()) {
            run.progress.accept("no application reads the stream " + feed.stream()
                    + (applications.mayRead(stream, standIns.streams()) ? " yet" : "") + "; feeding it all the same");
        }
        readers.expectFor(stream, feed.stream());
        run.progress.accept(feeds.start(feeding, run.interruption::isHeard));
    }

    /**
     * Ends the run in order, also in a thread that was interrupted: a cluster that loses its services while it stops is
     * stuck.
     */
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
