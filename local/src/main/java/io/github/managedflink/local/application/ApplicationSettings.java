package io.github.managedflink.local.application;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.template.TemplateJson;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the template says of an {@code AWS::KinesisAnalyticsV2::Application}.
 *
 * @param runtime for example {@code FLINK-1_20}
 * @param parallelism the parallelism of operators that set none
 * @param parallelismPerKpu how many parallel tasks share a Kinesis processing unit
 * @param autoScaling whether the service changes the parallelism by itself; false where the template does not say
 * @param checkpoints when checkpoints are taken, or empty when they are off
 * @param snapshots whether the service takes snapshots; empty where the template does not say
 * @param subnetIds the subnets of its VPC, or none
 * @param securityGroupIds its security groups there
 * @param propertyGroups id to key to value
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kinesisanalyticsv2-application.html">AWS::KinesisAnalyticsV2::Application</a>
 */
public record ApplicationSettings(
        String runtime,
        int parallelism,
        int parallelismPerKpu,
        boolean autoScaling,
        Optional<Checkpoints> checkpoints,
        Optional<Boolean> snapshots,
        List<String> subnetIds,
        List<String> securityGroupIds,
        Map<String, Map<String, String>> propertyGroups) {
    /** The type of an application's resource. */
    public static final String TYPE = "AWS::KinesisAnalyticsV2::Application";

    private static final String RUNNABLE = "FLINK-1_";
    private static final String CONFIGURATION = "ApplicationConfiguration";
    private static final String FLINK = "FlinkApplicationConfiguration";
    private static final String CUSTOM = "CUSTOM";
    private static final Set<String> OTHER_RUNTIMES = Set.of("ZEPPELIN-", "SQL-");

    public ApplicationSettings {
        subnetIds = List.copyOf(subnetIds);
        securityGroupIds = List.copyOf(securityGroupIds);
        propertyGroups = Collections.unmodifiableMap(new LinkedHashMap<>(propertyGroups));
    }

    /** Reads an application. */
    public static ApplicationSettings of(Resource resource) {
        JsonNode parallelism = custom(resource, "ParallelismConfiguration");
        JsonNode snapshots = resource.property(CONFIGURATION, "ApplicationSnapshotConfiguration", "SnapshotsEnabled");
        JsonNode vpc = resource.property(CONFIGURATION, "VpcConfigurations").path(0);
        return new ApplicationSettings(
                resource.property("RuntimeEnvironment").asText(),
                parallelism.path("Parallelism").asInt(1),
                parallelism.path("ParallelismPerKPU").asInt(1),
                parallelism.path("AutoScalingEnabled").asBoolean(),
                checkpoints(custom(resource, "CheckpointConfiguration")),
                snapshots.isMissingNode() ? Optional.empty() : Optional.of(snapshots.asBoolean()),
                TemplateJson.texts(vpc.path("SubnetIds")),
                TemplateJson.texts(vpc.path("SecurityGroupIds")),
                propertyGroups(resource));
    }

    /**
     * Finds why an application cannot run here, whatever its service says: what is read of it cannot be known, or its
     * runtime is not here.
     *
     * @return one sentence for each fault
     */
    public static List<String> faults(Resource resource) {
        List<String> unknown = Stream.of(
                        List.of("ApplicationName"),
                        List.of("RuntimeEnvironment"),
                        List.of(CONFIGURATION, FLINK),
                        List.of(CONFIGURATION, "ApplicationSnapshotConfiguration"),
                        List.of(CONFIGURATION, "VpcConfigurations"),
                        List.of(CONFIGURATION, "EnvironmentProperties"))
                .flatMap(path -> resource.faults(path.toArray(new String[0])).stream())
                .distinct()
                .toList();
        String runtime = resource.knownProperties().path("RuntimeEnvironment").asText();
        // A jar for an older 1.x Flink runs on the one here; one for 2.x, a notebook or SQL does not.
        return unknown.isEmpty() && !runtime.isEmpty() && !runtime.startsWith(RUNNABLE)
                ? List.of(resource + " has the runtime " + runtime
                        + ". Local runs have Flink 1.20 and run the runtimes FLINK-1_15 to FLINK-1_20.")
                : unknown;
    }

    /** Returns whether the application runs a Flink job, and not a notebook or SQL. */
    public boolean isFlinkJob() {
        return isFlinkRuntime(runtime);
    }

    /** Returns whether a runtime is for Flink jobs, which is every one that is not for notebooks or SQL. */
    public static boolean isFlinkRuntime(String runtime) {
        return OTHER_RUNTIMES.stream().noneMatch(runtime::startsWith);
    }

    /** How many Kinesis processing units the job has, without the one that the service adds for itself. */
    public int kpus() {
        int perKpu = Math.max(1, parallelismPerKpu);
        return (parallelism + perKpu - 1) / perKpu;
    }

    private static Map<String, Map<String, String>> propertyGroups(Resource resource) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (JsonNode group : resource.property(CONFIGURATION, "EnvironmentProperties", "PropertyGroups")) {
            Map<String, String> entries = new LinkedHashMap<>();
            group.path("PropertyMap")
                    .properties()
                    .forEach(entry ->
                            entries.put(entry.getKey(), entry.getValue().asText()));
            groups.put(group.path("PropertyGroupId").asText(), entries);
        }
        return groups;
    }

    private static Optional<Checkpoints> checkpoints(JsonNode settings) {
        if (!settings.path("CheckpointingEnabled").asBoolean(true)) {
            return Optional.empty();
        }
        return Optional.of(new Checkpoints(
                millis(settings, "CheckpointInterval", Checkpoints.DEFAULT.interval()),
                millis(settings, "MinPauseBetweenCheckpoints", Checkpoints.DEFAULT.minPause())));
    }

    /** A part of Flink's configuration; empty unless it is custom, as the service ignores it then. */
    private static JsonNode custom(Resource resource, String part) {
        JsonNode settings = resource.property(CONFIGURATION, FLINK, part);
        return settings.path("ConfigurationType").asText().equals(CUSTOM) ? settings : MissingNode.getInstance();
    }

    private static Duration millis(JsonNode settings, String name, Duration fallback) {
        return Duration.ofMillis(settings.path(name).asLong(fallback.toMillis()));
    }
}
