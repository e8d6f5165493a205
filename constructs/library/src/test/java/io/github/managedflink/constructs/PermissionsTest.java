package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.spec.S3Location;
import io.github.managedflink.spec.etl.EtlSteps;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.amazon.awscdk.services.iam.FromRoleArnOptions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamAttributes;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.s3.IBucket;

/** What each role and key policy says, whole: a permission more or less fails a test. */
class PermissionsTest {
    private static final String KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/k";
    private static final String SINK_ACTIONS =
            "s3:GetObject, s3:PutObject, s3:DeleteObject, s3:AbortMultipartUpload, s3:ListMultipartUploadParts";
    private static final String CODE = "s3:GetObject, s3:GetObjectVersion on arn:${AWS::Partition}:s3:::"
            + "cdk-hnb659fds-assets-111122223333-eu-west-1/HASH.jar";
    private static final String LOG_GROUPS =
            "logs:DescribeLogGroups on arn:${AWS::Partition}:logs:eu-west-1:111122223333:log-group:*";

    private final Stack stack = CdkApps.stackWithEnvironment();

    @Test
    void onlyTheServiceMayTakeOnTheRoleAndOnlyForThisApplication() {
        FlinkApplication.Builder.create(stack, "Orders")
                .applicationName("orders")
                .code(ApplicationCode.bundledPipeline())
                .build();

        Map<String, Object> role = Templates.only(Template.fromStack(stack), "AWS::IAM::Role");

        assertThat(IamTable.of(Templates.map(role, "AssumeRolePolicyDocument")))
                .containsExactly("kinesisanalytics.amazonaws.com: sts:AssumeRole"
                        + " if ArnEquals aws:SourceArn"
                        + " arn:${AWS::Partition}:kinesisanalytics:eu-west-1:111122223333:application/orders"
                        + " if StringEquals aws:SourceAccount 111122223333");
    }

    @Test
    void applicationReadsItsCodeAndWritesItsLog() {
        FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .build();

        assertThat(inlinePolicy())
                .containsExactly(
                        CODE,
                        LOG_GROUPS,
                        "logs:DescribeLogStreams on ${OrdersLogGroup.Arn}",
                        "logs:PutLogEvents on arn:${AWS::Partition}:logs:eu-west-1:111122223333:log-group:${OrdersLogGroup}"
                                + ":log-stream:${OrdersLogStream}");
    }

    @Test
    void codeInAnEncryptedBucketNeedsTheKey() {
        FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.fromBucket(encryptedBucket("Jars"), "jobs/orders.jar", "v1"))
                .build();

        assertThat(inlinePolicy())
                .startsWith(
                        "s3:GetObject, s3:GetObjectVersion on arn:aws:s3:::jars/jobs/orders.jar",
                        "kms:Decrypt on " + KEY_ARN);
    }

    @Test
    void inNetworkServiceManagesInterfacesInTheseSubnetsOnly() {
        FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .vpc(Vpc.fromVpcAttributes(
                        stack,
                        "Vpc",
                        VpcAttributes.builder()
                                .vpcId("vpc-1")
                                .availabilityZones(List.of("eu-west-1a", "eu-west-1b"))
                                .privateSubnetIds(List.of("subnet-1", "subnet-2"))
                                .build()))
                .securityGroups(List.of(SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1")))
                .build();

        assertThat(inlinePolicy())
                .endsWith(
                        "ec2:DescribeVpcs, ec2:DescribeSubnets, ec2:DescribeSecurityGroups, ec2:DescribeDhcpOptions,"
                                + " ec2:DescribeNetworkInterfaces on *",
                        "ec2:CreateNetworkInterface on"
                                + " arn:${AWS::Partition}:ec2:eu-west-1:111122223333:network-interface/*,"
                                + " arn:${AWS::Partition}:ec2:eu-west-1:*:subnet/subnet-1,"
                                + " arn:${AWS::Partition}:ec2:eu-west-1:*:subnet/subnet-2,"
                                + " arn:${AWS::Partition}:ec2:eu-west-1:*:security-group/sg-1",
                        "ec2:CreateNetworkInterfacePermission, ec2:DeleteNetworkInterface on"
                                + " arn:${AWS::Partition}:ec2:eu-west-1:111122223333:network-interface/*"
                                + " if ArnLike ec2:Subnet arn:${AWS::Partition}:ec2:eu-west-1:*:subnet/subnet-1,"
                                + " arn:${AWS::Partition}:ec2:eu-west-1:*:subnet/subnet-2");
    }

    @Test
    void pollingPipelineReadsItsStreamAndWritesBelowItsPrefixes() {
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSourceBinding.newStream())
                .sink(S3SinkBinding.newBucket().prefix("clean"))
                .build();

        assertThat(inlinePolicy().subList(4, 9))
                .containsExactly(
                        "kinesis:DescribeStream, kinesis:ListShards, kinesis:GetShardIterator, kinesis:GetRecords"
                                + " on ${OrdersStream.Arn}",
                        "s3:ListBucket on ${OrdersBucket.Arn} if StringLike s3:prefix clean, clean/*",
                        SINK_ACTIONS + " on ${OrdersBucket.Arn}/clean/*",
                        "s3:ListBucket on ${OrdersBucket.Arn} if StringLike s3:prefix dead-letters, dead-letters/*",
                        SINK_ACTIONS + " on ${OrdersBucket.Arn}/dead-letters/*");
        assertThat(inlinePolicy()).hasSize(9);
    }

    @Test
    void fanOutPipelineSubscribesThroughTheStacksConsumerAndReadsLookupTables() {
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSourceBinding.newStream().enhancedFanOut("etl"))
                .steps(EtlSteps.enrichFromCsv(S3Location.of("tables", "geo/countries.csv"), "country", "code", "name"))
                .sink(S3SinkBinding.newBucket())
                .build();

        assertThat(inlinePolicy().subList(4, 11))
                .containsExactly(
                        "kinesis:DescribeStream, kinesis:ListShards on ${OrdersStream.Arn}",
                        "kinesis:SubscribeToShard on ${OrdersStream.Arn}, ${OrdersConsumer.ConsumerARN}",
                        "s3:ListBucket on ${OrdersBucket.Arn} if StringLike s3:prefix main, main/*",
                        SINK_ACTIONS + " on ${OrdersBucket.Arn}/main/*",
                        "s3:ListBucket on ${OrdersBucket.Arn} if StringLike s3:prefix dead-letters, dead-letters/*",
                        SINK_ACTIONS + " on ${OrdersBucket.Arn}/dead-letters/*",
                        "s3:GetObject on arn:${AWS::Partition}:s3:::tables/geo/countries.csv");
    }

    @Test
    void encryptedStreamAndBucketNeedTheirKeys() {
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSourceBinding.of(Stream.fromStreamAttributes(
                        stack,
                        "Stream",
                        StreamAttributes.builder()
                                .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/orders")
                                .encryptionKey(Key.fromKeyArn(stack, "StreamKey", KEY_ARN))
                                .build())))
                .sink(S3SinkBinding.of(encryptedBucket("Out")).prefix("clean"))
                .build();

        assertThat(inlinePolicy().subList(4, 9))
                .containsExactly(
                        "kinesis:DescribeStream, kinesis:ListShards, kinesis:GetShardIterator, kinesis:GetRecords"
                                + " on arn:aws:kinesis:eu-west-1:111122223333:stream/orders",
                        "kms:Decrypt on " + KEY_ARN,
                        "s3:ListBucket on arn:aws:s3:::out if StringLike s3:prefix clean, clean/*",
                        SINK_ACTIONS + " on arn:aws:s3:::out/clean/*",
                        "kms:Decrypt, kms:GenerateDataKey on " + KEY_ARN);
    }

    @Test
    void ownJobGetsWhatItsConnectorsNeed() {
        BindingContext context = new BindingContext(stack);
        FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .connector(KinesisSourceBinding.newStream().bind(context))
                .connector(S3SinkBinding.newBucket().bind("out", context))
                .build();

        assertThat(inlinePolicy().subList(4, 7))
                .containsExactly(
                        "kinesis:DescribeStream, kinesis:ListShards, kinesis:GetShardIterator, kinesis:GetRecords"
                                + " on ${Stream.Arn}",
                        "s3:ListBucket on ${Bucket.Arn} if StringLike s3:prefix out, out/*",
                        SINK_ACTIONS + " on ${Bucket.Arn}/out/*");
    }

    @Test
    void roleThatCannotBeChangedIsReportedWithWhatItMustHave() {
        FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .role(Role.fromRoleArn(
                        stack,
                        "Foreign",
                        "arn:aws:iam::111122223333:role/given",
                        FromRoleArnOptions.builder()
                                .mutable(false)
                                .addGrantsToResources(true)
                                .build()))
                .build();

        Annotations.fromStack(stack)
                .hasWarning(
                        "/Test/Orders",
                        Match.stringLikeRegexp(".*role cannot be changed here.*s3:GetObject.*logs:PutLogEvents.*"));
    }

    @Test
    void importedKeyIsReportedWithWhomItMustLetIn() {
        FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .encryptionKey(Key.fromKeyArn(stack, "Key", KEY_ARN))
                .build();

        Annotations.fromStack(stack)
                .hasWarning(
                        "/Test/Orders", Match.stringLikeRegexp(".*infrastructure.kinesisanalytics.amazonaws.com.*"));
        Template.fromStack(stack)
                .hasResourceProperties(
                        "AWS::KinesisAnalyticsV2::Application",
                        Map.of(
                                "ApplicationConfiguration",
                                Map.of(
                                        "ApplicationEncryptionConfiguration",
                                        Map.of("KeyType", "CUSTOMER_MANAGED_KEY", "KeyId", KEY_ARN))));
    }

    @Test
    void givenRoleGetsThePermissionsBeforeTheApplicationIsCreated() {
        FlinkApplication application = FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .role(Role.fromRoleName(stack, "Given", "given"))
                .build();

        Template template = Template.fromStack(stack);
        Map<String, Object> policy = Templates.only(template, "AWS::IAM::Policy");

        template.resourceCountIs("AWS::IAM::Role", 0);
        assertThat(IamTable.of(Templates.map(policy, "PolicyDocument")))
                .hasSize(4)
                .contains(CODE);
        assertThat(policy).containsEntry("Roles", List.of("given"));
        assertThat(Templates.map(template.toJSON(), "Resources", stack.getLogicalId(application.getResource())))
                .extractingByKey("DependsOn")
                .asString()
                .contains("Given");
    }

    @Test
    void keyPolicyLetsBothServicePrincipalsUseTheKeyForThisApplicationOnly() {
        String arn = "arn:${AWS::Partition}:kinesisanalytics:eu-west-1:111122223333:application/orders";
        String context = " if StringEquals kms:EncryptionContext:aws:kinesisanalytics:arn " + arn;
        String application = " if StringEquals aws:SourceAccount 111122223333 if StringEquals aws:SourceArn " + arn;
        Key key = new Key(stack, "Key");
        FlinkApplication.Builder.create(stack, "Orders")
                .applicationName("orders")
                .code(ApplicationCode.bundledPipeline())
                .encryptionKey(key)
                .logging(ApplicationLogging.newLogGroup().encryptionKey(key))
                .build();

        List<String> policy =
                IamTable.of(Templates.map(Templates.only(Template.fromStack(stack), "AWS::KMS::Key"), "KeyPolicy"));

        assertThat(policy.subList(1, policy.size()))
                .containsExactly(
                        "logs.eu-west-1.amazonaws.com: kms:Encrypt, kms:Decrypt, kms:ReEncrypt*, kms:GenerateDataKey*,"
                                + " kms:DescribeKey on * if ArnLike kms:EncryptionContext:aws:logs:arn"
                                + " arn:${AWS::Partition}:logs:eu-west-1:111122223333:log-group:*",
                        "kinesisanalytics.amazonaws.com, infrastructure.kinesisanalytics.amazonaws.com:"
                                + " kms:DescribeKey on *" + application,
                        "kinesisanalytics.amazonaws.com: kms:GenerateDataKey on *" + application + context,
                        "kinesisanalytics.amazonaws.com: kms:Decrypt on *" + context,
                        "infrastructure.kinesisanalytics.amazonaws.com: kms:Decrypt,"
                                + " kms:GenerateDataKeyWithoutPlaintext on *" + context,
                        "infrastructure.kinesisanalytics.amazonaws.com: kms:CreateGrant on *"
                                + " if ForAllValues:StringEquals kms:GrantOperations Decrypt"
                                + " if StringEquals kms:EncryptionContext:aws:kinesisanalytics:arn " + arn
                                + " if StringEquals kms:GrantConstraintType EncryptionContextSubset");
    }

    private IBucket encryptedBucket(String id) {
        String name = id.toLowerCase(Locale.ROOT);
        return Bucket.fromBucketAttributes(
                stack,
                id,
                BucketAttributes.builder()
                        .bucketName(name)
                        .bucketArn("arn:aws:s3:::" + name)
                        .encryptionKey(Key.fromKeyArn(stack, id + "Key", KEY_ARN))
                        .build());
    }

    private List<String> inlinePolicy() {
        Map<String, Object> role = Templates.only(Template.fromStack(stack), "AWS::IAM::Role");
        return IamTable.of(Templates.map(Templates.list(role, "Policies").get(0), "PolicyDocument"));
    }
}
