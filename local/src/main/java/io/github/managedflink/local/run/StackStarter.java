package io.github.managedflink.local.run;

import io.github.managedflink.local.access.AccessCheck;
import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.assembly.AssemblyException;
import io.github.managedflink.local.assembly.CloudAssembly;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.DiskSpace;
import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.local.files.TemporaryFolder;
import io.github.managedflink.local.isolation.JobIsolation;
import io.github.managedflink.local.services.ApplicationNeeds;
import io.github.managedflink.local.services.SourceStream;
import io.github.managedflink.local.services.StandIns;
import io.github.managedflink.local.services.TableFaults;
import io.github.managedflink.spec.LocalEndpoints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        List<DeployedStack> stacks =
                CloudAssembly.read(run.assembly, run.inputs).withDependencies(run.stack);
        DeployedStack stack = stacks.get(stacks.size() - 1);
        stacks.stream().flatMap(each -> each.passedOver().stream()).forEach(run.progress);
        TemporaryFolder temporary = TemporaryFolder.create();
        register(temporary);
        space = Optional.of(temporary.space());
        Map<Application, ApplicationNeeds> applications =
                applications(stacks, temporary.path().resolve("archives"));
        Optional<AccessCheck> access = run.enforced ? Optional.of(accessCheck(stacks, stack)) : Optional.empty();
        List<FeedFile> feedFiles =
                run.feeds.stream().map(feed -> FeedFile.of(feed.file())).toList();

        Optional<OutputFolder> outputs = run.out.map(StackStarter::open);
        if (outputs.isPresent()) {
            register(outputs.get());
        }
        temporary.space().faultToBegin(codeBytes(applications.keySet())).ifPresent(fault -> {
            throw LocalRunException.wrongUsage(fault);
        });
        Path folder = temporary.path();
        RemoteFlink remote = run.cluster.map(RemoteFlink::connect).orElse(null);
        if (remote != null) {
            register(remote);
            checkCode(applications);
        }
        int s3Port = remote == null ? 0 : remote.s3Port();
        StandIns standIns = StandIns.start(stacks, applications.values(), folder, s3Port);
        register(standIns);
        run.interruption.check();
        if (remote != null) {
            register(() -> endJobs(remote));
        }
        putObjects(standIns);
        checkObjects(standIns, applications);
        List<SourceStream> feedStreams = FedStreams.findAll(
                standIns,
                Stream.concat(run.feeds.stream().map(Feed::stream), run.paces.keySet().stream())
                        .toList());
        checkFeeds(feedFiles, feedStreams);
        List<Feed> feeds = FedStreams.paced(run.feeds, feedStreams.subList(0, run.feeds.size()), run.paces, standIns);

        FlinkCluster cluster = remote;
        if (cluster == null) {
            EmbeddedFlink embedded =
                    EmbeddedFlink.prepare(run.uiPort, standIns.s3().endpoint(), folder);
            register(embedded);
            isolation = isolate(
                    embedded,
                    standIns.endpoints().withAccessKey(sharedAccessKey(applications)),
                    stack.environment().region(),
                    folder.resolve("isolation"));
            cluster = embedded;
        }
        access.ifPresent(standIns.gate()::enforce);
        run.progress.accept("starting Flink");
        JobStarter jobs = new JobStarter(standIns, cluster, temporary.files().folder("applications"), run.enforced);
        RunningApplications started = new RunningApplications(
                stack.name(),
                jobs,
                access,
                isolation,
                temporary.space(),
                jobs.startAll(applications, run.interruption));
        if (run.uiPort.isPresent()) {
            run.progress.accept("Flink's web UI is at " + cluster.address());
        }
        RunningStack running = new RunningStack(
                run, stack, standIns, access, isolation, temporary.space(), cluster, started, outputs, open);
        running.awaitStarted();
        run.serviceFaults.forEach(running::inject);
        for (int i = 0; i < feedFiles.size() && !run.interruption.isHeard(); i++) {
            running.feed(feeds.get(i), feedFiles.get(i), feedStreams.get(i));
        }
        return running;
    }

    /** Before Flink starts, and before a feed with a pace goes on for hours until it gets there. */
    private static void checkFeeds(List<FeedFile> files, List<SourceStream> streams) {
        String faults = IntStream.range(0, files.size())
                .mapToObj(i -> files.get(i).fault(streams.get(i)))
                .flatMap(Optional::stream)
                .distinct()
                .collect(Collectors.joining("\n"));
        if (!faults.isEmpty()) {
            throw LocalRunException.wrongUsage(faults);
        }
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

    private void putObjects(StandIns standIns) throws IOException {
        for (LocalRun.ObjectFile object : run.objects) {
            try {
                standIns.s3().putObject(object.bucket(), object.key(), object.file());
            } catch (IllegalArgumentException e) {
                throw LocalRunException.wrongUsage(e.getMessage());
            }
        }
    }

    /** All that is wrong with the stacks and the applications is told at once. */
    private Map<Application, ApplicationNeeds> applications(List<DeployedStack> stacks, Path archives) {
        DeployedStack stack = stacks.get(stacks.size() - 1);
        List<String> faults = new ArrayList<>();
        stacks.forEach(each -> faults.addAll(each.faults()));
        List<Application> applications = new ArrayList<>();
        try {
            stacks.forEach(each -> faults.addAll(TableFaults.of(each)));
            List<Resource> resources = stack.resources(ApplicationSettings.TYPE);
            if (resources.isEmpty()) {
                faults.add("The stack " + stack.name() + " has no Flink application to run.");
            }
            CodeFinder code = new CodeFinder(run.code, stacks, archives);
            applications.addAll(new ApplicationReader(code).read(resources, faults));
        } catch (AssemblyException e) {
            faults.add(e.getMessage());
        }
        if (!faults.isEmpty()) {
            throw LocalRunException.wrongUsage(faults.stream().distinct().collect(Collectors.joining("\n")));
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
    private static void checkObjects(StandIns standIns, Map<Application, ApplicationNeeds> applications) {
        applications.forEach((application, needs) -> needs.requiredObjects().forEach(object -> {
            if (!standIns.s3().hasObject(object.bucket(), object.key())) {
                throw LocalRunException.wrongUsage(
                        "The application " + application.logicalId() + " reads " + object.uri()
                                + ", and nothing in the assembly puts it there. Deploy it with the stack, as an S3"
                                + " asset or a BucketDeployment, or give it to LocalRun with object(…).");
            }
        }));
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
