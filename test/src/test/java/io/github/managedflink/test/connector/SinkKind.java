package io.github.managedflink.test.connector;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.eventbridge.EventBridgeBus;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.firehose.FirehoseSink;
import io.github.managedflink.constructs.firehose.FirehoseStream;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.opensearch.OpenSearchDomain;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsTopic;
import io.github.managedflink.model.sink.DeliveryGuarantee;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

/**
 * The sinks: the service behind one, in which files a run writes what it received, where in a line the id of a record
 * is, and how an app has one.
 */
@SuppressWarnings("ImmutableEnumChecker") // The functions have no state.
enum SinkKind {
    S3("s3", ".*/s3/part-.*\\.json", "/id", surroundings -> S3Sink.in(surroundings.bucket())),
    DYNAMODB(
            "dynamodb",
            ".*/items\\.jsonl",
            "/id/S",
            surroundings -> DynamoDbSink.in(DynamoDbTable.newTable("id").withEncryptionKey(surroundings.key()))),
    OPENSEARCH(
            "es", ".*/catalog\\.jsonl", "/document/id", surroundings -> OpenSearchSink.in(OpenSearchDomain.newDomain()
                            .withEncryptionKey(surroundings.key())
                            .withDataNodes("m6g.large.search", 2)
                            .withVpc(surroundings.vpc()))
                    .withIndex("catalog")
                    .withDocumentId("id")),
    KINESIS("kinesis", "[^/]*Copies[^/]*/records\\.jsonl", "/data/id", surroundings -> KinesisSink.in(
                    KinesisStream.newStream("Copies").withEncryptionKey(surroundings.key()))
            .withPartitionKey("id")),
    MSK_EXACTLY_ONCE(
            "kafka-cluster", ".*/once\\.jsonl", "/value/id", surroundings -> MskSink.of(surroundings.cluster(), "once")
                    .withExactlyOnce("etl")),
    MSK_AT_LEAST_ONCE("kafka-cluster", ".*/at-least-once\\.jsonl", "/value/id", surroundings -> MskSink.of(
                    surroundings.cluster(), "at-least-once")
            .withAtLeastOnce()),
    FIREHOSE(
            "firehose",
            "[^/]*Delivered[^/]*/.*",
            "/id",
            surroundings -> FirehoseSink.in(FirehoseStream.newStream()
                    .withBucket(S3Bucket.newBucket("Delivered").withEncryptionKey(surroundings.key()))
                    .withEncryptionKey(surroundings.key()))),
    SNS(
            "sns",
            ".*/messages\\.jsonl",
            "/message/id",
            surroundings -> SnsSink.in(SnsTopic.newTopic().withEncryptionKey(surroundings.key()))),
    EVENT_BRIDGE("events", ".*/events\\.jsonl", "/detail/id", surroundings -> EventBridgeSink.in(
                    EventBridgeBus.newBus().withEncryptionKey(surroundings.key()))
            .withSource("orders")
            .withDetailType("Order"));

    private static final JsonMapper JSON = new JsonMapper();

    private final String service;
    private final Pattern file;
    private final String id;
    private final Function<Surroundings, PipelineSink> binding;

    SinkKind(String service, String file, String id, Function<Surroundings, PipelineSink> binding) {
        this.service = service;
        this.file = Pattern.compile(file);
        this.id = id;
        this.binding = binding;
    }

    /** The sink's name in its pipeline. */
    String sinkName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The service behind it, as IAM calls it. */
    String service() {
        return service;
    }

    DeliveryGuarantee guarantee() {
        return binding.apply(new Surroundings(new Stack(new App(), "Guarantee")))
                .plan(sinkName())
                .guarantee();
    }

    PipelineSink binding(Surroundings surroundings) {
        return binding.apply(surroundings);
    }

    /** The ids of the records that it received in a run. */
    List<String> ids(Path out) throws IOException {
        List<String> ids = new ArrayList<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                if (file.matcher(out.relativize(each).toString()).matches()) {
                    for (String line : Files.readAllLines(each)) {
                        ids.add(JSON.readTree(line).at(id).asText());
                    }
                }
            }
        }
        return ids;
    }
}
