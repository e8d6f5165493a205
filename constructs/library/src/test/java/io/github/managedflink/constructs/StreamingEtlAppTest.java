package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.application.KpuScaling;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisSourceConfig;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.policies.IamTable;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.s3.S3SinkConfig;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;

class StreamingEtlAppTest {
    private static final String APPLICATION = "AWS::KinesisAnalyticsV2::Application";

    @Nested
    class WithNewResources {
        private static Template template;
        private static StreamingEtlApp pipeline;

        @BeforeAll
        static void synthesize() {
            S3Bucket bucket = S3Bucket.newBucket();
            template = CdkApps.template(stack -> pipeline = StreamingEtlApp.Builder.create(stack, "Orders")
                    .source(KinesisSource.in(KinesisStream.newStream().withShards(4))
                            .withEnhancedFanOut("etl"))
                    .steps(EtlSteps.require("id"), EtlSteps.route("amount < 1.0", "small"))
                    .sink(S3Sink.in(bucket).withPrefix("orders"))
                    .sink("small", S3Sink.in(bucket).withPrefix("small"))
                    .scaling(KpuScaling.fixed(2))
                    .build());
        }

        @Test
        void propertyGroupsAreThePipeline() {
            Map<String, Map<String, String>> groups = propertyGroups(template);

            assertThat(StreamingEtlSpec.fromPropertyGroups(arnsFilledIn(groups)).steps())
                    .isEqualTo(pipeline.getSpec().steps());
            assertThat(groups.get("source"))
                    .containsEntry("stream.arn", "${OrdersStream.Arn}")
                    .containsEntry("consumer.name", "etl")
                    .containsEntry("consumer.arn", "${OrdersConsumer.ConsumerARN}");
            assertThat(groups.get("sink.main"))
                    .containsEntry("location.bucket", "${OrdersBucket}")
                    .containsEntry("location.key", "orders");
            assertThat(groups.get("dead-letters"))
                    .isEqualTo(Map.of("bucket", "${OrdersBucket}", "key", "dead-letters"));
        }

        @Test
        void streamIsEncryptedAndOutlivesTheStack() {
            template.hasResource(
                    "AWS::Kinesis::Stream",
                    Map.of(
                            "DeletionPolicy",
                            "Retain",
                            "Properties",
                            Map.of(
                                    "ShardCount",
                                    4,
                                    "StreamModeDetails",
                                    Map.of("StreamMode", "PROVISIONED"),
                                    "StreamEncryption",
                                    Map.of("EncryptionType", "KMS", "KeyId", "alias/aws/kinesis"))));
        }

        @Test
        void sinksAndDeadLettersShareOnePrivateEncryptedVersionedBucket() {
            assertThat(Templates.only(template, "AWS::S3::Bucket"))
                    .containsEntry("VersioningConfiguration", Map.of("Status", "Enabled"))
                    .containsEntry(
                            "PublicAccessBlockConfiguration",
                            Map.of(
                                    "BlockPublicAcls", true,
                                    "BlockPublicPolicy", true,
                                    "IgnorePublicAcls", true,
                                    "RestrictPublicBuckets", true))
                    .containsKey("BucketEncryption");
            assertThat(IamTable.of(Templates.map(Templates.only(template, "AWS::S3::BucketPolicy"), "PolicyDocument")))
                    .anyMatch(statement -> statement.contains("aws:SecureTransport false"))
                    .anyMatch(statement -> statement.contains("s3:TlsVersion 1.2"));
        }

        @Test
        void optionsOfTheApplicationArePassedOn() {
            assertThat(Templates.map(
                            Templates.only(template, APPLICATION),
                            "ApplicationConfiguration",
                            "FlinkApplicationConfiguration",
                            "ParallelismConfiguration"))
                    .containsEntry("Parallelism", 2)
                    .containsEntry("AutoScalingEnabled", false);
        }

        @Test
        void outputsNameWhatAUserLooksFor() {
            assertThat(template.findOutputs("*").keySet())
                    .anyMatch(id -> id.startsWith("OrdersApplicationName"))
                    .anyMatch(id -> id.startsWith("OrdersStreamName"))
                    .anyMatch(id -> id.startsWith("OrdersBucketName"))
                    .hasSize(3);
        }

        @Test
        void resourcesCanBeReached() {
            assertThat(pipeline.getSource(KinesisSourceConfig.class).stream().getStreamArn())
                    .isEqualTo(
                            pipeline.getSource(KinesisSourceConfig.class).spec().streamArn());
            assertThat(pipeline.getSinks()).containsOnlyKeys("main", "small");
            assertThat(pipeline.getSink("small", S3SinkConfig.class).bucket().getBucketName())
                    .isEqualTo(pipeline.getDeadLetterBucket().getBucketName());
            assertThatThrownBy(() -> pipeline.getSink("big", S3SinkConfig.class))
                    .hasMessage("no sink \"big\"; the sinks are [main, small]");
            assertThat(pipeline.getAlarms()).containsOnlyKeys("Restarts", "FailedCheckpoints", "Lag", "DeadLetters");
            assertThat(pipeline.getRole()).isSameAs(pipeline.getApplication().getRole());
        }
    }

    @Nested
    class WithExistingResources {
        private static Template template;
        private static IStream stream;

        @BeforeAll
        static void synthesize() {
            template = CdkApps.template(stack -> {
                stream = software.amazon.awscdk.services.kinesis.Stream.fromStreamArn(
                        stack, "Stream", "arn:aws:kinesis:eu-west-1:111122223333:stream/orders");
                StreamingEtlApp.Builder.create(stack, "Orders")
                        .source(KinesisSource.of(stream))
                        .format(InputFormat.json())
                        .eventTime(EventTime.arrival())
                        .sink("archive", S3Sink.of(Bucket.fromBucketName(stack, "Bucket", "archive")))
                        .defaultSink("archive")
                        .deadLetters(S3Bucket.newBucket("Rejects"), "orders")
                        .build();
            });
        }

        @Test
        void onlyWhatIsMissingIsCreated() {
            template.resourceCountIs("AWS::Kinesis::Stream", 0);
            template.resourceCountIs("AWS::Kinesis::StreamConsumer", 0);
            template.resourceCountIs("AWS::S3::Bucket", 1);
        }

        @Test
        void pipelineUsesThem() {
            Map<String, Map<String, String>> groups = propertyGroups(template);

            assertThat(groups.get("source"))
                    .containsEntry("stream.arn", "arn:aws:kinesis:eu-west-1:111122223333:stream/orders")
                    .doesNotContainKey("consumer.name");
            assertThat(groups.get("sink.archive")).containsEntry("location.bucket", "archive");
            assertThat(groups.get("dead-letters")).isEqualTo(Map.of("bucket", "${OrdersRejects}", "key", "orders"));
        }
    }

    @Test
    void sourceMayLiveInAnotherStack() {
        App app = new App();
        IStream stream = new software.amazon.awscdk.services.kinesis.Stream(new Stack(app, "Streams"), "Stream");
        Stack stack = new Stack(app, "Pipelines");
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.of(stream).withEnhancedFanOut("etl"))
                .sink(S3Sink.newBucket())
                .build();

        Template template = Template.fromStack(stack);

        assertThat(propertyGroups(template).get("source").get("stream.arn")).contains("Fn::ImportValue");
        template.hasResourceProperties("AWS::Kinesis::StreamConsumer", Map.of("ConsumerName", "etl"));
    }

    @Test
    void templateIsTheSameInEverySynth() {
        assertThat(pipelineWithManySettings()).isEqualTo(pipelineWithManySettings());
    }

    private static String pipelineWithManySettings() {
        return CdkApps.template(stack -> StreamingEtlApp.Builder.create(stack, "Orders")
                        .source(KinesisSource.newStream().withEnhancedFanOut("etl"))
                        .steps(EtlSteps.require("a", "b", "c"), EtlSteps.mask("a"), EtlSteps.drop("b"))
                        .sink(S3Sink.newBucket().withPrefix("orders"))
                        .build())
                .toJSON()
                .toString();
    }

    @Test
    void ownKeysEncryptNewResources() {
        Stack stack = CdkApps.stack();
        Key key = new Key(stack, "Key");
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.in(KinesisStream.newStream().withEncryptionKey(key)))
                .sink(S3Sink.in(S3Bucket.newBucket().withEncryptionKey(key)))
                .encryptionKey(key)
                .build();

        Template template = Template.fromStack(stack);

        assertThat(Templates.only(template, "AWS::Kinesis::Stream").toString()).contains("KeyId={Fn::GetAtt=[Key");
        assertThat(Templates.only(template, "AWS::S3::Bucket").toString()).contains("SSEAlgorithm=aws:kms");
        assertThat(Templates.map(
                        Templates.only(template, APPLICATION),
                        "ApplicationConfiguration",
                        "ApplicationEncryptionConfiguration"))
                .containsEntry("KeyType", "CUSTOMER_MANAGED_KEY");
    }

    @Test
    void recommendedFeatureFlagsKeepThePermissions() {
        Stack plain = CdkApps.stack();
        Stack flagged = CdkApps.stack(Map.of(
                "@aws-cdk/aws-iam:minimizePolicies", true,
                "@aws-cdk/core:enablePartitionLiterals", true,
                "@aws-cdk/aws-s3:createDefaultLoggingPolicy", true,
                "@aws-cdk/aws-s3:publicAccessBlockedByDefault", true,
                "@aws-cdk/aws-iam:standardizedServicePrincipals", true,
                "@aws-cdk/aws-kms:aliasNameRef", true));

        for (Stack stack : List.of(plain, flagged)) {
            StreamingEtlApp.Builder.create(stack, "Orders")
                    .source(KinesisSource.newStream())
                    .sink(S3Sink.newBucket().withPrefix("orders"))
                    .build();
        }

        assertThat(propertyGroups(Template.fromStack(flagged))).isEqualTo(propertyGroups(Template.fromStack(plain)));
        assertThat(permissions(flagged)).isEqualTo(permissions(plain));
    }

    private static Set<String> permissions(Stack stack) {
        Map<String, Object> role = Templates.only(Template.fromStack(stack), "AWS::IAM::Role");
        return IamTable.permissions(
                Templates.map(Templates.list(role, "Policies").get(0), "PolicyDocument"));
    }

    private static Map<String, Map<String, String>> propertyGroups(Template template) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (Object group : Templates.list(
                Templates.only(template, APPLICATION),
                "ApplicationConfiguration",
                "EnvironmentProperties",
                "PropertyGroups")) {
            Map<String, String> properties = new LinkedHashMap<>();
            Templates.map(group, "PropertyMap").forEach((key, value) -> properties.put(key, IamTable.text(value)));
            groups.put((String) Templates.map(group).get("PropertyGroupId"), properties);
        }
        return groups;
    }

    /** What the deployment will put in place of the references. */
    private static Map<String, Map<String, String>> arnsFilledIn(Map<String, Map<String, String>> groups) {
        String stream = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
        Map<String, Map<String, String>> deployed = new LinkedHashMap<>();
        groups.forEach((id, properties) -> {
            Map<String, String> values = new LinkedHashMap<>();
            properties.forEach((key, value) -> values.put(
                    key,
                    value.replace("${OrdersStream.Arn}", stream)
                            .replace("${OrdersConsumer.ConsumerARN}", stream + "/consumer/etl:1700000000")
                            .replace("${OrdersBucket}", "orders-bucket")));
            deployed.put(id, values);
        });
        return deployed;
    }
}
