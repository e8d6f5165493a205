package io.github.managedflink.local.run;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.FileAsset;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.run.Application.Checkpoints;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an application resource.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-kinesisanalyticsv2-application.html">AWS::KinesisAnalyticsV2::Application</a>
 */
final class ApplicationReader {
    static final String TYPE = "AWS::KinesisAnalyticsV2::Application";

    private static final String CONFIGURATION = "ApplicationConfiguration";
    private static final String FLINK = "FlinkApplicationConfiguration";
    private static final String CUSTOM = "CUSTOM";

    private ApplicationReader() {}

    static Application read(Resource resource) {
        checkRuntime(resource);
        return new Application(
                resource.logicalId(),
                resource.physicalName(),
                code(resource),
                propertyGroups(resource),
                parallelism(resource),
                checkpoints(resource));
    }

    /** A jar for an older 1.x Flink runs on the one here; one for 2.x, a notebook or SQL does not. */
    private static void checkRuntime(Resource resource) {
        String runtime = resource.property("RuntimeEnvironment").asText();
        if (!runtime.startsWith("FLINK-1_")) {
            throw LocalRunException.wrongUsage(resource + " has the runtime " + runtime
                    + ". Local runs have Flink 1.20 and run the runtimes FLINK-1_15 to FLINK-1_20.");
        }
    }

    private static Path code(Resource resource) {
        JsonNode content = resource.property(CONFIGURATION, "ApplicationCodeConfiguration", "CodeContent");
        JsonNode location = content.path("S3ContentLocation");
        String bucket = location.path("BucketARN").asText().replaceFirst("^arn:[^:]*:s3:::", "");
        String key = location.path("FileKey").asText();
        FileAsset asset = resource.stack()
                .asset(bucket, key)
                .orElseThrow(
                        () -> LocalRunException.wrongUsage(
                                "The code of " + resource + " is s3://" + bucket + "/" + key
                                        + ", which is not an asset of the assembly. Give the application a local jar as its code to run it here."));
        if (asset.zipped() || !asset.path().toString().endsWith(".jar")) {
            throw LocalRunException.wrongUsage("The code of " + resource + " is " + asset.path()
                    + ". Local runs run jars; Python applications are not supported.");
        }
        return asset.path();
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

    private static int parallelism(Resource resource) {
        JsonNode settings = resource.property(CONFIGURATION, FLINK, "ParallelismConfiguration");
        return isCustom(settings) ? settings.path("Parallelism").asInt(1) : 1;
    }

    private static Optional<Checkpoints> checkpoints(Resource resource) {
        JsonNode settings = resource.property(CONFIGURATION, FLINK, "CheckpointConfiguration");
        if (!isCustom(settings)) {
            return Optional.of(Checkpoints.DEFAULT);
        }
        if (!settings.path("CheckpointingEnabled").asBoolean(true)) {
            return Optional.empty();
        }
        return Optional.of(new Checkpoints(
                millis(settings, "CheckpointInterval", Checkpoints.DEFAULT.interval()),
                millis(settings, "MinPauseBetweenCheckpoints", Checkpoints.DEFAULT.minPause())));
    }

    /** Only then do the other settings count: with DEFAULT the service ignores them. */
    private static boolean isCustom(JsonNode settings) {
        return settings.path("ConfigurationType").asText().equals(CUSTOM);
    }

    private static Duration millis(JsonNode settings, String name, Duration fallback) {
        return Duration.ofMillis(settings.path(name).asLong(fallback.toMillis()));
    }
}
