package io.github.managedflink.constructs.msk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.policies.IamTable;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.model.source.KafkaStartingOffsets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;

/** Pipelines between topics: what they create, and how the job finds its cluster. */
class MskConfigTest {
    private static final String ARN = "arn:aws:kafka:eu-west-1:111122223333:cluster/orders/0a1b2c3d-1";
    private static final String SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonMSK_etl-a1b2c3";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/k";
    private static final String AUTHORITY =
            "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/0a1b2c3d-0000-0000-0000-000000000000";

    private final Stack stack = CdkApps.stackWithEnvironment();

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

    private ISecret secret() {
        return Secret.fromSecretAttributes(
                stack,
                "User",
                SecretAttributes.builder()
                        .secretCompleteArn(SECRET)
                        .encryptionKey(Key.fromKeyArn(stack, "Key", KEY))
                        .build());
    }

    /** From topic to topic of one cluster. */
    private StreamingEtlApp pipeline(MskCluster cluster, IVpc vpc) {
        StreamingEtlApp.Builder pipeline = StreamingEtlApp.Builder.create(stack, "Orders")
                .source(MskSource.of(cluster, "orders").withGroupId("etl"))
                .sink(MskSink.of(cluster, "clean").withExactlyOnce("etl-clean"));
        return (vpc == null ? pipeline : pipeline.vpc(vpc)).build();
    }

    private Template template() {
        return Template.fromStack(stack);
    }

    @Nested
    class Resources {
        @Test
        void newClusterIsSafeByDefault() {
            IVpc vpc = vpc();
            pipeline(MskCluster.newCluster(vpc), vpc);

            template()
                    .hasResource(
                            "AWS::MSK::Cluster",
                            Map.of(
                                    "DeletionPolicy",
                                    "Retain",
                                    "Properties",
                                    Match.objectEquals(Map.ofEntries(
                                            Map.entry(
                                                    "ClusterName",
                                                    Match.stringLikeRegexp(
                                                            "Test-Orders-[0-9A-F]{8}-Cluster-[0-9a-f]{8}")),
                                            Map.entry("KafkaVersion", "3.9.x.kraft"),
                                            Map.entry("NumberOfBrokerNodes", 3),
                                            Map.entry("EnhancedMonitoring", "DEFAULT"),
                                            Map.entry(
                                                    "BrokerNodeGroupInfo",
                                                    Map.of(
                                                            "ClientSubnets",
                                                            List.of("subnet-1", "subnet-2", "subnet-3"),
                                                            "InstanceType",
                                                            "kafka.m7g.large",
                                                            "SecurityGroups",
                                                            Match.anyValue(),
                                                            "StorageInfo",
                                                            Map.of("EBSStorageInfo", Map.of("VolumeSize", 100)))),
                                            Map.entry(
                                                    "ClientAuthentication",
                                                    Map.of("Sasl", Map.of("Iam", Map.of("Enabled", true)))),
                                            Map.entry(
                                                    "EncryptionInfo",
                                                    Map.of(
                                                            "EncryptionInTransit",
                                                            Map.of("ClientBroker", "TLS", "InCluster", true))),
                                            Map.entry(
                                                    "LoggingInfo",
                                                    Map.of(
                                                            "BrokerLogs",
                                                            Map.of(
                                                                    "CloudWatchLogs",
                                                                    Map.of(
                                                                            "Enabled",
                                                                            true,
                                                                            "LogGroup",
                                                                            Match.anyValue()))))))));
        }

        @Test
        void applicationReachesThePortOfItsAuthenticationOnly() {
            IVpc vpc = vpc();
            pipeline(MskCluster.newCluster(vpc), vpc);

            Template template = template();
            template.resourceCountIs("AWS::EC2::SecurityGroupIngress", 1);
            template.hasResourceProperties(
                    "AWS::EC2::SecurityGroupIngress",
                    Map.of("FromPort", 9098, "ToPort", 9098, "Description", "Kafka brokers"));
        }

        @Test
        void jobLearnsTheBrokersOfItsAuthenticationWhenTheStackIsDeployed() {
            pipeline(
                    MskCluster.of(ARN)
                            .withAuthentication(MskClientAuthentication.scram(secret()))
                            .withSecurityGroup(SecurityGroup.fromSecurityGroupId(stack, "Brokers", "sg-1")),
                    vpc());

            Template template = template();
            template.hasResourceProperties(
                    "AWS::EC2::SecurityGroupIngress", Map.of("GroupId", "sg-1", "FromPort", 9096));
            template.resourceCountIs("Custom::AWS", 1);
            template.hasResourceProperties(
                    "Custom::AWS",
                    Map.of(
                            "Create",
                            Match.serializedJson(Match.objectLike(Map.of(
                                    "service",
                                    "Kafka",
                                    "action",
                                    "getBootstrapBrokers",
                                    "parameters",
                                    Map.of("ClusterArn", ARN),
                                    "outputPaths",
                                    List.of("BootstrapBrokerStringSaslScram"))))));
            assertThat(IamTable.of(Templates.map(
                            template.findResources("AWS::IAM::Policy").values().stream()
                                    .filter(policy -> policy.toString().contains("GetBootstrapBrokers"))
                                    .findFirst()
                                    .orElseThrow(),
                            "Properties",
                            "PolicyDocument")))
                    .containsExactly("kafka:GetBootstrapBrokers on " + ARN);
        }

        @Test
        void newUserGetsAPasswordThatMskAccepts() {
            IVpc vpc = vpc();
            StreamingEtlApp pipeline =
                    pipeline(MskCluster.newCluster(vpc).withAuthentication(MskClientAuthentication.scram()), vpc);

            Template template = template();
            template.hasResourceProperties(
                    "AWS::SecretsManager::Secret",
                    Map.of(
                            "Name", Match.stringLikeRegexp("AmazonMSK_Test-Orders-.*"),
                            "KmsKeyId", Match.anyValue(),
                            "GenerateSecretString",
                                    Match.objectLike(Map.of(
                                            "SecretStringTemplate",
                                            "{\"username\":\"flink\"}",
                                            "GenerateStringKey",
                                            "password"))));
            template.hasResourceProperties("AWS::KMS::Key", Map.of("EnableKeyRotation", true));
            template.hasResourceProperties("AWS::MSK::BatchScramSecret", Map.of("SecretArnList", Match.anyValue()));
            template.hasResourceProperties(
                    "AWS::MSK::Cluster",
                    Map.of("ClientAuthentication", Map.of("Sasl", Map.of("Scram", Map.of("Enabled", true)))));
            assertThat(pipeline.getSource(MskSourceConfig.class).cluster().secret())
                    .isPresent();
        }

        @Test
        void newClusterTrustsTheAuthoritiesOfItsClients() {
            IVpc vpc = vpc();
            pipeline(
                    MskCluster.newCluster(vpc)
                            .withAuthentication(MskClientAuthentication.mutualTls(secret(), AUTHORITY)),
                    vpc);

            template()
                    .hasResourceProperties(
                            "AWS::MSK::Cluster",
                            Map.of(
                                    "ClientAuthentication",
                                    Map.of(
                                            "Tls",
                                            Map.of(
                                                    "Enabled",
                                                    true,
                                                    "CertificateAuthorityArnList",
                                                    List.of(AUTHORITY)))));
        }

        @Test
        void clusterIsWhatItIsToldToBe() {
            IVpc vpc = vpc();
            pipeline(
                    MskCluster.newCluster(ProvisionedClusterOptions.builder(vpc)
                                    .id("Kafka")
                                    .clusterName("orders")
                                    .kafkaVersion("3.8.x")
                                    .brokers(6)
                                    .instanceType("kafka.m5.large")
                                    .storageGib(500)
                                    .encryptionKey(Key.fromKeyArn(stack, "Storage", KEY))
                                    .monitoring(ProvisionedClusterOptions.Monitoring.PER_BROKER)
                                    .removalPolicy(RemovalPolicy.DESTROY)
                                    .build())
                            .withAuthentication(MskClientAuthentication.tls()),
                    vpc);

            Template template = template();
            template.hasResource("AWS::MSK::Cluster", Map.of("DeletionPolicy", "Delete"));
            template.hasResourceProperties(
                    "AWS::MSK::Cluster",
                    Map.of(
                            "ClusterName",
                            "orders",
                            "KafkaVersion",
                            "3.8.x",
                            "NumberOfBrokerNodes",
                            6,
                            "EnhancedMonitoring",
                            "PER_BROKER",
                            "ClientAuthentication",
                            Map.of("Unauthenticated", Map.of("Enabled", true)),
                            "EncryptionInfo",
                            Map.of("EncryptionAtRest", Map.of("DataVolumeKMSKeyId", KEY))));
            template.hasOutput("*", Map.of("Value", Match.objectLike(Map.of("Fn::GetAtt", Match.anyValue()))));
        }

        @Test
        void serverlessClusterHasIamAlone() {
            IVpc vpc = vpc();
            pipeline(MskCluster.newServerless(vpc), vpc);

            template()
                    .hasResourceProperties(
                            "AWS::MSK::ServerlessCluster",
                            Map.of(
                                    "ClientAuthentication",
                                    Map.of("Sasl", Map.of("Iam", Map.of("Enabled", true))),
                                    "VpcConfigs",
                                    List.of(Match.objectLike(
                                            Map.of("SubnetIds", List.of("subnet-1", "subnet-2", "subnet-3"))))));
        }

        @Test
        void topicsAreCreatedWithTheStack() {
            IVpc vpc = vpc();
            pipeline(
                    MskCluster.newCluster(vpc)
                            .withTopic(MskTopic.of("orders", 6))
                            .withTopic(MskTopic.of("clean", 3)
                                    .withReplicationFactor(2)
                                    .withSetting("cleanup.policy", "compact")
                                    .withSetting("max.message.bytes", "2097152")),
                    vpc);

            Template template = template();
            template.hasResourceProperties(
                    "AWS::MSK::Topic",
                    Map.of(
                            "TopicName",
                            "orders",
                            "PartitionCount",
                            6,
                            "ReplicationFactor",
                            3,
                            "Configs",
                            Match.absent()));
            template.allResources("AWS::MSK::Topic", Map.of("DeletionPolicy", "Retain"));
            template.hasResourceProperties(
                    "AWS::MSK::Topic",
                    Map.of(
                            "TopicName",
                            "clean",
                            "ReplicationFactor",
                            2,
                            "Configs",
                            Base64.getEncoder()
                                    .encodeToString("{\"cleanup.policy\":\"compact\",\"max.message.bytes\":\"2097152\"}"
                                            .getBytes(StandardCharsets.UTF_8))));
        }

        @Test
        void exactlyOnceWithIamOnAnOldKafkaIsReportedForTransactionsThatHang() {
            IVpc vpc = vpc();
            pipeline(
                    MskCluster.newCluster(ProvisionedClusterOptions.builder(vpc)
                            .kafkaVersion("3.7.x.kraft")
                            .build()),
                    vpc);

            Annotations.fromStack(stack)
                    .hasWarning("/Test/Orders", Match.stringLikeRegexp("kafkaVersion.*3\\.7\\.x.*hung transaction.*"));
        }

        @Test
        void kafkaThatCanEndTransactionsIsNot() {
            IVpc vpc = vpc();
            pipeline(
                    MskCluster.newCluster(ProvisionedClusterOptions.builder(vpc)
                            .kafkaVersion("3.8.x")
                            .build()),
                    vpc);

            Annotations.fromStack(stack).hasNoWarning("*", Match.stringLikeRegexp(".*hung transaction.*"));
        }

        @Test
        void clusterOutsideMskIsUsedAsItIs() {
            StreamingEtlApp pipeline = pipeline(MskCluster.fromBootstrapServers("kafka.example.com:9093"), null);

            Template template = template();
            template.resourceCountIs("Custom::AWS", 0);
            assertThat(pipeline.getSource(MskSourceConfig.class).spec().bootstrapServers())
                    .isEqualTo("kafka.example.com:9093");
            assertThat(pipeline.getAlarms()).doesNotContainKey("Lag");
            Annotations.fromStack(stack).hasWarning("/Test/Orders", Match.stringLikeRegexp(".*no alarm on it.*"));
        }

        @Test
        void lagIsTheLongestOfAnyTopicInMilliseconds() {
            StreamingEtlApp.Builder.create(stack, "Orders")
                    .source(MskSource.of(MskCluster.of(ARN), "a", "b")
                            .withGroupId("etl")
                            .withStartOffsets(KafkaStartingOffsets.committedOrLatest()))
                    .sink(S3Sink.newBucket())
                    .vpc(vpc())
                    .build();

            template()
                    .hasResourceProperties(
                            "AWS::CloudWatch::Alarm",
                            Map.of(
                                    "Threshold",
                                    300000,
                                    "Metrics",
                                    Match.arrayWith(List.of(
                                            Match.objectLike(Map.of("Expression", "1000 * MAX([lag0, lag1])"))))));
            assertThat(template().toJSON().toString())
                    .contains("EstimatedMaxTimeLag", "Name=Cluster Name, Value=orders", "Name=Topic, Value=b");
        }

        @Test
        void namesThatAreNotGivenAreThoseOfThePipeline() {
            MskCluster cluster = MskCluster.of(ARN);
            StreamingEtlApp pipeline = StreamingEtlApp.Builder.create(stack, "Orders")
                    .source(MskSource.of(cluster, "orders"))
                    .sink("clean", MskSink.of(cluster, "clean"))
                    .defaultSink("clean")
                    .vpc(vpc())
                    .build();

            assertThat(pipeline.getSource(MskSourceConfig.class).spec().groupId())
                    .matches("Test-Orders-[0-9A-F]{8}-Source-[0-9a-f]{8}");
            assertThat(pipeline.getSink("clean", MskSinkConfig.class).spec().transactionalIdPrefix())
                    .matches("Test-Orders-[0-9A-F]{8}-clean-[0-9a-f]{8}");
        }
    }

    @Test
    void nagFindsOnlyWhatIsExplained() {
        IVpc vpc = vpc();
        StreamingEtlApp pipeline =
                pipeline(MskCluster.newCluster(vpc).withAuthentication(MskClientAuthentication.scram()), vpc);
        NagSuppressions.addResourceSuppressions(
                List.of(pipeline.getRole()),
                List.of(suppression("AwsSolutions-IAM5", "Not about Kafka: see NagTest.")));
        NagSuppressions.addResourceSuppressions(
                List.of(pipeline.getDeadLetterBucket()),
                List.of(suppression("AwsSolutions-S1", "Not about Kafka: see NagTest.")));
        NagSuppressions.addResourceSuppressions(
                List.of(pipeline.getSource(MskSourceConfig.class)
                        .cluster()
                        .secret()
                        .orElseThrow()),
                List.of(suppression(
                        "AwsSolutions-SMG4",
                        "MSK rotates no passwords itself; a function that does is the user's to choose.")));
        NagSuppressions.addStackSuppressions(
                stack,
                List.of(
                        suppression(
                                "AwsSolutions-IAM4",
                                "The CDK's own function that looks up the brokers logs by the policy that AWS manages."),
                        suppression("AwsSolutions-L1", "The CDK chooses the runtime of its own function.")));

        Aspects.of(stack).add(new AwsSolutionsChecks());

        Objects.requireNonNull(template());
        Annotations annotations = Annotations.fromStack(stack);
        assertThatCode(() -> annotations.hasNoError("*", Match.stringLikeRegexp("AwsSolutions.*")))
                .doesNotThrowAnyException();
        assertThatCode(() -> annotations.hasNoWarning("*", Match.stringLikeRegexp("AwsSolutions.*")))
                .doesNotThrowAnyException();
    }

    private static NagPackSuppression suppression(String id, String reason) {
        return NagPackSuppression.builder().id(id).reason(reason).build();
    }
}
