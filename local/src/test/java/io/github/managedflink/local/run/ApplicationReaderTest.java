package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.application.Checkpoints;
import io.github.managedflink.local.assembly.AssemblyFixture;
import io.github.managedflink.local.assembly.Resource;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationReaderTest {
    private static final String CODE =
            """
            "ApplicationCodeConfiguration": {"CodeContent": {"S3ContentLocation": {
              "BucketARN": "arn:aws:s3:::cdk-assets-000000000000-us-east-1", "FileKey": "%s"}}}""";

    @TempDir
    Path folder;

    @Test
    void takesTheServicesDefaultsWhereTheTemplateSaysNothing() {
        Application application = read("FLINK-1_20", CODE.formatted("job.jar"));

        assertThat(application.jar()).isEqualTo(folder.resolve("job.jar"));
        assertThat(application.parallelism()).isEqualTo(1);
        assertThat(application.checkpoints()).contains(Checkpoints.DEFAULT);
        assertThat(application.propertyGroups()).isEmpty();
    }

    @Test
    void readsCustomSettings() {
        Application application = read(
                "FLINK-1_18",
                CODE.formatted("job.jar")
                        + """
                , "FlinkApplicationConfiguration": {
                    "CheckpointConfiguration": {"ConfigurationType": "CUSTOM", "CheckpointInterval": 10000, "MinPauseBetweenCheckpoints": 0},
                    "ParallelismConfiguration": {"ConfigurationType": "CUSTOM", "Parallelism": {"Fn::Select": [0, [4]]}}},
                "EnvironmentProperties": {"PropertyGroups": [{"PropertyGroupId": "g", "PropertyMap": {"region": {"Ref": "AWS::Region"}}}]}""");

        assertThat(application.parallelism()).isEqualTo(4);
        assertThat(application.checkpoints()).contains(new Checkpoints(Duration.ofSeconds(10), Duration.ZERO));
        assertThat(application.propertyGroups().get("g")).containsEntry("region", "us-east-1");
    }

    @Test
    void ignoresSettingsThatTheServiceIgnores() {
        Application application = read(
                "FLINK-1_20",
                CODE.formatted("job.jar")
                        + """
                , "FlinkApplicationConfiguration": {
                    "CheckpointConfiguration": {"ConfigurationType": "DEFAULT", "CheckpointingEnabled": false},
                    "ParallelismConfiguration": {"ConfigurationType": "DEFAULT", "Parallelism": 4}}""");

        assertThat(application.parallelism()).isEqualTo(1);
        assertThat(application.checkpoints()).contains(Checkpoints.DEFAULT);
    }

    @Test
    void takesNoCheckpointsWhereTheyAreOff() {
        Application application = read(
                "FLINK-1_20",
                CODE.formatted("job.jar")
                        + """
                , "FlinkApplicationConfiguration": {
                    "CheckpointConfiguration": {"ConfigurationType": "CUSTOM", "CheckpointingEnabled": false}}""");

        assertThat(application.checkpoints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FLINK-2_2", "ZEPPELIN-FLINK-3_0", "SQL-1_0"})
    void refusesRuntimesThatItHasNot(String runtime) {
        assertThatThrownBy(() -> read(runtime, CODE.formatted("job.jar")))
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("resource App (AWS::KinesisAnalyticsV2::Application) has the runtime " + runtime);
    }

    @ParameterizedTest
    @CsvSource({
        "unknown.jar, which is not an asset of the assembly",
        "python.zip, Python applications are not supported"
    })
    void refusesCodeThatItCannotRun(String key, String message) {
        assertThatThrownBy(() -> read("FLINK-1_20", CODE.formatted(key)))
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining(message);
    }

    private Application read(String runtime, String configuration) {
        Resource resource = AssemblyFixture.in(folder)
                .stack(
                        "S",
                        """
                        {"Resources": {"App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                          "RuntimeEnvironment": "%s", "ApplicationConfiguration": {%s}}}}}"""
                                .formatted(runtime, configuration))
                .asset("S", "job.jar", "file", "job.jar")
                .asset("S", "python", "zip", "python.zip")
                .write()
                .withDependencies("S")
                .get(0)
                .resources()
                .get(0);
        return ApplicationReader.read(resource);
    }
}
