package io.github.managedflink.constructs.msk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.model.settings.InvalidSpecException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** Mistakes with Kafka clusters, topics and users are refused before any resource exists. */
class MskRulesTest {
    private static final String ARN = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-1";

    private static Stack stack;
    private static IVpc vpc;
    private static IVpc narrow;
    private static ISecret secret;
    private static ISecurityGroup group;
    private static int count;

    @BeforeAll
    static void createSurroundings() {
        stack = CdkApps.stackWithEnvironment();
        vpc = vpc("Vpc", List.of("a", "b", "c"), List.of("subnet-1", "subnet-2", "subnet-3"));
        narrow = vpc("Narrow", List.of("a"), List.of("subnet-1"));
        secret = Secret.fromSecretNameV2(stack, "Secret", "AmazonMSK_etl");
        group = SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1");
    }

    private static IVpc vpc(String id, List<String> zones, List<String> subnets) {
        return Vpc.fromVpcAttributes(
                stack,
                id,
                VpcAttributes.builder()
                        .vpcId("vpc-1")
                        .availabilityZones(zones)
                        .privateSubnetIds(subnets)
                        .build());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                source("source.cluster: is required", MskSource.of(null, "orders")),
                cluster(
                        "cluster.arn = \"arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders\": is a"
                                + " Firehose delivery stream, which can only be written to. Read the Kinesis data stream"
                                + " or MSK topic",
                        MskCluster.of("arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders")),
                cluster(
                        "is a Kinesis data stream. Use KinesisSource",
                        MskCluster.of("arn:aws:kinesis:eu-west-1:111122223333:stream/orders")),
                cluster("cluster.arn = \"orders\": is no ARN of an MSK cluster", MskCluster.of("orders")),
                cluster("cluster.id: is required", MskCluster.of(ARN, null)),
                cluster(
                        "cluster.securityGroup = \"null\": sets nothing",
                        MskCluster.of(ARN).withSecurityGroup(null)),
                cluster(
                        "cluster.authentication: is required",
                        MskCluster.of(ARN).withAuthentication(null)),
                cluster(
                        "cluster.authentication.secret: is needed for a cluster that exists",
                        MskCluster.of(ARN).withAuthentication(MskClientAuthentication.scram())),
                cluster(
                        "cluster.authentication.secret = \"null\": sets nothing",
                        MskCluster.newCluster(vpc).withAuthentication(MskClientAuthentication.scram(null))),
                cluster(
                        "cluster.authentication.authorityArns = \"ca\": is no ARN of a certificate authority",
                        MskCluster.newCluster(vpc).withAuthentication(MskClientAuthentication.mutualTls(secret, "ca"))),
                cluster(
                        "cluster.authentication.authorityArns: are needed for a new cluster",
                        MskCluster.newCluster(vpc).withAuthentication(MskClientAuthentication.mutualTls(secret))),
                cluster(
                        "cluster.authentication = \"plaintext\": is not for a new cluster",
                        MskCluster.newCluster(vpc).withAuthentication(MskClientAuthentication.plaintext())),
                cluster(
                        "cluster.authentication = \"TLS\": is not what MSK Serverless offers",
                        MskCluster.newServerless(vpc).withAuthentication(MskClientAuthentication.tls())),
                cluster(
                        "cluster.authentication = \"iam\": needs the ARN of an MSK cluster",
                        MskCluster.fromBootstrapServers("b-1:9098").withAuthentication(MskClientAuthentication.iam())),
                cluster("source.brokers = \"b-1\": is no list of brokers", MskCluster.fromBootstrapServers("b-1")),
                cluster(
                        "cluster.securityGroup = \"a security group\": belongs to an MSK cluster",
                        MskCluster.newCluster(vpc).withSecurityGroup(group)),
                cluster("cluster.subnets = \"1 subnets\": are too few", MskCluster.newCluster(narrow)),
                cluster("cluster.vpc: is required", MskCluster.newServerless(null)),
                cluster(
                        "cluster.topic = \"orders\": cannot be created with the stack in MSK Serverless",
                        MskCluster.newServerless(vpc).withTopic(MskTopic.of("orders", 1))),
                cluster(
                        "cluster.topic = \"orders\": can be created in a provisioned MSK cluster only",
                        MskCluster.fromBootstrapServers("b-1:9094").withTopic(MskTopic.of("orders", 1))),
                cluster(
                        "cluster.topic = \"orders\": is given twice",
                        MskCluster.of(ARN).withTopic(MskTopic.of("orders", 1)).withTopic(MskTopic.of("orders", 2))),
                cluster("cluster.topic: is required", MskCluster.of(ARN).withTopic(null)),
                cluster(
                        "cluster.topic.partitions = \"0\": must be between 1",
                        MskCluster.of(ARN).withTopic(MskTopic.of("orders", 0))),
                cluster(
                        "cluster.topic.name = \"a b\": is no name of a topic",
                        MskCluster.of(ARN).withTopic(MskTopic.of("a b", 1))),
                cluster(
                        "cluster.topic.setting.retention.ms = \"a day\": is no setting",
                        MskCluster.of(ARN).withTopic(MskTopic.of("orders", 1).withSetting("retention.ms", "a day"))),
                cluster(
                        "cluster.topic.setting.retention.ms = \"retention.ms\": is given twice",
                        MskCluster.of(ARN)
                                .withTopic(MskTopic.of("orders", 1)
                                        .withSetting("retention.ms", "1000")
                                        .withSetting("retention.ms", "2000"))),
                cluster(
                        "cluster.topic.orders.replicationFactor = \"4\": is more than the 3 brokers",
                        MskCluster.newCluster(vpc)
                                .withTopic(MskTopic.of("orders", 1).withReplicationFactor(4))),
                provisioned("cluster.brokers = \"4\": must be a multiple of the 3 subnets", b -> b.brokers(4)),
                provisioned("cluster.storageGib = \"0\": must be between 1", b -> b.storageGib(0)),
                provisioned("cluster.clusterName = \"a_b\": must have 1 to 64", b -> b.clusterName("a_b")),
                provisioned("cluster.kafkaVersion = \"latest\": is no version", b -> b.kafkaVersion("latest")),
                provisioned("cluster.instanceType = \"m5.large\": is no type", b -> b.instanceType("m5.large")),
                provisioned("cluster.monitoring: is required", b -> b.monitoring(null)),
                provisioned("cluster.encryptionKey = \"null\": sets nothing", b -> b.encryptionKey(null)),
                provisioned(
                        "cluster.removalPolicy = \"SNAPSHOT\": is not for this kind",
                        b -> b.removalPolicy(RemovalPolicy.SNAPSHOT)),
                provisioned("cluster.id: is required", b -> b.id(null)),
                source(
                        "source.groupId = \"null\": sets nothing",
                        MskSource.of(MskCluster.of(ARN), "a").withGroupId(null)),
                source("source.topic: is required", MskSource.of(MskCluster.of(ARN))),
                source(
                        "source.topic-pattern = \"(\": is no regular expression",
                        MskSource.ofPattern(MskCluster.of(ARN), "(")),
                sink(
                        "sink.main.transactionalIdPrefix = \"null\": sets nothing",
                        b -> b.sink(MskSink.of(MskCluster.of(ARN), "clean").withExactlyOnce(null))),
                sink(
                        "sink.main.transaction.timeout = \"PT1H\": must be between PT2M and PT15M",
                        b -> b.sink(
                                MskSink.of(MskCluster.of(ARN), "clean").withTransactionTimeout(Duration.ofHours(1)))),
                sink(
                        "checkpointing.interval = \"PT5M\": is too long for sink.main, which loses records if there is"
                                + " more than PT4M from one checkpoint to the next",
                        b -> b.checkpointing(Checkpointing.every(Duration.ofMinutes(5)))
                                .sink(MskSink.of(MskCluster.of(ARN), "clean")
                                        .withTransactionTimeout(Duration.ofMinutes(5)))),
                sink(
                        "vpc: is required, because sink.main can be reached from a VPC only",
                        b -> b.sink(MskSink.of(MskCluster.of(ARN), "clean")).source(KinesisSource.newStream())));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsRefusedAndNamed(String message, Consumer<StreamingEtlApp.Builder> mistake) {
        StreamingEtlApp.Builder builder =
                StreamingEtlApp.Builder.create(stack, "Pipeline" + count++).source(KinesisSource.newStream());
        if (!message.startsWith("vpc")) {
            builder.vpc(vpc);
        }
        mistake.accept(builder);

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, builder::build);

        assertThat(refusal).hasMessageContaining(message);
        assertThat(refusal.violations()).as(refusal.getMessage()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "orders,orders*",
        "orders-.*,orders-*",
        "orders\\.v[0-9]+,orders.v*",
        "orders.v1,orders*",
        "orders?,order*",
        "a|b,*",
        ".*,*",
        "(a)b,*"
    })
    void patternNeverAllowsLessThanItMatches(String expression, String expected) {
        assertThat(TopicPatterns.toIam(expression)).isEqualTo(expected);
    }

    private static Arguments source(String message, PipelineSource binding) {
        return sink(message, builder -> builder.source(binding).sink(S3Sink.newBucket()));
    }

    private static Arguments sink(String message, Consumer<StreamingEtlApp.Builder> withSink) {
        return arguments(message, withSink);
    }

    private static Arguments cluster(String message, MskCluster cluster) {
        return source(message, MskSource.of(cluster, "orders"));
    }

    private static Arguments provisioned(String message, Consumer<ProvisionedClusterOptions.Builder> mistake) {
        ProvisionedClusterOptions.Builder builder = ProvisionedClusterOptions.builder(vpc);
        mistake.accept(builder);
        return cluster(message, MskCluster.newCluster(builder.build()));
    }
}
