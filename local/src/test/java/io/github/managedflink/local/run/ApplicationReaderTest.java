package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.application.Checkpoints;
import io.github.managedflink.local.assembly.AssemblyFixture;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.flink.Application;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationReaderTest {
    private static final String CODE =
            """
            "ApplicationCodeConfiguration": {"CodeContentType": "ZIPFILE", "CodeContent": {"S3ContentLocation": {
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
    void takesTheServicesDefaultsWhereTheConfigurationIsTheDefault() {
        Application application = read(
                "FLINK-1_20",
                CODE.formatted("job.jar")
                        + """
                , "FlinkApplicationConfiguration": {
                    "CheckpointConfiguration": {"ConfigurationType": "DEFAULT"},
                    "ParallelismConfiguration": {"ConfigurationType": "DEFAULT"}}""");

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
        assertThat(faults(runtime, CODE.formatted("job.jar")))
                .singleElement()
                .asString()
                .startsWith("resource App (AWS::KinesisAnalyticsV2::Application) has the runtime " + runtime);
    }

    @ParameterizedTest
    @CsvSource({
        "unknown.jar, which is neither an asset of the assembly nor put there by a BucketDeployment. Give it a jar with --code App=JAR",
        "python.zip, Python applications are not supported"
    })
    void refusesCodeThatItCannotRun(String key, String message) {
        assertThat(faults("FLINK-1_20", CODE.formatted(key)))
                .singleElement()
                .asString()
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            FLINK-1_13 | | RuntimeEnvironment = "FLINK-1_13": is retired
            FLINK-1_14 | | RuntimeEnvironment = "FLINK-1_14": has never been a runtime
            FLINK-1_20 | "EnvironmentProperties": {"PropertyGroups": [{"PropertyGroupId": "g", "PropertyMap": {"a": "1"}}, {"PropertyGroupId": "g", "PropertyMap": {"b": "2"}}]} | PropertyGroupId = "g": is there twice
            FLINK-1_20 | "FlinkApplicationConfiguration": {"ParallelismConfiguration": {"ConfigurationType": "CUSTOM", "Parallelism": "abc"}} | Parallelism = "abc": must be a whole number
            FLINK-1_20 | "FlinkApplicationConfiguration": {"ParallelismConfiguration": {"ConfigurationType": "CUSTOM", "ParallelismPerKPU": 9}} | ParallelismPerKPU = "9": must be between 1 and 8
            FLINK-1_20 | "FlinkApplicationConfiguration": {"ParallelismConfiguration": {"ConfigurationType": "DEFAULT", "Parallelism": 4}} | Parallelism = "4": is not taken beside the ConfigurationType DEFAULT
            """)
    void refusesWhatTheServiceRefuses(String runtime, String more, String message) {
        assertThat(faults(runtime, CODE.formatted("job.jar") + (more == null ? "" : ", " + more)))
                .singleElement()
                .asString()
                .startsWith("The service refuses resource App (AWS::KinesisAnalyticsV2::Application):\n  - ")
                .contains(message);
    }

    @Test
    void namesAllFaultsOfAllApplicationsAtOnce() {
        List<String> faults = new ArrayList<>();
        List<Resource> resources = resources(
                """
                "Parameters": {"Level": {"Type": "String"}, "Path": {"Type": "String"}},
                "Resources": {
                  "Bare": {"Type": "AWS::KinesisAnalyticsV2::Application"},
                  "Open": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                    "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": "arn:aws:iam::000000000000:role/job",
                    "ApplicationConfiguration": {
                      "ApplicationCodeConfiguration": {"CodeContentType": "PLAINTEXT", "CodeContent": {"S3ContentLocation": {
                        "BucketARN": "arn:aws:s3:::mine", "FileKey": {"Ref": "Path"}}}},
                      "EnvironmentProperties": {"PropertyGroups": [{"PropertyGroupId": "g", "PropertyMap": {
                        "a": {"Ref": "Level"}, "b": "{{resolve:ssm:/b}}"}}]}}}}}""");

        assertThat(new ApplicationReader(new CodeFinder(Map.of("Other", folder), List.of(), folder))
                        .read(resources, faults))
                .isEmpty();

        assertThat(faults).hasSize(6);
        assertThat(faults.get(0))
                .isEqualTo("There is no application Other to give code to. The applications: Bare, Open.");
        assertThat(faults.get(1))
                .contains("RuntimeEnvironment: is required but missing.")
                .contains("ServiceExecutionRole: is required but missing.")
                .contains("ApplicationConfiguration.ApplicationCodeConfiguration: is required but missing.");
        assertThat(faults.get(2)).contains("CodeContentType = \"PLAINTEXT\"");
        assertThat(faults.get(3))
                .isEqualTo(
                        "Stack S, parameter Level: it has no default. Give it with --parameter Level=VALUE, in a test"
                                + " with parameter(…).");
        assertThat(faults.get(4)).contains("the dynamic reference {{resolve:ssm:/b}}");
        assertThat(faults.get(5)).contains("parameter Path: it has no default");
    }

    @Test
    void asksForAJarInPlaceOfCodeInTheTemplate() {
        assertThat(faults(
                        "FLINK-1_20",
                        "\"ApplicationCodeConfiguration\": {\"CodeContent\": {\"ZipFileContent\": \"UEsDBA==\"}}"))
                .singleElement()
                .asString()
                .contains("stands in the template as ZipFileContent")
                .contains("--code App=JAR");
    }

    @Test
    void takesAJarGivenByHand() {
        Path jar = folder.resolve("mine.jar");
        List<String> faults = new ArrayList<>();

        List<Application> applications = new ApplicationReader(new CodeFinder(Map.of("App", jar), List.of(), folder))
                .read(resources("FLINK-1_20", CODE.formatted("elsewhere.jar")), faults);

        assertThat(faults).isEmpty();
        assertThat(applications).extracting(Application::jar).containsExactly(jar);
    }

    @ParameterizedTest
    @CsvSource({
        "zip, code, '\"DestinationBucketKeyPrefix\": \"jars/v1\",', jars/v1/job.jar",
        "zip, code, '', job.jar",
        "file, packed.zip, '', job.jar",
        "file, job.jar, '\"Extract\": false, \"DestinationBucketKeyPrefix\": \"jars/\",', jars/key.jar"
    })
    void findsTheJarThatABucketDeploymentPutsThere(String packaging, String file, String more, String key)
            throws IOException {
        // given
        Files.createDirectories(folder.resolve("code"));
        Files.writeString(folder.resolve("code/job.jar"), "the jar");
        Files.writeString(folder.resolve("job.jar"), "the jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve("packed.zip")))) {
            zip.putNextEntry(new ZipEntry("job.jar"));
            zip.write("the jar".getBytes(StandardCharsets.UTF_8));
        }
        String asset = file.endsWith(".jar") ? "key.jar" : "key.zip";
        DeployedStack stack = AssemblyFixture.in(folder)
                .stack(
                        "S",
                        """
                        {"Resources": {
                          "Jars": {"Type": "AWS::S3::Bucket"},
                          "Deployment": {"Type": "Custom::CDKBucketDeployment", "Properties": {%s
                            "SourceBucketNames": [{"Fn::Sub": "cdk-assets-${AWS::AccountId}-${AWS::Region}"}],
                            "SourceObjectKeys": ["%s"], "DestinationBucketName": {"Ref": "Jars"}}},
                          "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                            "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": "arn:aws:iam::000000000000:role/job",
                            "ApplicationConfiguration": {"ApplicationCodeConfiguration": {"CodeContentType": "ZIPFILE",
                              "CodeContent": {"S3ContentLocation": {
                                "BucketARN": {"Fn::GetAtt": ["Deployment", "DestinationBucketArn"]}, "FileKey": "%s"}}}}}}}}"""
                                .formatted(more, asset, key))
                .asset("S", file, packaging, asset)
                .write()
                .withDependencies("S")
                .get(0);
        List<String> faults = new ArrayList<>();

        // when
        List<Application> applications = new ApplicationReader(
                        new CodeFinder(Map.of(), List.of(stack), folder.resolve("scratch")))
                .read(stack.resources(ApplicationSettings.TYPE), faults);

        // then
        assertThat(faults).isEmpty();
        assertThat(applications).singleElement().satisfies(each -> assertThat(each.jar())
                .hasContent("the jar"));
    }

    private Application read(String runtime, String configuration) {
        List<String> faults = new ArrayList<>();
        List<Application> applications = reader().read(resources(runtime, configuration), faults);
        assertThat(faults).isEmpty();
        return applications.get(0);
    }

    private List<String> faults(String runtime, String configuration) {
        List<String> faults = new ArrayList<>();
        assertThat(reader().read(resources(runtime, configuration), faults)).isEmpty();
        return faults;
    }

    private ApplicationReader reader() {
        return new ApplicationReader(new CodeFinder(Map.of(), List.of(), folder));
    }

    private List<Resource> resources(String runtime, String configuration) {
        return resources(
                """
                "Resources": {"App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
                  "RuntimeEnvironment": "%s", "ServiceExecutionRole": "arn:aws:iam::000000000000:role/job",
                  "ApplicationConfiguration": {%s}}}}"""
                        .formatted(runtime, configuration));
    }

    private List<Resource> resources(String sections) {
        return AssemblyFixture.in(folder)
                .stack("S", "{" + sections + "}")
                .asset("S", "job.jar", "file", "job.jar")
                .asset("S", "python", "zip", "python.zip")
                .write()
                .withDependencies("S")
                .get(0)
                .resources();
    }
}
