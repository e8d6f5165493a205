package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.spec.DynamoDbKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableAttributes;
import software.amazon.awscdk.services.events.EventBus;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesis.StreamAttributes;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStream;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.opensearchservice.Domain;
import software.amazon.awscdk.services.opensearchservice.DomainAttributes;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.TopicAttributes;

/** What a job gets for each sink and for a source of another account, whole: a permission more or less fails a test. */
class SinkPermissionsTest {
    private static final String ACCOUNT = "eu-west-1:111122223333:";
    private static final String KEY_ARN = "arn:aws:kms:" + ACCOUNT + "key/k";
    private static final String DYNAMODB_KEY = "kms:Decrypt, kms:DescribeKey, kms:Encrypt, kms:GenerateDataKey,"
            + " kms:ReEncryptFrom, kms:ReEncryptTo on ";

    private final Stack stack = CdkApps.stackWithEnvironment();
    private final IKey key = Key.fromKeyArn(stack, "Key", KEY_ARN);

    @Test
    void dynamoDb() {
        assertThat(permissionsOf(DynamoDbSinkBinding.newTable("id")))
                .containsExactly("dynamodb:BatchWriteItem on ${Table.Arn}");
    }

    @Test
    void dynamoDbWithVersions() {
        assertThat(permissionsOf(DynamoDbSinkBinding.newLeaderboardTable()))
                .containsExactly("dynamodb:PutItem on ${Table.Arn}");
    }

    @Test
    void dynamoDbWithVersionsAndDeletions() {
        assertThat(permissionsOf(DynamoDbSinkBinding.newMetricsTable()))
                .containsExactly("dynamodb:DeleteItem, dynamodb:PutItem on ${Table.Arn}");
    }

    @Test
    void dynamoDbWithDeletionsInBatches() {
        assertThat(permissionsOf(DynamoDbSinkBinding.newTable("id").deleteWhen("deleted")))
                .containsExactly("dynamodb:BatchWriteItem on ${Table.Arn}");
    }

    @Test
    void dynamoDbWithOwnKey() {
        assertThat(permissionsOf(DynamoDbSinkBinding.newTable("id").encryptionKey(key)))
                .containsExactly("dynamodb:BatchWriteItem on ${Table.Arn}", DYNAMODB_KEY + KEY_ARN);
    }

    @Test
    void dynamoDbThatExists() {
        String arn = "arn:aws:dynamodb:" + ACCOUNT + "table/orders";
        assertThat(permissionsOf(DynamoDbSinkBinding.of(
                        Table.fromTableAttributes(
                                stack,
                                "Given",
                                TableAttributes.builder()
                                        .tableArn(arn)
                                        .encryptionKey(key)
                                        .build()),
                        DynamoDbKey.string("id"))))
                .containsExactly("dynamodb:BatchWriteItem on " + arn, DYNAMODB_KEY + KEY_ARN);
    }

    @Test
    void kinesis() {
        assertThat(permissionsOf(KinesisSinkBinding.newStream()))
                .containsExactly("kinesis:PutRecords on ${OutputStream.Arn}");
    }

    @Test
    void kinesisWithOwnKey() {
        assertThat(permissionsOf(KinesisSinkBinding.newStream().encryptionKey(key)))
                .containsExactly("kinesis:PutRecords on ${OutputStream.Arn}", "kms:GenerateDataKey on " + KEY_ARN);
    }

    @Test
    void kinesisThatExists() {
        String arn = "arn:aws:kinesis:" + ACCOUNT + "stream/orders";
        assertThat(permissionsOf(
                        KinesisSinkBinding.of(software.amazon.awscdk.services.kinesis.Stream.fromStreamAttributes(
                                stack,
                                "Given",
                                StreamAttributes.builder()
                                        .streamArn(arn)
                                        .encryptionKey(key)
                                        .build()))))
                .containsExactly("kinesis:PutRecords on " + arn, "kms:GenerateDataKey on " + KEY_ARN);
    }

    @Test
    void firehose() {
        assertThat(permissionsOf(FirehoseSinkBinding.newStream()))
                .containsExactly("firehose:PutRecordBatch on ${DeliveryStream.Arn}");
    }

    @Test
    void firehoseUsesOwnKeyItself() {
        assertThat(permissionsOf(FirehoseSinkBinding.newStream().encryptionKey(key)))
                .containsExactly("firehose:PutRecordBatch on ${DeliveryStream.Arn}");
    }

    @Test
    void firehoseThatExists() {
        String arn = "arn:aws:firehose:" + ACCOUNT + "deliverystream/orders";
        assertThat(permissionsOf(FirehoseSinkBinding.of(DeliveryStream.fromDeliveryStreamArn(stack, "Given", arn))))
                .containsExactly("firehose:PutRecordBatch on " + arn);
    }

    @Test
    void sns() {
        assertThat(permissionsOf(SnsSinkBinding.newTopic())).containsExactly("sns:Publish on ${Topic}");
    }

    @Test
    void snsWithOwnKey() {
        assertThat(permissionsOf(SnsSinkBinding.newTopic().encryptionKey(key)))
                .containsExactly("sns:Publish on ${Topic}", "kms:GenerateDataKey, kms:Decrypt on " + KEY_ARN);
    }

    @Test
    void snsThatExists() {
        String arn = "arn:aws:sns:" + ACCOUNT + "orders";
        assertThat(permissionsOf(SnsSinkBinding.of(Topic.fromTopicAttributes(
                        stack,
                        "Given",
                        TopicAttributes.builder().topicArn(arn).keyArn(KEY_ARN).build()))))
                .containsExactly("sns:Publish on " + arn, "kms:GenerateDataKey, kms:Decrypt on " + KEY_ARN);
    }

    @Test
    void eventBridge() {
        assertThat(permissionsOf(events(EventBridgeSinkBinding.newBus())))
                .containsExactly("events:PutEvents on ${EventBus.Arn}");
    }

    @Test
    void eventBridgeUsesOwnKeyItself() {
        assertThat(permissionsOf(events(EventBridgeSinkBinding.newBus().encryptionKey(new Key(stack, "BusKey")))))
                .containsExactly("events:PutEvents on ${EventBus.Arn}");
    }

    @Test
    void defaultEventBus() {
        assertThat(permissionsOf(events(EventBridgeSinkBinding.defaultBus())))
                .containsExactly("events:PutEvents on arn:${AWS::Partition}:events:" + ACCOUNT + "event-bus/default");
    }

    @Test
    void eventBridgeThatExists() {
        String arn = "arn:aws:events:" + ACCOUNT + "event-bus/orders";
        assertThat(permissionsOf(events(EventBridgeSinkBinding.of(EventBus.fromEventBusArn(stack, "Given", arn)))))
                .containsExactly("events:PutEvents on " + arn);
    }

    @Test
    void openSearch() {
        assertThat(permissionsOf(OpenSearchSinkBinding.in(
                        OpenSearchDomainBinding.newDomain().encryptionKey(key))))
                .containsExactly("es:ESHttpPost on ${Domain.Arn}/_bulk");
    }

    @Test
    void openSearchThatExists() {
        String arn = "arn:aws:es:" + ACCOUNT + "domain/orders";
        assertThat(permissionsOf(OpenSearchSinkBinding.of(Domain.fromDomainAttributes(
                        stack,
                        "Given",
                        DomainAttributes.builder()
                                .domainArn(arn)
                                .domainEndpoint("search-orders.eu-west-1.es.amazonaws.com")
                                .build()))))
                .containsExactly("es:ESHttpPost on " + arn + "/_bulk");
    }

    @Test
    void sourceOfAnotherAccountIsReadWithItsRoleAlone() {
        String role = "arn:aws:iam::444455556666:role/read-orders";
        BoundConnector source = KinesisSourceBinding.of(
                        software.amazon.awscdk.services.kinesis.Stream.fromStreamAttributes(
                                stack,
                                "Given",
                                StreamAttributes.builder()
                                        .streamArn("arn:aws:kinesis:eu-west-1:444455556666:stream/orders")
                                        .encryptionKey(key)
                                        .build()))
                .enhancedFanOut("etl")
                .role(Role.fromRoleArn(stack, "Foreign", role), "shop")
                .bind(new BindingContext(stack));

        assertThat(permissionsOf(source)).containsExactly("sts:AssumeRole on " + role);
        Template.fromStack(stack).resourceCountIs("AWS::Kinesis::StreamConsumer", 0);
    }

    private static EventBridgeSinkBinding events(EventBridgeSinkBinding bus) {
        return bus.source("com.example.orders").detailType("Order");
    }

    private List<String> permissionsOf(SinkBinding sink) {
        return permissionsOf(sink.bind("out", new BindingContext(stack)));
    }

    /** The job's own statements, which come after those that every application has. */
    private List<String> permissionsOf(BoundConnector connector) {
        FlinkApplication application = FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .connector(connector)
                .build();
        Template template = Template.fromStack(stack);
        String roleId = stack.getLogicalId((software.amazon.awscdk.CfnElement)
                application.getRole().getNode().getDefaultChild());
        Map<String, Object> role = Templates.map(template.toJSON(), "Resources", roleId, "Properties");
        return Stream.of(IamTable.of(
                        Templates.map(Templates.list(role, "Policies").get(0), "PolicyDocument")))
                .flatMap(statements -> statements.subList(4, statements.size()).stream())
                .toList();
    }
}
