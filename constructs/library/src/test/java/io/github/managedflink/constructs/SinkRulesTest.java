package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.eventbridge.EventBridgeBus;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.firehose.FirehoseSink;
import io.github.managedflink.constructs.firehose.FirehoseStream;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.opensearch.OpenSearchDomain;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsTopic;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.sink.DynamoDbKey;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStream;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.opensearchservice.Domain;
import software.amazon.awscdk.services.opensearchservice.IDomain;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;

/** Mistakes in sinks, and in a source of another account, are refused before any resource exists. */
class SinkRulesTest {
    private static Stack stack;
    private static ITable table;
    private static IDeliveryStream deliveryStream;
    private static ITopic topic;
    private static ITopic fifoTopic;
    private static IDomain domain;
    private static IVpc vpc;
    private static IRole role;
    private static Key key;
    private static int count;

    @BeforeAll
    static void createSurroundings() {
        stack = CdkApps.stackWithEnvironment();
        table = Table.fromTableName(stack, "Table", "orders");
        deliveryStream = DeliveryStream.fromDeliveryStreamArn(
                stack, "DeliveryStream", "arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders");
        topic = Topic.fromTopicArn(stack, "Topic", "arn:aws:sns:eu-west-1:111122223333:orders");
        fifoTopic = Topic.fromTopicArn(stack, "FifoTopic", "arn:aws:sns:eu-west-1:111122223333:orders.fifo");
        domain = Domain.fromDomainEndpoint(stack, "Domain", "https://search-orders-abc.eu-west-1.es.amazonaws.com");
        vpc = Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-1")
                        .availabilityZones(List.of("a", "b"))
                        .privateSubnetIds(List.of("subnet-1", "subnet-2"))
                        .build());
        role = Role.fromRoleArn(stack, "Role", "arn:aws:iam::444455556666:role/read-orders");
        key = new Key(stack, "Key");
    }

    static Stream<Arguments> mistakes() {
        String ownAlready = "belongs to a new resource; the one that you gave has its own. Leave it out.";
        return Stream.of(
                sinkMistake(
                        "sink.main.table = \"null\": sets nothing",
                        b -> b.sink(DynamoDbSink.of(null, DynamoDbKey.string("id")))),
                sinkMistake(
                        "sink.main.table.id: is required",
                        b -> b.sink(DynamoDbSink.newTable(null, DynamoDbKey.string("id")))),
                sinkMistake(
                        "sink.main.partition-key: is required", b -> b.sink(DynamoDbSink.newTable((DynamoDbKey) null))),
                sinkMistake(
                        "sink.main.table.encryptionKey = \"a key\": " + ownAlready,
                        b -> b.sink(DynamoDbSink.in(DynamoDbTable.of(table, DynamoDbKey.string("id"))
                                .withEncryptionKey(key)))),
                sinkMistake(
                        "sink.main.table.removalPolicy = \"DESTROY\": " + ownAlready,
                        b -> b.sink(DynamoDbSink.in(DynamoDbTable.of(table, DynamoDbKey.string("id"))
                                .withRemovalPolicy(RemovalPolicy.DESTROY)))),
                sinkMistake(
                        "sink.main.table.removalPolicy = \"SNAPSHOT\"",
                        b -> b.sink(DynamoDbSink.in(
                                DynamoDbTable.newTable("id").withRemovalPolicy(RemovalPolicy.SNAPSHOT)))),
                sinkMistake(
                        "sink.main.table.encryptionKey = \"null\": sets nothing",
                        b -> b.sink(DynamoDbSink.in(DynamoDbTable.newTable("id").withEncryptionKey(null)))),
                sinkMistake(
                        "resource.id = \"Table\": is the id of two new resources. Let their users share one value, or give the second an"
                                + " id of its own. The methods that add a resource take one: newBucket(id), newTable(id, key), newTopic(id)",
                        b -> b.sink(DynamoDbSink.newTable("id"))
                                .sink(
                                        "other",
                                        DynamoDbSink.in(
                                                DynamoDbTable.newTable("id").withSortKey("at")))),
                sinkMistake("sink.main.table = \"null\": sets nothing", b -> b.sink(DynamoDbSink.in(null))),
                sinkMistake(
                        "sink.main.table.sortKey = \"null\": sets nothing",
                        b -> b.sink(DynamoDbSink.in(DynamoDbTable.newTable("id").withSortKey((DynamoDbKey) null)))),
                sinkMistake(
                        "sink.main.table.timeToLiveAttribute = \"null\": sets nothing",
                        b -> b.sink(DynamoDbSink.in(DynamoDbTable.newTable("id").withTimeToLiveAttribute(null)))),
                sinkMistake(
                        "has a fault:\n  - sink.main.table.timeToLiveAttribute: is required, because items expire. Set it"
                                + " with withTimeToLiveAttribute(name)",
                        b -> b.sink(DynamoDbSink.newTable("id").withExpiryAt("until"))),
                sinkMistake("sink.main.stream = \"null\": sets nothing", b -> b.sink(KinesisSink.of(null))),
                sinkMistake("sink.main.stream = \"null\": sets nothing", b -> b.sink(KinesisSink.in(null))),
                sinkMistake(
                        "sink.main.stream.shards = \"0\": must be between 1",
                        b -> b.sink(
                                KinesisSink.in(KinesisStream.newStream("Output").withShards(0)))),
                sinkMistake(
                        "sink.main.partition-key",
                        b -> b.sink(KinesisSink.newStream().withPartitionKey(""))),
                sinkMistake("sink.main.deliveryStream = \"null\": sets nothing", b -> b.sink(FirehoseSink.of(null))),
                sinkMistake("sink.main.deliveryStream = \"null\": sets nothing", b -> b.sink(FirehoseSink.in(null))),
                sinkMistake(
                        "sink.main.deliveryStream.bucket = \"a bucket\": " + ownAlready,
                        b -> b.sink(FirehoseSink.in(
                                FirehoseStream.of(deliveryStream).withBucket(S3Bucket.newBucket())))),
                sinkMistake(
                        "sink.main.deliveryStream.prefix = \"p\": " + ownAlready,
                        b -> b.sink(FirehoseSink.in(
                                FirehoseStream.of(deliveryStream).withPrefix("p")))),
                sinkMistake(
                        "sink.main.deliveryStream.bucket = \"null\": sets nothing",
                        b -> b.sink(FirehoseSink.in(FirehoseStream.newStream().withBucket(null)))),
                sinkMistake("sink.main.topic = \"null\": sets nothing", b -> b.sink(SnsSink.of(null))),
                sinkMistake("sink.main.topic = \"null\": sets nothing", b -> b.sink(SnsSink.in(null))),
                sinkMistake("sink.main.message-group: is required", b -> b.sink(SnsSink.of(fifoTopic))),
                sinkMistake("sink.main.message-group: is required", b -> b.sink(newFifoTopic())),
                sinkMistake(
                        "sink.main.message-group = \"id\": goes with FIFO topics only",
                        b -> b.sink(SnsSink.newTopic().withMessageGroup("id"))),
                sinkMistake(
                        "sink.main.deduplication-id.1 = \"id\": goes with FIFO topics only",
                        b -> b.sink(SnsSink.newTopic().withDeduplicationId("id"))),
                sinkMistake(
                        "sink.main.topic.fifo = \"true\": " + ownAlready,
                        b -> b.sink(SnsSink.in(SnsTopic.of(topic).withFifo()))),
                sinkMistake(
                        "sink.main.topic.topicName = \"alerts\": " + ownAlready,
                        b -> b.sink(SnsSink.in(SnsTopic.of(topic).withTopicName("alerts")))),
                sinkMistake(
                        "sink.main.topic.topicName = \"alerts.fifo\": must have",
                        b -> b.sink(SnsSink.in(SnsTopic.newTopic().withTopicName("alerts.fifo")))),
                sinkMistake(
                        "sink.main.topic.topicName = \"a b\": must have",
                        b -> b.sink(SnsSink.in(SnsTopic.newTopic().withFifo().withTopicName("a b"))
                                .withMessageGroup("id"))),
                sinkMistake(
                        "sink.main.topic.removalPolicy = \"SNAPSHOT\": is not for this kind",
                        b -> b.sink(SnsSink.in(SnsTopic.newTopic().withRemovalPolicy(RemovalPolicy.SNAPSHOT)))),
                sinkMistake(
                        "sink.main.message-group = \"id\": goes with FIFO topics only",
                        b -> b.sink(SnsSink.of(topic).withMessageGroup("id"))),
                sinkMistake(
                        "sink.main.eventBus = \"null\": sets nothing",
                        b -> b.sink(EventBridgeSink.in(null).withSource("s").withDetailType("t"))),
                sinkMistake(
                        "sink.main.source: is required",
                        b -> b.sink(EventBridgeSink.newBus().withDetailType("t"))),
                sinkMistake(
                        "sink.main.detail-type: is required",
                        b -> b.sink(EventBridgeSink.newBus().withSource("s"))),
                sinkMistake(
                        "sink.main.source = \"aws.orders\": may not begin with aws.",
                        b -> b.sink(EventBridgeSink.newBus()
                                .withSource("aws.orders")
                                .withDetailType("t"))),
                sinkMistake(
                        "sink.main.eventBus.encryptionKey = \"a key\": belongs to a new bus",
                        b -> b.sink(
                                EventBridgeSink.in(EventBridgeBus.defaultBus().withEncryptionKey(key))
                                        .withSource("s")
                                        .withDetailType("t"))),
                sinkMistake("sink.main.domain = \"null\": sets nothing", b -> b.sink(OpenSearchSink.in(null))),
                sinkMistake(
                        "sink.main.domain = \"settings of a new domain\": have no place here",
                        b -> b.sink(
                                OpenSearchSink.in(OpenSearchDomain.of(domain).withStorageGibibytes(20)))),
                sinkMistake(
                        "sink.main.domain.engineVersion = \"7.10\": is no version of OpenSearch",
                        b -> b.sink(openSearch(d -> d.withEngineVersion("7.10")))),
                sinkMistake(
                        "sink.main.domain.dataNodes.count = \"0\": must be between 1",
                        b -> b.sink(openSearch(d -> d.withDataNodes("m6g.large.search", 0)))),
                sinkMistake(
                        "sink.main.domain.dataNodes.instanceType = \"m6g.large\": is no instance type",
                        b -> b.sink(openSearch(d -> d.withDataNodes("m6g.large", 1)))),
                sinkMistake(
                        "sink.main.domain.storageGibibytes = \"9\": must be between 10",
                        b -> b.sink(openSearch(d -> d.withStorageGibibytes(9)))),
                sinkMistake(
                        "sink.main.domain.vpcSubnets = \"2\": is too few; 3 data nodes need subnets in 3 zones",
                        b -> b.vpc(vpc).sink(openSearch(d -> d.withVpc(vpc)))),
                sinkMistake(
                        "vpc: is required, because sink.main can be reached from a VPC only",
                        b -> b.sink(openSearch(d -> d.withVpc(vpc).withDataNodes("m6g.large.search", 2)))),
                sinkMistake(
                        "sink.main.index = \"Orders\"",
                        b -> b.sink(OpenSearchSink.newDomain().withIndex("Orders"))),
                mistake(
                        "source.role = \"a role\": is for a stream of another account",
                        b -> b.source(KinesisSource.newStream().withRole(role))),
                mistake(
                        "source.role = \"null\": sets nothing",
                        b -> b.source(existingSource().withRole(null))),
                mistake(
                        "source.role.external-id = \"a\": must have 2 to 1,224",
                        b -> b.source(existingSource().withRole(role, "a"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isRefused(String message, Consumer<StreamingEtlApp.Builder> mistake) {
        StreamingEtlApp.Builder builder = withoutSink();
        mistake.accept(builder);

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, builder::build);

        assertThat(refusal).as("no refusal").isNotNull();
        assertThat(refusal).hasMessageContaining(message);
    }

    private static SnsSink newFifoTopic() {
        return SnsSink.in(SnsTopic.newTopic().withFifo());
    }

    private static OpenSearchSink openSearch(UnaryOperator<OpenSearchDomain> domain) {
        return OpenSearchSink.in(domain.apply(OpenSearchDomain.newDomain()));
    }

    private static KinesisSource existingSource() {
        return KinesisSource.of(software.amazon.awscdk.services.kinesis.Stream.fromStreamArn(
                stack, "Foreign" + ++count, "arn:aws:kinesis:eu-west-1:444455556666:stream/orders"));
    }

    private static StreamingEtlApp.Builder withoutSink() {
        return StreamingEtlApp.Builder.create(stack, "Pipeline" + ++count).source(KinesisSource.newStream());
    }

    private static Arguments mistake(String message, Consumer<StreamingEtlApp.Builder> mistake) {
        return sinkMistake(message, builder -> mistake.accept(builder.sink(S3Sink.newBucket())));
    }

    private static Arguments sinkMistake(String message, Consumer<StreamingEtlApp.Builder> withSink) {
        return arguments(message, withSink);
    }
}
