package io.github.managedflink.local.services;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.assembly.AssemblyFixture;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.http.AwsClients;
import io.github.managedflink.local.kinesis.KinesisResources;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.SourceRecord;
import io.github.managedflink.local.service.SourceStream;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.RulesSource;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Window;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;

class StandInsTest {
    private static final ApplicationNeeds OWN_CODE = ApplicationNeeds.of(Map.of());

    @TempDir
    Path folder;

    @Test
    void registersAConsumerUnderTheArnThatTheTemplateGivesIt() throws IOException {
        // given
        DeployedStack stack = AssemblyFixture.in(folder)
                .stackIn(
                        "aws://123456789012/eu-west-1",
                        "S",
                        """
                        {"Resources": {
                          "Stream": {"Type": "AWS::Kinesis::Stream"},
                          "Consumer": {"Type": "AWS::Kinesis::StreamConsumer", "Properties": {
                            "ConsumerName": "etl", "StreamARN": {"Fn::GetAtt": ["Stream", "Arn"]}}}}}""")
                .write()
                .withDependencies("S")
                .get(0);
        Resource consumer = stack.resources(KinesisResources.CONSUMER).get(0);

        try (StandIns standIns = StandIns.start(List.of(stack), List.of(), folder.resolve("work"), 0);
                KinesisClient client = client(standIns.kinesisEndpoint().orElseThrow())) {
            // when
            ConsumerStatus status = client.describeStreamConsumer(
                            request -> request.consumerARN(consumer.attribute("ConsumerARN")))
                    .consumerDescription()
                    .consumerStatus();

            // then
            assertThat(status).isEqualTo(ConsumerStatus.ACTIVE);
        }
    }

    @Test
    void writesTheTablesThatAreThereInTheEnd() throws IOException {
        // given
        DeployedStack stack = stackWithTable();
        try (StandIns standIns = StandIns.start(List.of(stack), List.of(OWN_CODE), folder.resolve("work"), 0);
                DynamoDbClient client = AwsClients.pointedTo(
                        URI.create(standIns.endpoints().service("dynamodb").orElseThrow()), DynamoDbClient.builder())) {
            client.putItem(r -> r.tableName("orders").item(item("old", 1_700_000_000)));
            client.putItem(r -> r.tableName("orders").item(item("new", 1_900_000_000)));
            client.createTable(r -> r.tableName("made-by-the-job")
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build())
                    .billingMode(BillingMode.PAY_PER_REQUEST));

            // when
            int deleted = standIns.deleteExpiredItems(Instant.ofEpochSecond(1_800_000_000));

            // then
            assertThat(deleted).isEqualTo(1);
            try (OutputFolder out = OutputFolder.open(folder.resolve("out"))) {
                List<Path> files = standIns.writeOutputs(out.begin());
                assertThat(files)
                        .extracting(file -> file.getParent().getFileName().toString())
                        .containsExactly("made-by-the-job", "Orders");
                assertThat(files.get(1)).content().contains("new").doesNotContain("old");
            }
        }
    }

    private static Map<String, AttributeValue> item(String id, long expires) {
        return Map.of("id", AttributeValue.fromS(id), "expires", AttributeValue.fromN(Long.toString(expires)));
    }

    private DeployedStack stackWithTable() throws IOException {
        return AssemblyFixture.in(folder)
                .stackIn(
                        "aws://123456789012/us-east-1",
                        "S",
                        """
                        {"Resources": {"Orders": {"Type": "AWS::DynamoDB::Table", "Properties": {
                          "TableName": "orders", "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                          "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}], "BillingMode": "PAY_PER_REQUEST",
                          "TimeToLiveSpecification": {"AttributeName": "expires", "Enabled": true}}}}}""")
                .write()
                .withDependencies("S")
                .get(0);
    }

    @Test
    void putsDeployedFilesAndAssetsWhereApplicationsLookForThem() throws IOException {
        // given
        Files.createDirectories(folder.resolve("files/sub"));
        Files.writeString(folder.resolve("files/sub/a.csv"), "a");
        Files.writeString(folder.resolve("table.csv"), "b");
        List<DeployedStack> stacks = AssemblyFixture.in(folder)
                .stack(
                        "S",
                        """
                        {"Resources": {
                          "Lake": {"Type": "AWS::S3::Bucket", "Properties": {"BucketName": "lake"}},
                          "Files": {"Type": "Custom::CDKBucketDeployment", "Properties": {
                            "DestinationBucketName": {"Ref": "Lake"}, "DestinationBucketKeyPrefix": "reference/",
                            "SourceBucketNames": ["cdk-assets-000000000000-us-east-1"], "SourceObjectKeys": ["files.zip"]}}}}""")
                .asset("S", "files", "zip", "files.zip")
                .asset("S", "table.csv", "file", "table.csv")
                .write()
                .withDependencies("S");
        S3Location table = S3Location.of("cdk-assets-000000000000-us-east-1", "table.csv");
        ApplicationNeeds needs = ApplicationNeeds.of(StreamingEtlSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:us-east-1:000000000000:stream/orders")
                        .build())
                .steps(EtlSteps.enrichFromCsv(table, "id", "id", "name"))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("elsewhere", "out"))
                        .build())
                .deadLetters(S3Location.of("elsewhere", "bad"))
                .build()
                .toPropertyGroups());

        // when
        try (OutputFolder out = OutputFolder.open(folder.resolve("out"));
                StandIns standIns = StandIns.start(stacks, List.of(needs), folder.resolve("work"), 0)) {
            // then
            assertThat(standIns.s3().hasObject("lake", "reference/sub/a.csv")).isTrue();
            assertThat(standIns.s3().hasObject(table.bucket(), table.key())).isTrue();
            assertThat(standIns.s3().hasObject("elsewhere", "x")).isFalse();
            assertThat(standIns.s3().writeOutputs(out.begin())).isEmpty();
        }
    }

    @Test
    void givesEachDomainAnAddressAndWritesItsDocuments() throws Exception {
        // given
        List<DeployedStack> stacks = AssemblyFixture.in(folder)
                .stack(
                        "S",
                        """
                        {"Resources": {
                          "Search": {"Type": "AWS::OpenSearchService::Domain", "Properties": {"DomainName": "orders"}},
                          "Unused": {"Type": "AWS::OpenSearchService::Domain"}}}""")
                .write()
                .withDependencies("S");
        String domain = "arn:aws:es:us-east-1:000000000000:domain/orders";
        ApplicationNeeds needs = ApplicationNeeds.of(StreamingEtlSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:us-east-1:000000000000:stream/orders")
                        .build())
                .sink(OpenSearchSinkSpec.builder()
                        .domain(domain, "https://search-orders.us-east-1.es.amazonaws.com")
                        .index("orders")
                        .build())
                .deadLetters(S3Location.of("elsewhere", "bad"))
                .build()
                .toPropertyGroups());

        try (OutputFolder out = OutputFolder.open(folder.resolve("out"));
                StandIns standIns = StandIns.start(stacks, List.of(needs), folder.resolve("work"), 0)) {
            URI endpoint = URI.create(standIns.endpoints().resource(domain).orElseThrow());
            HttpRequest request = HttpRequest.newBuilder(endpoint.resolve("/_bulk"))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(
                            HttpRequest.BodyPublishers.ofString(
                                    """
                            {"index": {"_index": "orders", "_id": "7"}}
                            {"amount": 12.5}
                            """))
                    .build();

            // when
            HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
            List<Path> files = standIns.writeOutputs(out.begin());

            // then
            assertThat(standIns.endpoints().toPropertyMap().keySet())
                    .filteredOn(key -> key.contains(":es:"))
                    .hasSize(1);
            assertThat(files).contains(folder.resolve("out/Search/orders.jsonl"));
            assertThat(folder.resolve("out/Search/orders.jsonl"))
                    .hasContent("{\"id\":\"7\",\"document\":{\"amount\": 12.5}}");
            assertThat(standIns.gate().served())
                    .containsEntry(new ServiceCall("es", "ESHttpPost", domain + "/_bulk"), 1L);
        }
    }

    @Test
    void recordsOfAStreamOfRulesAreNoInputToBeCounted() throws IOException {
        // given
        ApplicationNeeds needs = ApplicationNeeds.of(
                monitor().rulesFrom(RulesSource.stream(stream("rules"))).build().toPropertyGroups());

        try (StandIns standIns = StandIns.start(List.of(), List.of(needs), folder.resolve("work"), 0)) {
            // when
            standIns.streams()
                    .find("requests")
                    .orElseThrow()
                    .put(List.of(SourceRecord.withoutKey(new byte[1]), SourceRecord.withoutKey(new byte[2])));
            standIns.streams().find("rules").orElseThrow().put(List.of(SourceRecord.withoutKey(new byte[3])));

            // then
            assertThat(standIns.streams().recordsToBeCountedBy(needs)).isEqualTo(2);
            assertThat(standIns.streams().readBy(needs))
                    .extracting(SourceStream::recordCount)
                    .containsExactly(2L, 1L);
        }
    }

    @Test
    void recordsGoToTheShardsOfTheirKeys() throws IOException {
        DeployedStack stack = AssemblyFixture.in(folder)
                .stack(
                        "S",
                        "{\"Resources\": {\"Orders\": {\"Type\": \"AWS::Kinesis::Stream\", \"Properties\": {\"ShardCount\": 4}}}}")
                .write()
                .withDependencies("S")
                .get(0);
        try (StandIns standIns = StandIns.start(List.of(stack), List.of(), folder.resolve("work"), 0);
                OutputFolder out = OutputFolder.open(folder.resolve("out"))) {
            // when
            standIns.streams()
                    .find("Orders")
                    .orElseThrow()
                    .put(Stream.of("a", "b", "a", "b", "a")
                            .map(key -> new SourceRecord(Optional.of(key), new byte[1]))
                            .toList());
            standIns.writeOutputs(out.begin());
        }

        // then
        List<String> lines = Files.readAllLines(folder.resolve("out/Orders/records.jsonl"));
        assertThat(lines)
                .filteredOn(line -> line.contains("\"partitionKey\":\"a\""))
                .hasSize(3);
        assertThat(lines.stream()
                        .map(line ->
                                line.replaceFirst(".*(\"shard\":\"[^\"]*\").*(\"partitionKey\":\"[^\"]*\").*", "$1 $2"))
                        .distinct())
                .as("a shard for each key")
                .hasSize(2);
    }

    @Test
    void anObjectOfRulesNeedNotBeThere() {
        S3Location rules = S3Location.of("rules", "rules.json");

        ApplicationNeeds needs = ApplicationNeeds.of(
                monitor().rulesFrom(RulesSource.s3Object(rules)).build().toPropertyGroups());

        assertThat(needs.objects()).containsExactly(rules);
        assertThat(needs.requiredObjects()).isEmpty();
    }

    private static KpiMonitorSpec.Builder monitor() {
        return KpiMonitorSpec.builder()
                .source(stream("requests"))
                .kpi("success", Kpi.share("status < 400"))
                .window(Window.tumbling(Duration.ofMinutes(5)))
                .rule("errors", AlertRule.on("success").critical(Threshold.below(0.95)))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("lake", "alerts"))
                        .build())
                .deadLetters(S3Location.of("lake", "dead"))
                .lateEvents(S3Location.of("lake", "late"));
    }

    private static KinesisSourceSpec stream(String name) {
        return KinesisSourceSpec.builder()
                .streamArn("arn:aws:kinesis:us-east-1:000000000000:stream/" + name)
                .build();
    }

    @Test
    void writesObjectsWithKeysThatAreNoFilesAndSaysWhichTheyAre() throws IOException {
        DeployedStack stack = AssemblyFixture.in(folder)
                .stack("S", "{\"Resources\": {\"Lake\": {\"Type\": \"AWS::S3::Bucket\"}}}")
                .write()
                .withDependencies("S")
                .get(0);
        Path content = Files.writeString(folder.resolve("content"), "x");
        String key = "k=" + "\u6771".repeat(200) + "/part-0";
        try (StandIns standIns = StandIns.start(List.of(stack), List.of(), folder.resolve("work"), 0);
                OutputFolder out = OutputFolder.open(folder.resolve("out"))) {
            String bucket = stack.resources().get(0).physicalName();
            standIns.s3().deliver(bucket, key, Files.readAllBytes(content));
            standIns.s3().deliver(bucket, "plain", Files.readAllBytes(content));

            List<Path> files = standIns.writeOutputs(out.begin());

            assertThat(files).hasSize(3).allSatisfy(file -> assertThat(file).exists());
            Path list = folder.resolve("out/Lake.keys.jsonl");
            JsonNode line = new JsonMapper().readTree(Files.readString(list));
            assertThat(line.path("key").asText()).isEqualTo(key);
            assertThat(folder.resolve("out/Lake").resolve(line.path("file").asText()))
                    .hasContent("x");
            assertThat(Files.readAllLines(list)).hasSize(1);
        }
    }

    @Test
    void keepsOutputsOfStacksWithTheSameIdsApart() throws IOException {
        String template =
                "{\"Resources\": {\"Lake\": {\"Type\": \"AWS::S3::Bucket\"}, \"Only%1$s\": {\"Type\": \"AWS::S3::Bucket\"}}}";
        List<DeployedStack> stacks = AssemblyFixture.in(folder)
                .stack("A", template.formatted("A"))
                .stack("B", template.formatted("B"), "A")
                .write()
                .withDependencies("B");
        try (StandIns standIns = StandIns.start(stacks, List.of(), folder.resolve("work"), 0);
                OutputFolder out = OutputFolder.open(folder.resolve("out"))) {
            for (DeployedStack stack : stacks) {
                for (Resource bucket : stack.resources()) {
                    standIns.s3()
                            .deliver(
                                    bucket.physicalName(),
                                    "part-0",
                                    bucket.physicalName().getBytes(UTF_8));
                }
            }

            standIns.writeOutputs(out.begin());

            for (String name : List.of("A-Lake", "B-Lake", "OnlyA", "OnlyB")) {
                assertThat(folder.resolve("out").resolve(name).resolve("part-0"))
                        .exists();
            }
            assertThat(folder.resolve("out/A-Lake/part-0"))
                    .hasContent(stacks.get(0).resources().get(0).physicalName());
        }
    }

    @Test
    void keepsDeploymentsOfStacksWithTheSameIdsApart() throws IOException {
        // given
        for (String stack : List.of("A", "B")) {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(stack + ".zip")))) {
                zip.putNextEntry(new ZipEntry("of" + stack));
            }
        }
        String template =
                """
                {"Resources": {
                  "Lake": {"Type": "AWS::S3::Bucket"},
                  "Files": {"Type": "Custom::CDKBucketDeployment", "Properties": {
                    "DestinationBucketName": {"Ref": "Lake"}, "SourceBucketNames": ["cdk-assets-000000000000-us-east-1"],
                    "SourceObjectKeys": ["%s.zip"]}}}}""";
        List<DeployedStack> stacks = AssemblyFixture.in(folder)
                .stack("A", template.formatted("A"))
                .asset("A", "A.zip", "file", "A.zip")
                .stack("B", template.formatted("B"), "A")
                .asset("B", "B.zip", "file", "B.zip")
                .write()
                .withDependencies("B");

        try (StandIns standIns = StandIns.start(stacks, List.of(), folder.resolve("work"), 0)) {
            String bucket = stacks.get(1).resources("AWS::S3::Bucket").get(0).physicalName();
            assertThat(standIns.s3().hasObject(bucket, "ofB")).isTrue();
            assertThat(standIns.s3().hasObject(bucket, "ofA")).isFalse();
        }
    }

    private static KinesisClient client(URI endpoint) {
        return KinesisClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();
    }
}
