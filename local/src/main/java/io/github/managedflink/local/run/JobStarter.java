package io.github.managedflink.local.run;

import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.flink.Application;
import io.github.managedflink.local.flink.ApplicationProperties;
import io.github.managedflink.local.flink.FlinkCluster;
import io.github.managedflink.local.flink.JobConfiguration;
import io.github.managedflink.local.flink.JobGraphs;
import io.github.managedflink.local.flink.JobPlan;
import io.github.managedflink.local.result.Interruption;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.services.StandIns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;

/** Starts the jobs of applications on a cluster whose services are stand-ins. */
final class JobStarter {
    private final StandIns standIns;
    private final FlinkCluster cluster;
    private final OwnFolder folder;
    private final boolean enforced;
    private final Map<String, BucketAliases> aliases = new LinkedHashMap<>();
    private final Map<String, Integer> slots = new LinkedHashMap<>();

    /**
     * @param folder for the files in which the applications find their settings
     * @param enforced whether calls to S3, too, have to tell which application makes them
     */
    JobStarter(StandIns standIns, FlinkCluster cluster, OwnFolder folder, boolean enforced) {
        this.standIns = standIns;
        this.cluster = cluster;
        this.folder = folder;
        this.enforced = enforced;
    }

    /** Starts the cluster with as many slots as the applications need together, and a job for each of them. */
    List<RunningApplication> startAll(Map<Application, ApplicationNeeds> applications, Interruption interruption)
            throws IOException {
        if (enforced) {
            for (Map.Entry<Application, ApplicationNeeds> each : applications.entrySet()) {
                String id = each.getKey().logicalId();
                aliases.put(id, BucketAliases.create(each.getValue().buckets(), id, standIns.s3()));
            }
        }
        Map<Application, JobPlan> plans = new LinkedHashMap<>();
        applications.keySet().forEach(application -> plans.put(application, planOf(application)));
        cluster.start(slotsNeeded());
        interruption.beginJobs();
        List<RunningApplication> running = new ArrayList<>();
        plans.forEach((application, plan) -> running.add(submit(application, applications.get(application), plan)));
        return running;
    }

    /**
     * Starts an application's job with the state of a savepoint. The cluster grows if it must.
     *
     * @param savepoint the savepoint's URI
     */
    RunningApplication startFrom(String savepoint, Application application, ApplicationNeeds needs) throws IOException {
        JobPlan plan = planOf(application);
        plan.graph().setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
        cluster.growTo(slotsNeeded());
        return submit(application, needs, plan);
    }

    private JobPlan planOf(Application application) {
        String id = application.logicalId();
        ApplicationProperties properties = ApplicationProperties.write(
                aliases.getOrDefault(id, BucketAliases.NONE).in(application.propertyGroups()),
                standIns.endpoints().withAccessKey(id),
                folder.folder(id));
        JobPlan plan = JobGraphs.create(
                application,
                properties,
                JobConfiguration.of(application, standIns.s3().stateFolder(application.name())));
        slots.put(application.logicalId(), slotsOf(plan.graph()));
        return plan;
    }

    private RunningApplication submit(Application application, ApplicationNeeds needs, JobPlan plan) {
        return new RunningApplication(
                application,
                needs,
                cluster.submit(plan.graph()),
                plan.isBounded(),
                standIns.s3().stateFolder(application.name()),
                cluster.refreshInterval());
    }

    private int slotsNeeded() {
        return slots.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Subtasks of one sharing group share slots, so each group needs as many as its widest vertex. */
    private static int slotsOf(JobGraph graph) {
        List<JobVertex> vertices = new ArrayList<>();
        graph.getVertices().forEach(vertices::add);
        return vertices.stream()
                .collect(Collectors.groupingBy(
                        vertex -> vertex.getSlotSharingGroup().getSlotSharingGroupId(),
                        Collectors.mapping(JobVertex::getParallelism, Collectors.reducing(1, Math::max))))
                .values()
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}
