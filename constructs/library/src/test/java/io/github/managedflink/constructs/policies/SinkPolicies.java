package io.github.managedflink.constructs.policies;

import static io.github.managedflink.constructs.policies.PolicyVariant.sink;

import io.github.managedflink.constructs.dynamodb.DynamoDbSinkBinding;
import io.github.managedflink.constructs.eventbridge.EventBridgeSinkBinding;
import io.github.managedflink.constructs.firehose.FirehoseSinkBinding;
import io.github.managedflink.constructs.fixture.Imports;
import io.github.managedflink.constructs.kinesis.KinesisSinkBinding;
import io.github.managedflink.constructs.opensearch.OpenSearchDomainBinding;
import io.github.managedflink.constructs.opensearch.OpenSearchSinkBinding;
import io.github.managedflink.constructs.s3.S3BucketBinding;
import io.github.managedflink.constructs.s3.S3SinkBinding;
import io.github.managedflink.constructs.sns.SnsSinkBinding;
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
                sink(S3, "new bucket", stack -> S3SinkBinding.newBucket()),
                sink(S3, "new bucket, the whole of it", stack -> S3SinkBinding.newBucket()
                        .prefix("")),
                sink(
                        S3,
                        "new bucket, with a key of yours",
                        stack -> S3SinkBinding.in(S3BucketBinding.newBucket().encryptionKey(new Key(stack, "Key")))),
                sink(S3, "existing bucket, with a key of yours", stack -> S3SinkBinding.of(Imports.bucket(stack))
                        .prefix("clean")),
                sink(S3, "existing bucket, a prefix of several levels, in folders", stack -> S3SinkBinding.of(
                                Imports.bucket(stack))
                        .prefix("teams/a b/clean")
                        .partitionBy(S3Partition.eventTime("day", "yyyy-MM-dd", "UTC"))),
                sink(S3, "new bucket, a prefix that is known at deployment", stack -> S3SinkBinding.newBucket()
                        .prefix("teams/" + new CfnParameter(stack, "Folders").getValueAsString() + "/out")),
                sink(DYNAMODB, "new table", stack -> DynamoDbSinkBinding.newTable("id")),
                sink(DYNAMODB, "new table, deletions in batches", stack -> DynamoDbSinkBinding.newTable("id")
                        .deleteWhen("deleted")),
                sink(DYNAMODB, "new table, versions", stack -> DynamoDbSinkBinding.newLeaderboardTable()),
                sink(DYNAMODB, "new table, versions and deletions", stack -> DynamoDbSinkBinding.newMetricsTable()),
                sink(DYNAMODB, "new table, with a key of yours", stack -> DynamoDbSinkBinding.newTable("id")
                        .encryptionKey(new Key(stack, "Key"))),
                sink(
                        DYNAMODB,
                        "existing table, with a key of yours",
                        stack -> DynamoDbSinkBinding.of(Imports.table(stack), DynamoDbKey.string("id"))),
                sink(
                        OPENSEARCH,
                        "new domain, with a key of yours, which the service uses by itself",
                        stack -> OpenSearchSinkBinding.in(
                                OpenSearchDomainBinding.newDomain().encryptionKey(new Key(stack, "Key")))),
                sink(
                        OPENSEARCH,
                        "existing domain",
                        stack -> OpenSearchSinkBinding.of(Domain.fromDomainAttributes(
                                stack,
                                "Given",
                                DomainAttributes.builder()
                                        .domainArn(Imports.arn(stack, "es", "domain/orders"))
                                        .domainEndpoint("search-orders." + stack.getRegion() + ".es.amazonaws.com")
                                        .build()))));
    }

    private static List<PolicyVariant> streams() {
        return List.of(
                sink(STREAM, "new", stack -> KinesisSinkBinding.newStream()),
                sink(STREAM, NEW_WITH_KEY, stack -> KinesisSinkBinding.newStream()
                        .encryptionKey(new Key(stack, "Key"))),
                sink(STREAM, EXISTING_WITH_KEY, stack -> KinesisSinkBinding.of(Imports.stream(stack))),
                sink(FIREHOSE, "new", stack -> FirehoseSinkBinding.newStream()),
                sink(
                        FIREHOSE,
                        "new, with a key of yours, which Firehose uses by itself",
                        stack -> FirehoseSinkBinding.newStream().encryptionKey(new Key(stack, "Key"))),
                sink(
                        FIREHOSE,
                        "existing",
                        stack -> FirehoseSinkBinding.of(DeliveryStream.fromDeliveryStreamArn(
                                stack, "Given", Imports.arn(stack, "firehose", "deliverystream/orders")))));
    }

    private static List<PolicyVariant> messages() {
        return List.of(
                sink(SNS, "new topic", stack -> SnsSinkBinding.newTopic()),
                sink(SNS, "new topic, with a key of yours", stack -> SnsSinkBinding.newTopic()
                        .encryptionKey(new Key(stack, "Key"))),
                sink(SNS, "existing topic", stack -> SnsSinkBinding.of(
                                Topic.fromTopicArn(stack, "Given", Imports.arn(stack, "sns", "orders.fifo")))
                        .messageGroup("id")),
                sink(SNS, "existing topic, with a key of yours", stack -> SnsSinkBinding.of(Imports.topic(stack))),
                sink(EVENTS, "new bus", stack -> events(EventBridgeSinkBinding.newBus())),
                sink(
                        EVENTS,
                        "new bus, with a key of yours, which EventBridge uses by itself",
                        stack -> events(EventBridgeSinkBinding.newBus().encryptionKey(new Key(stack, "Key")))),
                sink(EVENTS, "default bus", stack -> events(EventBridgeSinkBinding.defaultBus())),
                sink(
                        EVENTS,
                        "existing bus",
                        stack -> events(EventBridgeSinkBinding.of(EventBus.fromEventBusArn(
                                stack, "Given", Imports.arn(stack, "events", "event-bus/orders"))))));
    }

    private static EventBridgeSinkBinding events(EventBridgeSinkBinding bus) {
        return bus.source("com.example.orders").detailType("Order");
    }
}
