package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.eventbridge.EventBridgeBus;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.firehose.FirehoseSink;
import io.github.managedflink.constructs.firehose.FirehoseSinkConfig;
import io.github.managedflink.constructs.firehose.FirehoseStream;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.opensearch.OpenSearchDomain;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.constructs.policies.IamTable;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsTopic;
import io.github.managedflink.model.sink.DynamoDbKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.opensearchservice.Domain;
import software.amazon.awscdk.services.opensearchservice.DomainAttributes;

/** The resources that sinks add, with the defaults that make them safe. */
class SinkTemplatesTest {
    private final Stack stack = CdkApps.stackWithEnvironment();

    @Test
    void tableIsOnDemandEncryptedRecoverableAndProtected() {
        Template template = templateOf(DynamoDbSink.in(DynamoDbTable.newTable(DynamoDbKey.string("customer"))
                        .withSortKey(DynamoDbKey.number("at"))
                        .withTimeToLiveAttribute("expires"))
                .withExpiryAfter(Duration.ofDays(30)));

        template.hasResource(
                "AWS::DynamoDB::Table",
                Map.of(
                        "DeletionPolicy",
                        "Retain",
                        "Properties",
                        Map.of(
                                "KeySchema",
                                List.of(
                                        Map.of("AttributeName", "customer", "KeyType", "HASH"),
                                        Map.of("AttributeName", "at", "KeyType", "RANGE")),
                                "AttributeDefinitions",
                                List.of(
                                        Map.of("AttributeName", "customer", "AttributeType", "S"),
                                        Map.of("AttributeName", "at", "AttributeType", "N")),
                                "BillingMode",
                                "PAY_PER_REQUEST",
                                "SSESpecification",
                                Map.of("SSEEnabled", true),
                                "PointInTimeRecoverySpecification",
                                Map.of("PointInTimeRecoveryEnabled", true),
                                "TimeToLiveSpecification",
                                Map.of("AttributeName", "expires", "Enabled", true),
                                "DeletionProtectionEnabled",
                                true)));
    }

    @Test
    void tableThatMayGoIsNotProtected() {
        Template template =
                templateOf(DynamoDbSink.in(DynamoDbTable.newTable("id").withRemovalPolicy(RemovalPolicy.DESTROY)));

        template.hasResource(
                "AWS::DynamoDB::Table",
                Map.of("DeletionPolicy", "Delete", "Properties", Map.of("DeletionProtectionEnabled", false)));
    }

    @Test
    void streamIsOnDemandEncryptedAndStays() {
        templateOf(KinesisSink.newStream())
                .hasResource(
                        "AWS::Kinesis::Stream",
                        Map.of(
                                "DeletionPolicy",
                                "Retain",
                                "Properties",
                                Map.of(
                                        "StreamModeDetails", Map.of("StreamMode", "ON_DEMAND"),
                                        "StreamEncryption",
                                                Map.of("EncryptionType", "KMS", "KeyId", "alias/aws/kinesis"))));
    }

    @Test
    void deliveryStreamIsEncryptedAndWritesBelowItsPrefix() {
        templateOf(FirehoseSink.newStream())
                .hasResourceProperties(
                        "AWS::KinesisFirehose::DeliveryStream",
                        Map.of(
                                "DeliveryStreamType",
                                "DirectPut",
                                "DeliveryStreamEncryptionConfigurationInput",
                                Map.of("KeyType", "AWS_OWNED_CMK"),
                                "ExtendedS3DestinationConfiguration",
                                Match.objectLike(Map.of("Prefix", "out/", "ErrorOutputPrefix", "out-errors/"))));
    }

    @Test
    void deliveryStreamSharesItsBucketWithTheDeadLetters() {
        StreamingEtlApp pipeline = StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.newStream())
                .sink(FirehoseSink.newStream())
                .build();

        Template.fromStack(stack).resourceCountIs("AWS::S3::Bucket", 1);
        assertThat(pipeline.getSink("main", FirehoseSinkConfig.class)
                        .deliveryStream()
                        .getDeliveryStreamArn())
                .isNotEmpty();
    }

    @Test
    void topicIsEncryptedAndTakesMessagesOverTlsOnly() {
        Template template = templateOf(SnsSink.newTopic());

        assertThat(IamTable.text(Templates.only(template, "AWS::SNS::Topic").get("KmsMasterKeyId")))
                .endsWith("alias/aws/sns");
        template.hasResourceProperties(
                "AWS::SNS::TopicPolicy",
                Match.objectLike(Map.of(
                        "PolicyDocument",
                        Match.objectLike(Map.of(
                                "Statement",
                                List.of(Match.objectLike(Map.of(
                                        "Effect",
                                        "Deny",
                                        "Action",
                                        "sns:Publish",
                                        "Condition",
                                        Map.of("Bool", Map.of("aws:SecureTransport", "false"))))))))));
    }

    @Test
    void topicThatIsNotNamedGoesWithItsStack() {
        templateOf(SnsSink.newTopic())
                .hasResource(
                        "AWS::SNS::Topic",
                        Map.of(
                                "DeletionPolicy",
                                Match.absent(),
                                "Properties",
                                Map.of("TopicName", Match.absent(), "FifoTopic", Match.absent())));
    }

    @Test
    void nameOfAFifoTopicGetsItsEnd() {
        templateOf(SnsSink.in(SnsTopic.newTopic()
                                .withFifo()
                                .withTopicName("notices")
                                .withRemovalPolicy(RemovalPolicy.RETAIN))
                        .withMessageGroup("id"))
                .hasResource(
                        "AWS::SNS::Topic",
                        Map.of(
                                "DeletionPolicy",
                                "Retain",
                                "Properties",
                                Map.of("TopicName", "notices.fifo", "FifoTopic", true)));
    }

    @Test
    void fifoTopicHasAGeneratedNameWithItsEnd() {
        Template template =
                templateOf(SnsSink.in(SnsTopic.newTopic().withFifo()).withMessageGroup("id"));

        assertThat(Templates.only(template, "AWS::SNS::Topic").get("TopicName"))
                .asString()
                .endsWith(".fifo");
    }

    @Test
    void streamOfASinkHasTheOptionsOfOneOfASource() {
        templateOf(KinesisSink.in(KinesisStream.newStream()
                        .withStreamName("clean")
                        .withShards(3)
                        .withRetention(Duration.ofDays(7))
                        .withRemovalPolicy(RemovalPolicy.DESTROY)))
                .hasResource(
                        "AWS::Kinesis::Stream",
                        Map.of(
                                "DeletionPolicy",
                                "Delete",
                                "Properties",
                                Map.of(
                                        "Name",
                                        "clean",
                                        "ShardCount",
                                        3,
                                        "RetentionPeriodHours",
                                        168,
                                        "StreamModeDetails",
                                        Map.of("StreamMode", "PROVISIONED"))));
    }

    @Test
    void deliveryStreamHasThePrefixThatItWasGiven() {
        templateOf(FirehoseSink.in(FirehoseStream.newStream().withPrefix("orders")))
                .hasResourceProperties(
                        "AWS::KinesisFirehose::DeliveryStream",
                        Map.of(
                                "ExtendedS3DestinationConfiguration",
                                Match.objectLike(Map.of("Prefix", "orders/", "ErrorOutputPrefix", "orders-errors/"))));
    }

    @Test
    void keyOfABusLetsEventBridgeIn() {
        Key key = new Key(stack, "Key");

        Template template =
                templateOf(EventBridgeSink.in(EventBridgeBus.newBus().withEncryptionKey(key))
                        .withSource("s")
                        .withDetailType("t"));

        assertThat(IamTable.of(Templates.map(Templates.only(template, "AWS::KMS::Key"), "KeyPolicy")))
                .anySatisfy(statement -> assertThat(statement).startsWith("events.amazonaws.com: kms:Decrypt"));
    }

    @Test
    void sinksOnTheDefaultBusShareIt() {
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.newStream())
                .sink(EventBridgeSink.defaultBus().withSource("s").withDetailType("t"))
                .sink("more", EventBridgeSink.defaultBus().withSource("s").withDetailType("u"))
                .build();

        Template.fromStack(stack).resourceCountIs("AWS::Events::EventBus", 0);
    }

    @Test
    void domainIsEncryptedEverywhereAndSurvivesTheLossOfAZone() {
        templateOf(OpenSearchSink.newDomain())
                .hasResource(
                        "AWS::OpenSearchService::Domain",
                        Map.of(
                                "DeletionPolicy",
                                "Retain",
                                "Properties",
                                Map.of(
                                        "ClusterConfig",
                                        Map.of(
                                                "InstanceCount",
                                                3,
                                                "DedicatedMasterEnabled",
                                                true,
                                                "DedicatedMasterCount",
                                                3,
                                                "ZoneAwarenessEnabled",
                                                true,
                                                "ZoneAwarenessConfig",
                                                Map.of("AvailabilityZoneCount", 3)),
                                        "EncryptionAtRestOptions",
                                        Map.of("Enabled", true),
                                        "NodeToNodeEncryptionOptions",
                                        Map.of("Enabled", true),
                                        "DomainEndpointOptions",
                                        Map.of(
                                                "EnforceHTTPS",
                                                true,
                                                "TLSSecurityPolicy",
                                                "Policy-Min-TLS-1-2-PFS-2023-10"))));
    }

    @Test
    void domainInVpcLetsTheApplicationInAndNobodyElse() {
        IVpc vpc = vpc();

        Template template = templateOf(
                OpenSearchSink.in(OpenSearchDomain.newDomain().withVpc(vpc).withDataNodes("r6g.large.search", 2)),
                application -> application.vpc(vpc));

        template.hasResourceProperties(
                "AWS::OpenSearchService::Domain",
                Map.of("VPCOptions", Map.of("SubnetIds", List.of("subnet-1", "subnet-2"))));
        template.resourceCountIs("AWS::EC2::SecurityGroupIngress", 1);
        template.hasResourceProperties(
                "AWS::EC2::SecurityGroupIngress", Map.of("IpProtocol", "tcp", "FromPort", 443, "ToPort", 443));
    }

    @Test
    void domainThatExistsInVpcLetsTheApplicationIn() {
        Template template = templateOf(
                OpenSearchSink.in(OpenSearchDomain.of(
                        Domain.fromDomainAttributes(
                                stack,
                                "Given",
                                DomainAttributes.builder()
                                        .domainArn("arn:aws:es:eu-west-1:111122223333:domain/orders")
                                        .domainEndpoint("vpc-orders.eu-west-1.es.amazonaws.com")
                                        .build()),
                        SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1"))),
                application -> application.vpc(vpc()));

        template.hasResourceProperties(
                "AWS::EC2::SecurityGroupIngress", Map.of("GroupId", "sg-1", "FromPort", 443, "ToPort", 443));
    }

    private IVpc vpc() {
        return Vpc.fromVpcAttributes(
                stack,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-1")
                        .availabilityZones(List.of("eu-west-1a", "eu-west-1b", "eu-west-1c"))
                        .privateSubnetIds(List.of("subnet-1", "subnet-2", "subnet-3"))
                        .build());
    }

    private Template templateOf(PipelineSink sink) {
        return templateOf(sink, application -> {});
    }

    private Template templateOf(PipelineSink sink, Consumer<FlinkApplication.Builder> more) {
        FlinkApplication.Builder application = FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .connector(sink.bind("out", new BindingContext(stack)));
        more.accept(application);
        application.build();
        return Template.fromStack(stack);
    }
}
