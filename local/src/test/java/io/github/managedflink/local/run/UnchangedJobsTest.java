package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.assembly.AssemblyFixture;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.result.LocalRunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs of users that know of no stand-ins, from templates that were written by hand. */
class UnchangedJobsTest {
    private static final String APPLICATION =
            """
            "%s": {"Type": "AWS::KinesisAnalyticsV2::Application", "Properties": {
              "RuntimeEnvironment": "FLINK-1_20", "ServiceExecutionRole": "arn:aws:iam::000000000000:role/job",
              "ApplicationConfiguration": {
                "ApplicationCodeConfiguration": {"CodeContentType": "ZIPFILE", "CodeContent": {"S3ContentLocation": {
                  "BucketARN": {"Fn::Sub": "arn:aws:s3:::cdk-assets-${AWS::AccountId}-${AWS::Region}"}, "FileKey": "%s"}}},
                "FlinkApplicationConfiguration": {"CheckpointConfiguration": {
                  "ConfigurationType": "CUSTOM", "CheckpointingEnabled": true, "CheckpointInterval": 2000}},
                "EnvironmentProperties": {"PropertyGroups": [%s]}}}}""";

    private static final String RESOURCES =
            """
            "Input": {"Type": "AWS::Kinesis::Stream", "Properties": {"Name": "ExampleInputStream", "ShardCount": 2}},
            "Lake": {"Type": "AWS::S3::Bucket"},
            "Orders": {"Type": "AWS::DynamoDB::Table", "Properties": {
              "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
              "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "BillingMode": "PAY_PER_REQUEST"}},
            "Delivery": {"Type": "AWS::KinesisFirehose::DeliveryStream", "Properties": {
              "S3DestinationConfiguration": {"RoleARN": "arn:aws:iam::000000000000:role/delivery", "BucketARN": {"Fn::GetAtt": ["Lake", "Arn"]}, "Prefix": "delivered/"}}},
            "Cluster": {"Type": "AWS::MSK::Cluster", "Properties": {"ClusterName": "orders", "KafkaVersion": "3.9.x",
              "NumberOfBrokerNodes": 2, "BrokerNodeGroupInfo": {"InstanceType": "kafka.m7g.large",
                "ClientSubnets": ["subnet-1", "subnet-2"]}}},
            "In": {"Type": "AWS::MSK::Topic", "Properties": {"ClusterArn": {"Ref": "Cluster"}, "TopicName": "input-topic",
              "PartitionCount": 1, "ReplicationFactor": 2}},
            "Out": {"Type": "AWS::MSK::Topic", "Properties": {"ClusterArn": {"Ref": "Cluster"}, "TopicName": "output-topic",
              "PartitionCount": 1, "ReplicationFactor": 2}},
            "Brokers": {"Type": "Custom::AWS", "Properties": {"Create": {"Fn::Join": ["", [
              "{\\"service\\": \\"Kafka\\", \\"action\\": \\"getBootstrapBrokers\\", \\"parameters\\": {\\"ClusterArn\\": \\"",
              {"Ref": "Cluster"}, "\\"}}"]]}}}""";

    @TempDir
    Path folder;

    @Test
    @DisplayName("The jobs of the connectors' documentation find the stand-ins by the names of the services")
    void runWithStandIns() throws IOException {
        // given
        List<String> settingsBefore = settings();
        Path assembly = assembly(
                RESOURCES,
                application(
                        "GettingStarted",
                        "GettingStartedJob",
                        "flink-connector-kinesis-",
                        """
                        {"PropertyGroupId": "InputStream0", "PropertyMap": {
                          "stream.name": "ExampleInputStream",
                          "aws.region": "us-east-1",
                          "flink.stream.initpos": "TRIM_HORIZON"}},
                        {"PropertyGroupId": "Output", "PropertyMap": {"bucket.name": {"Ref": "Lake"}}}"""),
                application(
                        "KafkaCopy",
                        "KafkaJob",
                        "flink-connector-kafka-|/kafka-clients/",
                        """
                        {"PropertyGroupId": "Kafka", "PropertyMap": {
                          "bootstrap.servers": {"Fn::GetAtt": ["Brokers", "BootstrapBrokerString"]}}}"""),
                application(
                        "Sinks",
                        "DynamoDbAndFirehoseJob",
                        "flink-connector-(dynamodb|aws-base|aws-kinesis-firehose)-|/software/amazon/|/reactive-streams/"
                                + "|/io/netty/|/httpc(lient|ore)/|/commons-(codec|logging)/|/eventstream/",
                        """
                        {"PropertyGroupId": "Sinks", "PropertyMap": {
                          "aws.region": "us-east-1",
                          "table.name": {"Ref": "Orders"},
                          "delivery.stream.name": {"Ref": "Delivery"}}}"""));
        Path feed = Files.write(folder.resolve("feed.txt"), List.of("one", "two", "three"));

        // when
        LocalRunResult result = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .feed("ExampleInputStream", feed)
                .feed("Cluster/input-topic", feed)
                .untilDrained()
                .out(folder.resolve("out"))
                .run();

        // then
        assertThat(result.applications()).allSatisfy(each -> {
            assertThat(each.failure()).as(each.logicalId()).isEmpty();
            assertThat(each.restarts()).as(each.logicalId()).isZero();
        });
        assertThat(written(result, "Lake/data/")).containsExactlyInAnyOrder("one", "two", "three");
        assertThat(written(result, "Cluster/output-topic")).hasSize(3);
        assertThat(written(result, "Orders")).hasSize(20).anyMatch(line -> line.contains("number 20"));
        assertThat(String.join("", written(result, "Lake/delivered/"))).contains("number 1", "number 20");
        assertThat(settings()).isEqualTo(settingsBefore);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            https://sqs.us-east-1.amazonaws.com/ | The job calls sqs.us-east-1.amazonaws.com, which is Amazon SQS. Local runs have no stand-in for it.
            https://example.com/ | The job connects to example.com, and a local run reaches nothing outside this machine.
            """)
    @DisplayName("A call of what has no stand-in ends the run with its name, also of a job that goes on without")
    void refusesWhatIsOutside(String url, String message) throws IOException {
        // given
        Path assembly = assembly(
                "\"Lake\": {\"Type\": \"AWS::S3::Bucket\"}",
                application(
                        "Calls",
                        "CallingJob",
                        "no library",
                        "{\"PropertyGroupId\": \"Call\", \"PropertyMap\": {\"url\": \"" + url + "\"}}"));

        // when
        String failure;
        try {
            LocalRunResult result = LocalRun.builder()
                    .assembly(assembly)
                    .stack("Main")
                    .untilDrained()
                    .run();
            failure = result.application().failure().orElse("none");
        } catch (LocalRunException e) {
            failure = e.getMessage();
        }

        // then
        assertThat(failure).startsWith(message).contains("--allow-network");
    }

    private String application(String name, String job, String libraries, String groups) throws IOException {
        Path jar = Files.createDirectories(folder.resolve("cdk.out")).resolve(name + ".jar");
        UnchangedJar.write(jar, job, libraries);
        return APPLICATION.formatted(name, name + ".jar", groups);
    }

    private Path assembly(String... resources) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("cdk.out"));
        AssemblyFixture assembly =
                AssemblyFixture.in(directory).stack("Main", "{\"Resources\": {" + String.join(",\n", resources) + "}}");
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".jar"))
                    .forEach(jar -> assembly.asset("Main", jar, "file", jar));
        }
        assembly.write();
        return directory;
    }

    private List<String> written(LocalRunResult result, String prefix) {
        return result.outputs().stream()
                .filter(file -> file.startsWith(folder.resolve("out"))
                        && folder.resolve("out").relativize(file).toString().startsWith(prefix))
                .flatMap(UnchangedJobsTest::lines)
                .toList();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a run sets for its jobs, and has to give back. */
    private static List<String> settings() {
        return System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("aws.") || name.startsWith("javax.net.ssl."))
                .sorted()
                .map(name -> name + "=" + System.getProperty(name))
                .toList();
    }
}
