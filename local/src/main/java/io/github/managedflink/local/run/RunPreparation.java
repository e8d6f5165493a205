package io.github.managedflink.local.run;

import io.github.managedflink.local.access.AccessCheck;
import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.assembly.CloudAssembly;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.feed.Feeding;
import io.github.managedflink.local.files.TemporaryFolder;
import io.github.managedflink.local.flink.Application;
import io.github.managedflink.local.flink.RemoteFlink;
import io.github.managedflink.local.policy.PolicyException;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.schema.ResourceFaults;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.services.SourceStreams;
import io.github.managedflink.local.services.StandIns;
import io.github.managedflink.local.template.AssemblyException;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the services of a run, and holds what the run was given against them. It goes on as long as there is something
 * to find, so that all faults are told at once.
 */
final class RunPreparation {
    private static final Logger LOG = LoggerFactory.getLogger(RunPreparation.class);

    private final LocalRun run;
    private final AutoCloseableRegistry open;
    private final List<String> faults = new ArrayList<>();
    private Optional<TemporaryFolder> temporary = Optional.empty();

    /** @param open is given what is started */
    RunPreparation(LocalRun run, AutoCloseableRegistry open) {
        this.run = run;
        this.open = open;
    }

    /** The folder of the run, once there is one. */
    Optional<TemporaryFolder> temporary() {
        return temporary;
    }

    /**
     * Prepares the run.
     *
     * @throws AssemblyException if the assembly cannot be read and nothing else is wrong
     * @throws LocalRunException if anything else is wrong, with all faults in its message
     */
    PreparedRun prepare() throws IOException {
        faults.addAll(run.faults());
        Optional<PreparedRun> prepared = prepareOrAddFault();
        if (prepared.isEmpty() || !faults.isEmpty()) {
            throw LocalRunException.wrongUsage(faults.stream().distinct().collect(Collectors.joining("\n")));
        }
        return prepared.get();
    }

    /** A fault that ends the preparation is told with those that were found before. */
    private Optional<PreparedRun> prepareOrAddFault() throws IOException {
        try {
            return prepareServices();
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

    private Optional<PreparedRun> prepareServices() throws IOException {
        List<DeployedStack> stacks =
                CloudAssembly.read(run.assembly, run.inputs.usable()).withDependencies(run.stack, faults);
        stacks.stream().flatMap(each -> each.passedOver().stream()).forEach(run.progress);
        TemporaryFolder folder = TemporaryFolder.create();
        open.registerCloseable(folder);
        temporary = Optional.of(folder);
        int faultsOfInputs = faults.size();
        Map<Application, ApplicationNeeds> applications =
                applications(stacks, folder.path().resolve("archives"));
        if (faults.size() > faultsOfInputs) {
            checkFeeds(stacks);
            return Optional.empty();
        }
        Optional<AccessCheck> access = accessCheck(stacks);
        folder.space().faultToBegin(codeBytes(applications.keySet())).ifPresent(fault -> {
            throw LocalRunException.wrongUsage(fault);
        });
        Optional<RemoteFlink> remote = remote(applications);
        StandIns standIns =
                standIns(stacks, applications, remote.map(this::s3Port).orElse(0));
        run.interruption.check();
        if (remote.isPresent()) {
            open.registerCloseable(() -> endJobs(remote.get()));
        }
        run.serviceFaults.forEach(fault -> standIns.fault(fault).ifPresent(faults::add));
        putObjects(standIns);
        checkObjects(standIns, applications);
        List<Feeding> feedings = FedStreams.resolve(run, standIns.streams(), faults);
        return Optional.of(new PreparedRun(last(stacks), folder, applications, access, remote, standIns, feedings));
    }

    /** The stack of the run; those before it are what it depends on. */
    private static DeployedStack last(List<DeployedStack> stacks) {
        return stacks.get(stacks.size() - 1);
    }

    /** Reads the applications of the stack, and adds all that is wrong with them and with the stacks. */
    private Map<Application, ApplicationNeeds> applications(List<DeployedStack> stacks, Path archives) {
        stacks.forEach(each -> faults.addAll(each.faults()));
        List<Application> applications = new ArrayList<>();
        try {
            faults.addAll(ResourceFaults.of(stacks));
            List<Resource> resources = last(stacks).resources(ApplicationSettings.TYPE);
            if (resources.isEmpty()) {
                faults.add("The stack " + last(stacks).name() + " has no Flink application to run.");
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

    private StandIns standIns(List<DeployedStack> stacks, Map<Application, ApplicationNeeds> applications, int s3Port)
            throws IOException {
        try {
            StandIns standIns = StandIns.start(
                    stacks, applications.values(), temporary.orElseThrow().path(), s3Port);
            open.registerCloseable(standIns);
            return standIns;
        } catch (AssemblyException e) {
            checkFeeds(stacks);
            throw e;
        }
    }

    private Optional<AccessCheck> accessCheck(List<DeployedStack> stacks) {
        if (!run.enforced) {
            return Optional.empty();
        }
        try {
            Map<Resource, Boolean> applications = new LinkedHashMap<>();
            needs(last(stacks)).forEach((resource, needs) -> applications.put(resource, !needs.isBundledPipeline()));
            return Optional.of(AccessCheck.of(stacks, applications));
        } catch (AssemblyException | PolicyException e) {
            faults.add(e.getMessage());
            return Optional.empty();
        }
    }

    private static Map<Resource, ApplicationNeeds> needs(DeployedStack stack) {
        Map<Resource, ApplicationNeeds> needs = new LinkedHashMap<>();
        stack.resources(ApplicationSettings.TYPE)
                .forEach(resource -> needs.put(
                        resource,
                        ApplicationNeeds.of(ApplicationSettings.of(resource).propertyGroups())));
        return needs;
    }

    /**
     * Holds what is to be fed against the streams of an assembly that has faults, as far as it tells them: nothing else
     * is started for it.
     */
    private void checkFeeds(List<DeployedStack> stacks) {
        if (!run.namesStreams()) {
            return;
        }
        Path folder = temporary.orElseThrow().path().resolve("streams");
        try (SourceStreams streams =
                SourceStreams.create(stacks, needs(last(stacks)).values(), folder)) {
            FedStreams.resolve(run, streams, faults);
        } catch (IOException | RuntimeException e) {
            // Which streams there are is not known before the faults of the assembly are mended.
            LOG.debug("the feeds cannot be checked", e);
        }
    }

    private static long codeBytes(Collection<Application> applications) {
        return applications.stream()
                .mapToLong(application -> application.jar().toFile().length())
                .sum();
    }

    private Optional<RemoteFlink> remote(Map<Application, ApplicationNeeds> applications) throws IOException {
        Optional<RemoteFlink> remote = run.cluster
                .filter(cluster -> RemoteFlink.fault(cluster).isEmpty())
                .map(RemoteFlink::connect);
        if (remote.isPresent()) {
            open.registerCloseable(remote.get());
            checkCode(applications);
        }
        return remote;
    }

    /** The JVM of another cluster is not this run's to change. */
    private void checkCode(Map<Application, ApplicationNeeds> applications) {
        applications.forEach((application, needs) -> {
            if (!run.networkAllowed && !needs.isBundledPipeline()) {
                faults.add("The application " + application.path()
                        + " has code of its own, and on another cluster nothing keeps it from calling AWS"
                        + " with the credentials there. Run it without --cluster, or allow it with"
                        + " --allow-network, in a test with allowNetwork().");
            }
        });
    }

    /** Where the cluster expects S3; any free port where that is a fault. */
    private int s3Port(RemoteFlink cluster) {
        try {
            return cluster.s3Port();
        } catch (LocalRunException e) {
            faults.add(e.getMessage());
            return 0;
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
                faults.add(e.getMessage());
            }
        }
    }

    /** Without its tables a job would fail over and over. */
    private void checkObjects(StandIns standIns, Map<Application, ApplicationNeeds> applications) {
        applications.forEach((application, needs) -> needs.requiredObjects().forEach(object -> {
            if (!standIns.s3().hasObject(object.bucket(), object.key())) {
                faults.add("The application " + application.path() + " reads " + object.uri()
                        + ", and nothing in the assembly puts it there. Deploy it with the stack, as an S3"
                        + " asset or a BucketDeployment, or give it to LocalRun with object(…).");
            }
        }));
    }
}
