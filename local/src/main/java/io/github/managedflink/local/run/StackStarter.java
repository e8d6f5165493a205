package io.github.managedflink.local.run;

import io.github.managedflink.local.feed.Feeding;
import io.github.managedflink.local.files.DiskSpace;
import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.local.files.TemporaryFolder;
import io.github.managedflink.local.flink.EmbeddedFlink;
import io.github.managedflink.local.flink.FlinkCluster;
import io.github.managedflink.local.flink.JavaRuntime;
import io.github.managedflink.local.isolation.JobIsolation;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.services.StandIns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.AutoCloseableRegistry;

/** The steps from a synthesized stack to a running one. */
final class StackStarter {
    /** For several applications, which then cannot be told apart. */
    private static final String SHARED_ACCESS_KEY = "local";

    private final LocalRun run;
    private final AutoCloseableRegistry open = new AutoCloseableRegistry();
    private final RunPreparation preparation;
    private Optional<JobIsolation> isolation = Optional.empty();

    StackStarter(LocalRun run) {
        this.run = run;
        this.preparation = new RunPreparation(run, open);
    }

    RunningStack start() {
        try {
            return startOrThrow();
        } catch (IOException e) {
            Optional<String> full = fullDisk();
            closeAfter(e);
            run.interruption.check();
            throw LocalRunException.jobFailed("The run does not start: " + full.orElse(e.getMessage()), e);
        } catch (Error e) {
            closeAfter(e);
            throw e;
        } catch (RuntimeException e) {
            Optional<String> full = fullDisk();
            closeAfter(e);
            // Whatever an interruption has broken off, it is no fault of the run.
            run.interruption.check();
            // The program may have made of it what says less.
            throw isolation
                    .flatMap(JobIsolation::refusal)
                    .or(() -> full)
                    .<RuntimeException>map(refusal -> LocalRunException.jobFailed(refusal, e))
                    .orElse(e);
        }
    }

    private Optional<String> fullDisk() {
        return preparation.temporary().map(TemporaryFolder::space).flatMap(DiskSpace::fault);
    }

    private RunningStack startOrThrow() throws IOException {
        run.interruption.check();
        JavaRuntime.checkVersion();
        return launch(preparation.prepare());
    }

    private RunningStack launch(PreparedRun prepared) throws IOException {
        TemporaryFolder temporary = prepared.temporary();
        StandIns standIns = prepared.standIns();
        Optional<OutputFolder> outputs = run.out.map(StackStarter::open);
        if (outputs.isPresent()) {
            register(outputs.get());
        }
        FlinkCluster cluster = cluster(prepared);
        prepared.access().ifPresent(standIns.gate()::enforce);
        run.progress.accept("starting Flink");
        JobStarter jobs = new JobStarter(standIns, cluster, temporary.files().folder("applications"), run.enforced);
        RunningApplications started = new RunningApplications(
                prepared.stack().name(),
                jobs,
                prepared.access(),
                isolation,
                temporary.space(),
                jobs.startAll(prepared.applications(), run.interruption));
        if (run.uiPort.isPresent()) {
            run.progress.accept("Flink's web UI is at " + cluster.address());
        }
        RunningStack running = new RunningStack(
                run,
                prepared.stack(),
                standIns,
                prepared.access(),
                isolation,
                temporary.space(),
                cluster,
                started,
                outputs,
                open);
        running.awaitStarted();
        run.serviceFaults.forEach(running::inject);
        for (Feeding feeding : prepared.feedings()) {
            if (!run.interruption.isHeard()) {
                running.feed(feeding);
            }
        }
        return running;
    }

    private FlinkCluster cluster(PreparedRun prepared) throws IOException {
        if (prepared.remote().isPresent()) {
            // The main methods of applications run in this JVM all the same.
            if (!prepared.withOwnCode().isEmpty()) {
                isolation = isolate(prepared);
            }
            if (isolation.isPresent()) {
                register(isolation.get());
            }
            return prepared.remote().get();
        }
        EmbeddedFlink embedded = EmbeddedFlink.prepare(
                run.uiPort,
                prepared.standIns().s3().endpoint(),
                prepared.temporary().path());
        register(embedded);
        isolation = isolate(prepared);
        isolation.ifPresent(embedded::endWithJobs);
        return embedded;
    }

    private static OutputFolder open(Path folder) {
        try {
            return OutputFolder.open(folder);
        } catch (IOException e) {
            throw LocalRunException.wrongUsage(e.getMessage());
        }
    }

    private Optional<JobIsolation> isolate(PreparedRun prepared) {
        List<String> withOwnCode = prepared.withOwnCode();
        try {
            return Optional.of(JobIsolation.start(
                    prepared.standIns().endpoints().withAccessKey(sharedAccessKey(withOwnCode)),
                    prepared.stack().environment().region(),
                    run.networkAllowed,
                    prepared.temporary().path().resolve("isolation"),
                    withOwnCode));
        } catch (IOException e) {
            if (run.networkAllowed) {
                run.progress.accept("jobs use this Java's own credentials and network: " + e.getMessage());
                return Optional.empty();
            }
            throw LocalRunException.wrongUsage("The jobs cannot be kept from calling AWS: " + e.getMessage()
                    + ", or allow the calls with --allow-network, in a test with allowNetwork().");
        }
    }

    /**
     * All jobs of this JVM share one access key. Where only one application has code of its own, the key is its logical
     * id, so that the calls can be attributed to it.
     */
    private static String sharedAccessKey(List<String> withOwnCode) {
        return withOwnCode.size() == 1 ? withOwnCode.get(0) : SHARED_ACCESS_KEY;
    }

    private void register(AutoCloseable resource) throws IOException {
        open.registerCloseable(resource);
    }

    private void closeAfter(Throwable failure) {
        // What an interrupted thread closes may stay open.
        boolean interrupted = Thread.interrupted();
        try {
            open.close();
        } catch (Exception e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
