package io.github.managedflink.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.assembly.AssemblyFixture;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.run.LocalRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Assemblies that name what lies outside of them and of the run: each is refused in words, and nothing outside is read,
 * written or deleted.
 */
class HostileAssemblyTest {
    private static final String SECRET = "root:x:0:0";
    private static final String APPLICATION =
            """
            "App": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
              "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": "arn:aws:iam::000000000000:role/job",
              "ApplicationConfiguration": {
                "ApplicationCodeConfiguration": {"CodeContentType": "ZIPFILE", "CodeContent": {"S3ContentLocation": {
                  "BucketARN": "arn:aws:s3:::cdk-assets-000000000000-us-east-1", "FileKey": "job.jar"}}},
                "EnvironmentProperties": {"PropertyGroups": [{"PropertyGroupId": "g", "PropertyMap": {"used": "%s"}}]}}}}
            """;

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path assembly;
    private Path victim;

    @BeforeEach
    void writeVictim() throws IOException {
        assembly = folder.resolve("cdk.out");
        victim = Files.createDirectory(folder.resolve("victim"));
        Files.writeString(victim.resolve("passwd"), SECRET);
        Files.writeString(victim.resolve("manifest.json"), SECRET);
    }

    static Stream<Arguments> resources() {
        String ids = "has ids that CloudFormation refuses: Resources \"";
        List<String> elsewhere = List.of("../../victim", "..", "/VICTIM", "a/../../victim", "a\u0000b");
        Stream<Arguments> resources = Stream.concat(elsewhere.stream(), Stream.of("a b", ""))
                .flatMap(name -> Stream.of(
                        resource(ids, name, "AWS::S3::Bucket", "\"BucketName\": \"good-bucket\""),
                        resource(ids, name, "AWS::Kinesis::Stream", ""),
                        resource(ids, name, "AWS::KinesisAnalyticsV2::Application", ""),
                        named("AWS::S3::Bucket", "BucketName", name),
                        named("AWS::Kinesis::Stream", "Name", name),
                        named("AWS::DynamoDB::Table", "TableName", name),
                        named("AWS::SNS::Topic", "TopicName", name),
                        named("AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName", name),
                        named("AWS::MSK::Cluster", "ClusterName", name)));
        return Stream.concat(resources, elsewhere.stream().map(HostileAssemblyTest::deployment));
    }

    private static Arguments resource(String message, String id, String type, String properties) {
        return Arguments.of(
                message, "%s: {\"Type\": \"%s\", \"Properties\": {%s}}".formatted(json(id), type, properties));
    }

    private static Arguments named(String type, String property, String name) {
        return Arguments.of(
                "property " + property + ": \"",
                "\"Named\": {\"Type\": \"%s\", \"Properties\": {\"%s\": %s}}".formatted(type, property, json(name)));
    }

    private static Arguments deployment(String prefix) {
        return Arguments.of(
                "The resource Files (Custom::CDKBucketDeployment) cannot be deployed.",
                """
                "Lake": {"Type": "AWS::S3::Bucket"},
                "Files": {"Type": "Custom::CDKBucketDeployment", "Properties": {
                  "DestinationBucketName": {"Ref": "Lake"},
                  "SourceBucketNames": ["cdk-assets-000000000000-us-east-1"], "SourceObjectKeys": ["files.zip"],
                  "DestinationBucketKeyPrefix": %s}}"""
                        .formatted(json(prefix)));
    }

    private static String json(String text) {
        return "\"" + text.replace("\u0000", "\\u0000") + "\"";
    }

    @ParameterizedTest
    @MethodSource("resources")
    void refusesIdsAndNamesThatWouldLeadElsewhere(String message, String resource) {
        writeAssembly(resource, "none");

        assertRefused(message);
    }

    static Stream<String> arns() {
        return Stream.of(
                "arn:aws:kinesis:us-east-1:000000000000:stream/../../victim",
                "arn:aws:dynamodb:us-east-1:000000000000:table/..",
                "arn:aws:sns:us-east-1:000000000000:..",
                "arn:aws:firehose:us-east-1:000000000000:deliverystream/..",
                "arn:aws:events:us-east-1:000000000000:event-bus/..");
    }

    @ParameterizedTest
    @MethodSource("arns")
    void refusesArnsOfApplicationsThatWouldLeadElsewhere(String arn) {
        writeAssembly("\"Lake\": {\"Type\": \"AWS::S3::Bucket\"}", arn);

        assertRefused("cannot exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../victim/passwd", "a/../../x", "/x", "a\u0000b"})
    void refusesKeysThatWouldLeadElsewhere(String key) {
        writeAssembly("\"Lake\": {\"Type\": \"AWS::S3::Bucket\"}", "none");
        LocalRun.Builder run = LocalRun.builder()
                .assembly(assembly)
                .stack("App")
                .object("Lake", key, assembly.resolve("files/a.csv"))
                .out(folder.resolve("out"));

        assertThatThrownBy(run::start)
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("cannot be put into the bucket");
        assertThat(victim.resolve("passwd")).hasContent(SECRET);
    }

    static Stream<String> paths() {
        return Stream.of("../victim/passwd", "VICTIM/passwd", "link/passwd", "linked-file", "../victim", "a\u0000b");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void refusesAssetsOutsideOfTheAssembly(String path) throws IOException {
        fixture("", "none").asset("App", here(path), "file", "other.jar").writeOnly();
        link();

        assertRefused("as an asset, which");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void refusesTemplatesAndNestedAssembliesOutsideOfTheAssembly(String path) throws IOException {
        for (String artifact : new String[] {
            "{\"type\": \"aws:cloudformation:stack\", \"properties\": {\"templateFile\": %s}}",
            "{\"type\": \"cdk:cloud-assembly\", \"properties\": {\"directoryName\": %s}}"
        }) {
            fixture("", "none")
                    .artifact("Other", artifact.formatted(json(here(path))))
                    .writeOnly();
            link();

            assertRefused("names \"");
        }
    }

    @ParameterizedTest
    @MethodSource("loops")
    void refusesAnAssemblyThatHoldsItself(String path) {
        fixture("", "none")
                .artifact(
                        "Other",
                        "{\"type\": \"cdk:cloud-assembly\", \"properties\": {\"directoryName\": \"%s\"}}"
                                .formatted(path))
                .writeOnly();

        assertRefused("as a nested assembly, which");
    }

    static Stream<String> loops() {
        return Stream.of(".", "", "a/..", "../cdk.out");
    }

    @ParameterizedTest
    @MethodSource("links")
    void refusesALinkInADeployedFolder(String target) throws IOException {
        writeAssembly(deployment("reference").get()[1].toString(), "none");
        Files.createSymbolicLink(assembly.resolve("files/link.csv"), folder.resolve(target));

        assertRefused("holds a symbolic link that leads out of it, link.csv; what it leads to is not read.");
    }

    static Stream<String> links() {
        return Stream.of("victim/passwd", "cdk.out/App.template.json");
    }

    private void link() throws IOException {
        Files.deleteIfExists(assembly.resolve("link"));
        Files.deleteIfExists(assembly.resolve("linked-file"));
        Files.createSymbolicLink(assembly.resolve("link"), victim);
        Files.createSymbolicLink(assembly.resolve("linked-file"), victim.resolve("passwd"));
    }

    private String here(String path) {
        return path.replace("VICTIM", victim.toString());
    }

    private void writeAssembly(String resource, String used) {
        fixture(resource, used).writeOnly();
    }

    private AssemblyFixture fixture(String resource, String used) {
        try {
            Files.createDirectories(assembly.resolve("files"));
            Files.writeString(assembly.resolve("files/a.csv"), "a");
            writeJar(assembly.resolve("job.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return AssemblyFixture.in(assembly)
                .stack(
                        "App",
                        "{\"Resources\": {%s%s}}"
                                .formatted(resource.isEmpty() ? "" : here(resource) + ",", APPLICATION.formatted(used)))
                .asset("App", "job.jar", "file", "job.jar")
                .asset("App", "files", "zip", "files.zip");
    }

    private static void writeJar(Path jar) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("empty"));
        }
    }

    private void assertRefused(String message) {
        err.getBuffer().setLength(0);
        int code = Mflink.execute(
                new Console(new PrintWriter(out, true), new PrintWriter(err, true), OptionalInt.empty()),
                "run",
                "--assembly",
                assembly.toString(),
                "--stack",
                "App",
                "--until-drained",
                "--out",
                folder.resolve("out").toString());

        assertThat(err.toString())
                .contains(message)
                .doesNotContain(SECRET, "root", "mflink failed", "\tat ", "Exception");
        assertThat(code).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(victim.resolve("passwd")).hasContent(SECRET);
        assertThat(victim).isDirectoryContaining("glob:**/passwd").isDirectoryContaining("glob:**/manifest.json");
        assertThat(victim.toFile().list()).hasSize(2);
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("cdk.out", "victim", "out");
    }
}
