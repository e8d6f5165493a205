package io.github.managedflink.local.run;

import io.github.managedflink.local.access.AccessCheck;
import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.assembly.CloudAssembly;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.feed.Feeding;
import io.github.managedflink.local.files.DiskSpace;
import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.local.files.TemporaryFolder;
import io.github.managedflink.local.flink.Application;
import io.github.managedflink.local.flink.EmbeddedFlink;
import io.github.managedflink.local.flink.FlinkCluster;
import io.github.managedflink.local.flink.JavaRuntime;
import io.github.managedflink.local.flink.RemoteFlink;
import io.github.managedflink.local.isolation.JobIsolation;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.schema.ResourceFaults;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.services.StandIns;
import io.github.managedflink.local.template.AssemblyException;
import io.github.managedflink.model.LocalEndpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.AutoCloseableRegistry;

/** The steps from a synthesized stack to a running one. */
final class StackStarter {
    /** For several applications, which then cannot be told apart. */
    private static final String SHARED_ACCESS_KEY = "local";

    private final LocalRun run;
    private final AutoCloseableRegistry open = new AutoCloseableRegistry();
    private Optional<JobIsolation> isolation = Optional.empty();
    private Optional<DiskSpace> space = Optional.empty();

    StackStarter(LocalRun run) {
        this.run = run;
    }

    RunningStack start() {
        try {
            return startOrThrow();
        } catch (IOException e) {
            Optional<String> full = space.flatMap(DiskSpace::fault);
            closeAfter(e);
            run.interruption.check();
            throw LocalRunException.jobFailed("The run does not start: " + full.orElse(e.getMessage()), e);
        } catch (Error e) {
            closeAfter(e);
            throw e;
        } catch (RuntimeException e) {
            Optional<String> full = space.flatMap(DiskSpace::fault);
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

    private RunningStack startOrThrow() throws IOException {
        run.interruption.check();
        JavaRuntime.checkVersion();
        List<String> faults = new ArrayList<>(run.faults());
        Optional<PreparedRun> prepared = prepareOrAddFault(faults);
        if (prepared.isEmpty() || !faults.isEmpty()) {
            throw LocalRunException.wrongUsage(faults.stream().distinct().collect(Collectors.joining("\n")));
        }
        return launch(prepared.get());
    }

    /** A fault that ends the preparation is told with those that were found before. */
    private Optional<PreparedRun> prepareOrAddFault(List<String> faults) throws IOException {
        try {
            return prepare(faults);
        } catch (AssemblyException e) {
            if (faults.isEmpty()) {
                throw e;
            }
            faults.add(e.getMessage());
        } catch (LocalRunException e) {
            if (faults.isEmpty() || e.reason() != LocalRunException.Reason.WRONG_USAGE) {
                throw e;
            }
            faults.add(e.getMessage());
        }
        return Optional.empty();
    }

    /**
     * Starts the services, and holds what the run was given against them. It goes on as long as there is something to find.
     *
     * @param faults those of the settings, to which it adds
     */
    private Optional<PreparedRun> prepare(List<String> faults) throws IOException {
        if (!run.inputs.faults().isEmpty()) {
            return Optional.empty();
        }
        List<DeployedStack> stacks =
                CloudAssembly.read(run.assembly, run.inputs).withDependencies(run.stack, faults);
        DeployedStack stack = stacks.get(stacks.size() - 1);
        stacks.stream().flatMap(each -> each.passedOver().stream()).forEach(run.progress);
        TemporaryFolder temporary = TemporaryFolder.create();
        register(temporary);
        space = Optional.of(temporary.space());
        int faultsOfInputs = faults.size();
        Map<Application, ApplicationNeeds> applications =
                applications(stacks, temporary.path().resolve("archives"), faults);
        if (faults.size() > faultsOfInputs) {
            return Optional.empty();
        }
        Optional<AccessCheck> access = run.enforced ? Optional.of(accessCheck(stacks, stack)) : Optional.empty();
        temporary.space().faultToBegin(codeBytes(applications.keySet())).ifPresent(fault -> {
            throw LocalRunException.wrongUsage(fault);
        });
        Optional<RemoteFlink> remote = run.cluster.map(RemoteFlink::connect);
        if (remote.isPresent()) {
            register(remote.get());
            checkCode(applications);
        }
        StandIns standIns = StandIns.start(
                stacks,
                applications.values(),
                temporary.path(),
                remote.map(RemoteFlink::s3Port).orElse(0));
        register(standIns);
        run.interruption.check();
        if (remote.isPresent()) {
            register(() -> endJobs(remote.get()));
        }
        putObjects(standIns, faults);
        checkObjects(standIns, applications, faults);
        List<Feeding> feedings = FedStreams.resolve(run, standIns, faults);
        return Optional.of(new PreparedRun(stack, temporary, applications, access, remote, standIns, feedings));
    }

    private RunningStack launch(PreparedRun prepared) throws IOException {
        TemporaryFolder temporary = prepared.temporary();
        StandIns standIns = prepared.standIns();
        Optional<OutputFolder> outputs = run.out.map(StackStarter::open);
        if (outputs.isPresent()) {
            register(outputs.get());
        }
        FlinkCluster cluster = prepared.remote().isPresent() ? prepared.remote().get() : embedded(prepared);
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

    private EmbeddedFlink embedded(PreparedRun prepared) throws IOException {
        StandIns standIns = prepared.standIns();
        Path folder = prepared.temporary().path();
        EmbeddedFlink embedded = EmbeddedFlink.prepare(run.uiPort, standIns.s3().endpoint(), folder);
        register(embedded);
        isolation = isolate(
                embedded,
                standIns.endpoints().withAccessKey(sharedAccessKey(prepared.applications())),
                prepared.stack().environment().region(),
                folder.resolve("isolation"));
        return embedded;
    }

    private static long codeBytes(Collection<Application> applications) {
        return applications.stream()
                .mapToLong(application -> application.jar().toFile().length())
                .sum();
    }

    private static OutputFolder open(Path folder) {
        try {
            return OutputFolder.open(folder);
        } catch (IOException e) {
            throw LocalRunException.wrongUsage(e.getMessage());
        }
    }

    private Optional<JobIsolation> isolate(
            EmbeddedFlink flink, LocalEndpoints endpoints, String region, Path isolated) {
        try {
            return Optional.of(flink.isolateJobs(endpoints, region, run.networkAllowed, isolated));
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
     * All jobs of this JVM share one access key. Where only one application has code of its own, the key is its logical id, so that the
     * calls can be attributed to it.
     */
    private static String sharedAccessKey(Map<Application, ApplicationNeeds> applications) {
        List<String> withOwnCode = applications.entrySet().stream()
                .filter(each -> !each.getValue().isBundledPipeline())
                .map(each -> each.getKey().logicalId())
                .toList();
        return withOwnCode.size() == 1 ? withOwnCode.get(0) : SHARED_ACCESS_KEY;
    }

    /** The JVM of another cluster is not this run's to change. */
    private void checkCode(Map<Application, ApplicationNeeds> applications) {
        if (!run.networkAllowed) {
            applications.forEach((application, needs) -> {
                if (!needs.isBundledPipeline()) {
                    throw LocalRunException.wrongUsage("The application " + application.logicalId()
                            + " has code of its own, and on another cluster nothing keeps it from calling AWS"
                            + " with the credentials there. Run it without --cluster, or allow it with"
                            + " --allow-network, in a test with allowNetwork().");
                }
            });
        }
    }

    private void endJobs(RemoteFlink cluster) {
        if (!cluster.endJobs()) {
            run.progress.accept("Flink at " + cluster.address() + " still cleans up after the jobs, and will miss S3");
        }
    }

    private void putObjects(StandIns standIns, List<String> faults) throws IOException {
        for (LocalRun.ObjectFile object : run.objects) {
            try {
                standIns.s3().putObject(object.bucket(), object.key(), object.file());
            } catch (IllegalArgumentException e) {
                faults.add(e.getMessage());
            }
        }
    }

    /** Reads the applications of a stack, and adds all that is wrong with them and with the stacks. */
    private Map<Application, ApplicationNeeds> applications(
            List<DeployedStack> stacks, Path archives, List<String> faults) {
        DeployedStack stack = stacks.get(stacks.size() - 1);
        stacks.forEach(each -> faults.addAll(each.faults()));
        List<Application> applications = new ArrayList<>();
        try {
            faults.addAll(ResourceFaults.of(stacks));
            List<Resource> resources = stack.resources(ApplicationSettings.TYPE);
            if (resources.isEmpty()) {
                faults.add("The stack " + stack.name() + " has no Flink application to run.");
            }
            CodeFinder code = new CodeFinder(run.code, stacks, archives);
            applications.addAll(new ApplicationReader(code).read(resources, faults));
        } catch (AssemblyException e) {
            faults.add(e.getMessage());
        }
        Map<Application, ApplicationNeeds> needs = new LinkedHashMap<>();
        applications.forEach(each -> needs.put(each, ApplicationNeeds.of(each.propertyGroups())));
        return needs;
    }

    private static AccessCheck accessCheck(List<DeployedStack> stacks, DeployedStack stack) {
        Map<Resource, Boolean> applications = new LinkedHashMap<>();
        stack.resources(ApplicationSettings.TYPE)
                .forEach(resource -> applications.put(
                        resource,
                        !ApplicationNeeds.of(ApplicationSettings.of(resource).propertyGroups())
                                .isBundledPipeline()));
        return AccessCheck.of(stacks, applications);
    }

    /** Without its tables a job would fail over and over. */
    private static void checkObjects(
            StandIns standIns, Map<Application, ApplicationNeeds> applications, List<String> faults) {
        applications.forEach((application, needs) -> needs.requiredObjects().forEach(object -> {
            if (!standIns.s3().hasObject(object.bucket(), object.key())) {
                faults.add("The application " + application.logicalId() + " reads " + object.uri()
                        + ", and nothing in the assembly puts it there. Deploy it with the stack, as an S3"
                        + " asset or a BucketDeployment, or give it to LocalRun with object(…).");
            }
        }));
    }

    /** What has been started and checked before Flink starts. */
    private record PreparedRun(
            DeployedStack stack,
            TemporaryFolder temporary,
            Map<Application, ApplicationNeeds> applications,
            Optional<AccessCheck> access,
            Optional<RemoteFlink> remote,
            StandIns standIns,
            List<Feeding> feedings) {}

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
