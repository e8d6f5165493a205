package io.github.managedflink.test.synth.byhand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.AssetHashType;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.CfnRole;
import software.amazon.awscdk.services.kinesis.CfnStream;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplicationCloudWatchLoggingOption;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.CfnLogStream;
import software.amazon.awscdk.services.s3.CfnBucket;
import software.amazon.awscdk.services.s3.CfnBucketPolicy;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.constructs.Construct;

/** The same template as the sample's {@code EarthquakesStack} gives, but for logical ids. */
public final class EarthquakesByHandStack extends Stack {
    static final String APPLICATION = "Earthquakes-Quakes-d20d2c8e";

    /**
     * The stack.
     *
     * @param root the folder of the repository
     */
    public EarthquakesByHandStack(Construct scope, String id, Path root) {
        super(scope, id);
        Arns arns = new Arns(getPartition(), getRegion(), getAccount());

        Asset classes = Asset.Builder.create(this, "MagnitudeClasses")
                .path(root.resolve("sample-apps/data/magnitude-classes.csv").toString())
                .build();
        String classesBucket = classes.getS3BucketName();
        String classesKey = classes.getS3ObjectKey();
        Asset code =
                codeAsset(root.resolve("constructs/library/target/classes/io/github/managedflink/constructs/internal"));
        String codeBucketArn = arns.bucket(code.getS3BucketName());
        String codeKey = code.getS3ObjectKey();

        CfnStream stream = stream();
        String streamArn = stream.getAttrArn();
        String streamName = stream.getRef();
        CfnBucket bucket = bucket();
        String bucketArn = bucket.getAttrArn();
        String bucketName = bucket.getRef();
        bucketPolicy(bucketName, bucketArn);

        CfnLogGroup logGroup =
                CfnLogGroup.Builder.create(this, "LogGroup").retentionInDays(30).build();
        logGroup.applyRemovalPolicy(RemovalPolicy.RETAIN);
        String logGroupName = logGroup.getRef();
        CfnLogStream logStream = CfnLogStream.Builder.create(this, "LogStream")
                .logGroupName(logGroupName)
                .build();
        logStream.applyRemovalPolicy(RemovalPolicy.RETAIN);
        String logStreamArn = arns.of("logs", "log-group:" + logGroupName + ":log-stream:" + logStream.getRef());

        CfnRole role = CfnRole.Builder.create(this, "Role")
                .description("What the Flink application " + APPLICATION + " may do")
                .assumeRolePolicyDocument(Policies.trust(arns))
                .policies(List.of(CfnRole.PolicyProperty.builder()
                        .policyName("FlinkApplication")
                        .policyDocument(Policies.document(List.of(
                                Policies.allow(
                                        List.of("s3:GetObject", "s3:GetObjectVersion"), codeBucketArn + "/" + codeKey),
                                Policies.allow("logs:DescribeLogGroups", arns.of("logs", "log-group:*")),
                                Policies.allow("logs:DescribeLogStreams", logGroup.getAttrArn()),
                                Policies.allow("logs:PutLogEvents", logStreamArn),
                                Policies.allow(
                                        List.of(
                                                "kinesis:DescribeStream",
                                                "kinesis:GetRecords",
                                                "kinesis:GetShardIterator",
                                                "kinesis:ListShards"),
                                        streamArn),
                                Policies.list(bucketArn, "quakes"),
                                Policies.allow(
                                        List.of("s3:GetObject", "s3:PutObject"),
                                        List.of(
                                                bucketArn + "/dead-letters/*",
                                                bucketArn + "/quakes/*",
                                                bucketArn + "/small-quakes/*")),
                                Policies.allow(
                                        "s3:DeleteObject",
                                        List.of(
                                                bucketArn + "/dead-letters/",
                                                bucketArn + "/quakes/",
                                                bucketArn + "/quakes/*/",
                                                bucketArn + "/small-quakes/",
                                                bucketArn + "/small-quakes/*/")),
                                Policies.list(bucketArn, "small-quakes"),
                                Policies.list(bucketArn, "dead-letters"),
                                Policies.allow("s3:GetObject", arns.bucket(classesBucket) + "/" + classesKey))))
                        .build()))
                .build();

        CfnApplication application = CfnApplication.Builder.create(this, "Application")
                .applicationName(APPLICATION)
                .applicationDescription("One row of each earthquake of the USGS feed")
                .applicationMode("STREAMING")
                .runtimeEnvironment("FLINK-1_20")
                .serviceExecutionRole(role.getAttrArn())
                .applicationConfiguration(configuration(
                        codeBucketArn, codeKey, JobProperties.groups(streamArn, bucketName, classesBucket, classesKey)))
                .build();
        application.addResourceDependency(role);
        String applicationName = application.getRef();
        CfnApplicationCloudWatchLoggingOption.Builder.create(this, "LoggingOption")
                .applicationName(applicationName)
                .cloudWatchLoggingOption(CfnApplicationCloudWatchLoggingOption.CloudWatchLoggingOptionProperty.builder()
                        .logStreamArn(logStreamArn)
                        .build())
                .build();

        Alarms alarms = new Alarms(this, applicationName);
        alarms.onIncrease(
                "RestartsAlarm", "fullRestarts", "The job restarted. Look for the exception in the application's log.");
        alarms.onIncrease(
                "FailedCheckpointsAlarm",
                "numberOfFailedCheckpoints",
                "A checkpoint failed: state is not saved, and files do not become visible in S3.");
        alarms.onLag("LagAlarm", streamName);
        alarms.onIncrease(
                "DeadLettersAlarm",
                "recordsRejected",
                "Records were rejected. The dead letters hold them with the reason.");

        output("ApplicationName", applicationName);
        output("StreamName", streamName);
        output("BucketName", bucketName);
    }

    /** The jar is large: its hash, which the build knows, is given, so that the CDK need not read it for that. */
    private Asset codeAsset(Path folder) {
        try {
            return Asset.Builder.create(this, "Code")
                    .path(folder.resolve("pipeline-jobs.jar").toString())
                    .assetHashType(AssetHashType.CUSTOM)
                    .assetHash(Files.readString(folder.resolve("pipeline-jobs.jar.sha256"))
                            .strip())
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CfnStream stream() {
        CfnStream stream = CfnStream.Builder.create(this, "Stream")
                .retentionPeriodHours(24)
                .streamEncryption(CfnStream.StreamEncryptionProperty.builder()
                        .encryptionType("KMS")
                        .keyId("alias/aws/kinesis")
                        .build())
                .streamModeDetails(CfnStream.StreamModeDetailsProperty.builder()
                        .streamMode("ON_DEMAND")
                        .build())
                .build();
        stream.applyRemovalPolicy(RemovalPolicy.RETAIN);
        return stream;
    }

    private CfnBucket bucket() {
        CfnBucket bucket = CfnBucket.Builder.create(this, "Bucket")
                .bucketEncryption(CfnBucket.BucketEncryptionProperty.builder()
                        .serverSideEncryptionConfiguration(List.of(CfnBucket.ServerSideEncryptionRuleProperty.builder()
                                .serverSideEncryptionByDefault(CfnBucket.ServerSideEncryptionByDefaultProperty.builder()
                                        .sseAlgorithm("AES256")
                                        .build())
                                .build()))
                        .build())
                .ownershipControls(CfnBucket.OwnershipControlsProperty.builder()
                        .rules(List.of(CfnBucket.OwnershipControlsRuleProperty.builder()
                                .objectOwnership("BucketOwnerEnforced")
                                .build()))
                        .build())
                .publicAccessBlockConfiguration(CfnBucket.PublicAccessBlockConfigurationProperty.builder()
                        .blockPublicAcls(true)
                        .blockPublicPolicy(true)
                        .ignorePublicAcls(true)
                        .restrictPublicBuckets(true)
                        .build())
                .versioningConfiguration(CfnBucket.VersioningConfigurationProperty.builder()
                        .status("Enabled")
                        .build())
                .build();
        bucket.applyRemovalPolicy(RemovalPolicy.RETAIN);
        return bucket;
    }

    private void bucketPolicy(String bucketName, String bucketArn) {
        CfnBucketPolicy.Builder.create(this, "BucketPolicy")
                .bucket(bucketName)
                .policyDocument(Policies.document(List.of(
                        Policies.deny(bucketArn, Map.of("Bool", Map.of("aws:SecureTransport", "false"))),
                        Policies.deny(bucketArn, Map.of("NumericLessThan", Map.of("s3:TlsVersion", 1.2))))))
                .build();
    }

    private static CfnApplication.ApplicationConfigurationProperty configuration(
            String codeBucketArn, String codeKey, List<CfnApplication.PropertyGroupProperty> propertyGroups) {
        return CfnApplication.ApplicationConfigurationProperty.builder()
                .applicationCodeConfiguration(CfnApplication.ApplicationCodeConfigurationProperty.builder()
                        .codeContentType("ZIPFILE")
                        .codeContent(CfnApplication.CodeContentProperty.builder()
                                .s3ContentLocation(CfnApplication.S3ContentLocationProperty.builder()
                                        .bucketArn(codeBucketArn)
                                        .fileKey(codeKey)
                                        .build())
                                .build())
                        .build())
                .applicationSnapshotConfiguration(CfnApplication.ApplicationSnapshotConfigurationProperty.builder()
                        .snapshotsEnabled(true)
                        .build())
                .applicationSystemRollbackConfiguration(
                        CfnApplication.ApplicationSystemRollbackConfigurationProperty.builder()
                                .rollbackEnabled(false)
                                .build())
                .environmentProperties(CfnApplication.EnvironmentPropertiesProperty.builder()
                        .propertyGroups(propertyGroups)
                        .build())
                .flinkApplicationConfiguration(CfnApplication.FlinkApplicationConfigurationProperty.builder()
                        .checkpointConfiguration(CfnApplication.CheckpointConfigurationProperty.builder()
                                .configurationType("DEFAULT")
                                .build())
                        .monitoringConfiguration(CfnApplication.MonitoringConfigurationProperty.builder()
                                .configurationType("CUSTOM")
                                .logLevel("INFO")
                                .metricsLevel("APPLICATION")
                                .build())
                        .parallelismConfiguration(CfnApplication.ParallelismConfigurationProperty.builder()
                                .configurationType("CUSTOM")
                                .autoScalingEnabled(true)
                                .parallelism(1)
                                .parallelismPerKpu(1)
                                .build())
                        .build())
                .build();
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }
}
