package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.application.FlinkRuntime;
import io.github.managedflink.constructs.application.KpuScaling;
import io.github.managedflink.constructs.application.LogLevel;
import io.github.managedflink.constructs.application.MetricsLevel;
import io.github.managedflink.constructs.application.PythonEntryPoint;
import io.github.managedflink.constructs.application.RunConfiguration;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.s3.Bucket;

/** What the options of an application become in the template. */
class FlinkApplicationTest {
    private static final String TYPE = "AWS::KinesisAnalyticsV2::Application";
    private static Template template;

    @BeforeAll
    static void synthesize() {
        template = CdkApps.template(stack -> {
            FlinkApplication.Builder.create(stack, "Minimal")
                    .code(ApplicationCode.bundledPipeline())
                    .build();
            FlinkApplication.Builder.create(stack, "Full")
                    .applicationName("full")
                    .description("All of it")
                    .code(ApplicationCode.fromBucket(Bucket.fromBucketName(stack, "Jars", "jars"), "a/b.jar", "v7"))
                    .runtime(FlinkRuntime.FLINK_2_2)
                    .propertyGroup("orders", unsorted())
                    .scaling(KpuScaling.fixed(4).withParallelismPerKpu(2))
                    .checkpointing(Checkpointing.every(Duration.ofSeconds(30)).withMinPause(Duration.ofSeconds(1)))
                    .logLevel(LogLevel.WARN)
                    .metricsLevel(MetricsLevel.TASK)
                    .snapshotsEnabled(false)
                    .systemRollbackEnabled(true)
                    .maintenanceWindowStart("02:30")
                    .runConfiguration(
                            RunConfiguration.restoreFromSnapshot("before").withAllowNonRestoredState(true))
                    .removalPolicy(RemovalPolicy.RETAIN)
                    .build();
            FlinkApplication.Builder.create(stack, "Python")
                    .applicationName("python")
                    .code(ApplicationCode.fromBucket(Bucket.fromBucketName(stack, "Zips", "zips"), "job.zip")
                            .withPythonEntryPoint(
                                    PythonEntryPoint.script("main.py").withJarFile("lib/all.jar")))
                    .build();
            FlinkApplication tagged = FlinkApplication.Builder.create(stack, "Tagged")
                    .applicationName("tagged")
                    .code(ApplicationCode.fromAsset("src/test"))
                    .build();
            Tags.of(tagged).add("team", "orders");
        });
    }

    @Test
    void propertiesAreSortedBecauseTheOrderOfAMapChangesFromRunToRun() {
        assertThat(Templates.map(
                                Templates.list(configuration("full"), "EnvironmentProperties", "PropertyGroups")
                                        .get(0),
                                "PropertyMap")
                        .keySet())
                .containsExactly("acks", "topic");
    }

    @Test
    void tagsReachTheApplication() {
        assertThat(application("tagged")).containsEntry("Tags", List.of(Map.of("Key", "team", "Value", "orders")));
    }

    @Test
    void folderBecomesAZip() {
        assertThat(configuration("tagged").get("ApplicationCodeConfiguration"))
                .asString()
                .containsPattern("FileKey=[0-9a-f]{64}\\.zip");
    }

    @Test
    void minimalApplicationHasSafeDefaults() {
        assertThat(application("Test-Minimal-"))
                .containsEntry("RuntimeEnvironment", "FLINK-1_20")
                .containsEntry("ApplicationMode", "STREAMING")
                .doesNotContainKeys("RunConfiguration", "ApplicationMaintenanceConfiguration");
        assertThat(configuration("Test-Minimal-"))
                .containsEntry("ApplicationSnapshotConfiguration", Map.of("SnapshotsEnabled", true))
                .containsEntry("ApplicationSystemRollbackConfiguration", Map.of("RollbackEnabled", false))
                .containsEntry(
                        "FlinkApplicationConfiguration",
                        Map.of(
                                "CheckpointConfiguration", Map.of("ConfigurationType", "DEFAULT"),
                                "MonitoringConfiguration",
                                        Map.of(
                                                "ConfigurationType",
                                                "CUSTOM",
                                                "LogLevel",
                                                "INFO",
                                                "MetricsLevel",
                                                "APPLICATION"),
                                "ParallelismConfiguration",
                                        Map.of(
                                                "ConfigurationType",
                                                "CUSTOM",
                                                "AutoScalingEnabled",
                                                true,
                                                "Parallelism",
                                                1,
                                                "ParallelismPerKPU",
                                                1)))
                .doesNotContainKeys("EnvironmentProperties", "VpcConfigurations", "ApplicationEncryptionConfiguration");
        template.hasResourceProperties("AWS::Logs::LogGroup", Map.of("RetentionInDays", 30));
    }

    @Test
    void everyOptionReachesTheTemplate() {
        assertThat(application("full"))
                .containsEntry("ApplicationDescription", "All of it")
                .containsEntry("RuntimeEnvironment", "FLINK-2_2")
                .containsEntry(
                        "ApplicationMaintenanceConfiguration", Map.of("ApplicationMaintenanceWindowStartTime", "02:30"))
                .containsEntry(
                        "RunConfiguration",
                        Map.of(
                                "ApplicationRestoreConfiguration",
                                Map.of(
                                        "ApplicationRestoreType",
                                        "RESTORE_FROM_CUSTOM_SNAPSHOT",
                                        "SnapshotName",
                                        "before"),
                                "FlinkRunConfiguration",
                                Map.of("AllowNonRestoredState", true)));
        assertThat(configuration("full"))
                .containsEntry("ApplicationSnapshotConfiguration", Map.of("SnapshotsEnabled", false))
                .containsEntry("ApplicationSystemRollbackConfiguration", Map.of("RollbackEnabled", true))
                .containsEntry(
                        "EnvironmentProperties",
                        Map.of(
                                "PropertyGroups",
                                List.of(Map.of(
                                        "PropertyGroupId",
                                        "orders",
                                        "PropertyMap",
                                        Map.of("acks", "all", "topic", "t")))))
                .containsEntry(
                        "FlinkApplicationConfiguration",
                        Map.of(
                                "CheckpointConfiguration",
                                        Map.of(
                                                "ConfigurationType",
                                                "CUSTOM",
                                                "CheckpointingEnabled",
                                                true,
                                                "CheckpointInterval",
                                                30000,
                                                "MinPauseBetweenCheckpoints",
                                                1000),
                                "MonitoringConfiguration",
                                        Map.of(
                                                "ConfigurationType",
                                                "CUSTOM",
                                                "LogLevel",
                                                "WARN",
                                                "MetricsLevel",
                                                "TASK"),
                                "ParallelismConfiguration",
                                        Map.of(
                                                "ConfigurationType",
                                                "CUSTOM",
                                                "AutoScalingEnabled",
                                                false,
                                                "Parallelism",
                                                8,
                                                "ParallelismPerKPU",
                                                2)));
        assertThat(configuration("full").get("ApplicationCodeConfiguration"))
                .asString()
                .contains("FileKey=a/b.jar", "ObjectVersion=v7", "CodeContentType=ZIPFILE");
        template.hasResource(TYPE, Map.of("DeletionPolicy", "Retain", "UpdateReplacePolicy", "Retain"));
    }

    @Test
    void pythonApplicationIsToldWhereItStarts() {
        assertThat(configuration("python"))
                .containsEntry(
                        "EnvironmentProperties",
                        Map.of(
                                "PropertyGroups",
                                List.of(Map.of(
                                        "PropertyGroupId",
                                        "kinesis.analytics.flink.run.options",
                                        "PropertyMap",
                                        Map.of("python", "main.py", "jarfile", "lib/all.jar")))));
    }

    @Test
    void applicationWaitsForTheRoleThatReadsItsCode() {
        template.allResources(TYPE, Map.of("DependsOn", List.of(Match.stringLikeRegexp(".*Role.*"))));
    }

    private static Map<String, String> unsorted() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("topic", "t");
        properties.put("acks", "all");
        return properties;
    }

    private static Map<String, Object> configuration(String name) {
        return json(application(name).get("ApplicationConfiguration"));
    }

    private static Map<String, Object> application(String name) {
        return template.findResources(TYPE).values().stream()
                .map(resource -> json(resource.get("Properties")))
                .filter(properties -> ((String) properties.get("ApplicationName")).startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked") // A JSON object.
    private static Map<String, Object> json(Object value) {
        return (Map<String, Object>) value;
    }
}
