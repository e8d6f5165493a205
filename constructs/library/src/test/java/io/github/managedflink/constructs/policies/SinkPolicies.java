package io.github.managedflink.constructs.policies;

import static io.github.managedflink.constructs.policies.PolicyVariant.sink;

import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.eventbridge.EventBridgeBus;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.firehose.FirehoseSink;
import io.github.managedflink.constructs.firehose.FirehoseStream;
import io.github.managedflink.constructs.fixture.Imports;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.opensearch.OpenSearchDomain;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsTopic;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.sink.DynamoDbKey;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStream;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.opensearchservice.Domain;
import software.amazon.awscdk.services.opensearchservice.DomainAttributes;
import software.amazon.awscdk.services.sns.Topic;

/** What jobs get that write to something other than Kafka. */
final class SinkPolicies {
    private static final String S3 = "Sink: S3";
    private static final String DYNAMODB = "Sink: DynamoDB";
    private static final String STREAM = "Sink: Kinesis data stream";
    private static final String FIREHOSE = "Sink: Firehose";
    private static final String SNS = "Sink: SNS";
    private static final String EVENTS = "Sink: EventBridge";
    private static final String OPENSEARCH = "Sink: OpenSearch";
    private static final String NEW_WITH_KEY = "new, with a key of yours";
    private static final String EXISTING_WITH_KEY = "existing, with a key of yours";

    private SinkPolicies() {}

    static List<PolicyVariant> variants() {
        List<PolicyVariant> all = new ArrayList<>(storage());
        all.addAll(streams());
        all.addAll(messages());
        return all;
    }

    private static List<PolicyVariant> storage() {
        return List.of(
                sink(S3, "new bucket", stack -> S3Sink.newBucket()),
                sink(S3, "new bucket, the whole of it", stack -> S3Sink.newBucket()
                        .withPrefix("")),
                sink(
                        S3,
                        "new bucket, with a key of yours",
                        stack -> S3Sink.in(S3Bucket.newBucket().withEncryptionKey(new Key(stack, "Key")))),
                sink(S3, "existing bucket, with a key of yours", stack -> S3Sink.of(Imports.bucket(stack))
                        .withPrefix("clean")),
                sink(S3, "existing bucket, a prefix of several levels, in folders", stack -> S3Sink.of(
                                Imports.bucket(stack))
                        .withPrefix("teams/a b/clean")
                        .withPartition(S3Partition.eventTime("day", "yyyy-MM-dd", "UTC"))),
                sink(S3, "new bucket, a prefix that is known at deployment", stack -> S3Sink.newBucket()
                        .withPrefix("teams/" + new CfnParameter(stack, "Folders").getValueAsString() + "/out")),
                sink(DYNAMODB, "new table", stack -> DynamoDbSink.newTable("id")),
                sink(DYNAMODB, "new table, deletions in batches", stack -> DynamoDbSink.newTable("id")
                        .withDeletionWhen("deleted")),
                sink(DYNAMODB, "new table, versions", stack -> DynamoDbSink.newLeaderboardTable()),
                sink(DYNAMODB, "new table, versions and deletions", stack -> DynamoDbSink.newMetricsTable()),
                sink(
                        DYNAMODB,
                        "new table, with a key of yours",
                        stack ->
                                DynamoDbSink.in(DynamoDbTable.newTable("id").withEncryptionKey(new Key(stack, "Key")))),
                sink(
                        DYNAMODB,
                        "existing table, with a key of yours",
                        stack -> DynamoDbSink.of(Imports.table(stack), DynamoDbKey.string("id"))),
                sink(
                        OPENSEARCH,
                        "new domain, with a key of yours, which the service uses by itself",
                        stack -> OpenSearchSink.in(
                                OpenSearchDomain.newDomain().withEncryptionKey(new Key(stack, "Key")))),
                sink(
                        OPENSEARCH,
                        "existing domain",
                        stack -> OpenSearchSink.of(Domain.fromDomainAttributes(
                                stack,
                                "Given",
                                DomainAttributes.builder()
                                        .domainArn(Imports.arn(stack, "es", "domain/orders"))
                                        .domainEndpoint("search-orders." + stack.getRegion() + ".es.amazonaws.com")
                                        .build()))));
    }

    private static List<PolicyVariant> streams() {
        return List.of(
                sink(STREAM, "new", stack -> KinesisSink.newStream()),
                sink(
                        STREAM,
                        NEW_WITH_KEY,
                        stack -> KinesisSink.in(
                                KinesisStream.newStream("OutputStream").withEncryptionKey(new Key(stack, "Key")))),
                sink(STREAM, EXISTING_WITH_KEY, stack -> KinesisSink.of(Imports.stream(stack))),
                sink(FIREHOSE, "new", stack -> FirehoseSink.newStream()),
                sink(
                        FIREHOSE,
                        "new, with a key of yours, which Firehose uses by itself",
                        stack -> FirehoseSink.in(FirehoseStream.newStream().withEncryptionKey(new Key(stack, "Key")))),
                sink(
                        FIREHOSE,
                        "existing",
                        stack -> FirehoseSink.of(DeliveryStream.fromDeliveryStreamArn(
                                stack, "Given", Imports.arn(stack, "firehose", "deliverystream/orders")))));
    }

    private static List<PolicyVariant> messages() {
        return List.of(
                sink(SNS, "new topic", stack -> SnsSink.newTopic()),
                sink(
                        SNS,
                        "new topic, with a key of yours",
                        stack -> SnsSink.in(SnsTopic.newTopic().withEncryptionKey(new Key(stack, "Key")))),
                sink(SNS, "existing topic", stack -> SnsSink.of(
                                Topic.fromTopicArn(stack, "Given", Imports.arn(stack, "sns", "orders.fifo")))
                        .withMessageGroup("id")),
                sink(SNS, "existing topic, with a key of yours", stack -> SnsSink.of(Imports.topic(stack))),
                sink(EVENTS, "new bus", stack -> events(EventBridgeSink.newBus())),
                sink(
                        EVENTS,
                        "new bus, with a key of yours, which EventBridge uses by itself",
                        stack -> events(
                                EventBridgeSink.in(EventBridgeBus.newBus().withEncryptionKey(new Key(stack, "Key"))))),
                sink(EVENTS, "default bus", stack -> events(EventBridgeSink.defaultBus())),
                sink(
                        EVENTS,
                        "existing bus",
                        stack -> events(EventBridgeSink.of(EventBus.fromEventBusArn(
                                stack, "Given", Imports.arn(stack, "events", "event-bus/orders"))))));
    }

    private static EventBridgeSink events(EventBridgeSink bus) {
        return bus.withSource("com.example.orders").withDetailType("Order");
    }
}
