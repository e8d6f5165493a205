package io.github.managedflink.constructs.firehose;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.DeploymentTarget;
import io.github.managedflink.constructs.internal.ServiceTrust;
import io.github.managedflink.constructs.s3.S3BucketConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.CloudWatchLoggingOptionsProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.DeliveryStreamEncryptionConfigurationInputProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.EncryptionConfigurationProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.ExtendedS3DestinationConfigurationProperty;
import software.amazon.awscdk.services.kinesisfirehose.CfnDeliveryStream.KMSEncryptionConfigProperty;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStream;
import software.amazon.awscdk.services.kinesisfirehose.DeliveryStreamAttributes;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.logs.CfnLogStream;
import software.constructs.Construct;

/**
 * A new Firehose stream to a bucket. It is made of the CDK's lowest layer, because the layer above gives Firehose the
 * whole bucket and actions that it does not need.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/controlling-access.html">Controlling access with Amazon
 *     Data Firehose</a>
 */
final class NewFirehoseStream {
    private static final String ROLE = "Role";
    private static final String LOG_GROUP = "LogGroup";
    private static final String LOG_STREAM = "LogStream";
    private static final String REFERENCE = "Reference";
    /** What is added to the stream's id for the constructs beside it. */
    static final String[] PARTS = {ROLE, LOG_GROUP, LOG_STREAM, REFERENCE};

    private static final int LOG_RETENTION_DAYS = 30;

    private final Construct scope;
    private final String id;
    private final S3BucketConfig bucket;
    private final String prefix;

    NewFirehoseStream(Construct scope, String id, S3BucketConfig bucket, String prefix) {
        this.scope = scope;
        this.id = id;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /**
     * Adds it to the scope.
     *
     * @param key the user's own; null for one that AWS owns
     */
    IDeliveryStream create(IKey key) {
        CfnLogGroup logGroup = CfnLogGroup.Builder.create(scope, id + LOG_GROUP)
                .retentionInDays(LOG_RETENTION_DAYS)
                .build();
        CfnLogStream logStream = CfnLogStream.Builder.create(scope, id + LOG_STREAM)
                .logGroupName(logGroup.getRef())
                .build();
        Role role = role(logGroup, logStream);
        CfnDeliveryStream stream = CfnDeliveryStream.Builder.create(scope, id)
                .deliveryStreamType("DirectPut")
                .deliveryStreamEncryptionConfigurationInput(encryption(key))
                .extendedS3DestinationConfiguration(ExtendedS3DestinationConfigurationProperty.builder()
                        .bucketArn(bucket.arn())
                        .prefix(prefix + "/")
                        .errorOutputPrefix(errorPrefix() + "/")
                        .roleArn(role.getRoleArn())
                        .encryptionConfiguration(bucketEncryption())
                        .cloudWatchLoggingOptions(CloudWatchLoggingOptionsProperty.builder()
                                .enabled(true)
                                .logGroupName(logGroup.getRef())
                                .logStreamName(logStream.getRef())
                                .build())
                        .build())
                .build();
        return DeliveryStream.fromDeliveryStreamAttributes(
                scope,
                id + REFERENCE,
                DeliveryStreamAttributes.builder()
                        .deliveryStreamArn(stream.getAttrArn())
                        .role(role)
                        .build());
    }

    private static DeliveryStreamEncryptionConfigurationInputProperty encryption(IKey key) {
        return DeliveryStreamEncryptionConfigurationInputProperty.builder()
                .keyType(key == null ? "AWS_OWNED_CMK" : "CUSTOMER_MANAGED_CMK")
                .keyArn(key == null ? null : key.getKeyArn())
                .build();
    }

    private EncryptionConfigurationProperty bucketEncryption() {
        return bucket.key() == null
                ? null
                : EncryptionConfigurationProperty.builder()
                        .kmsEncryptionConfig(KMSEncryptionConfigProperty.builder()
                                .awskmsKeyArn(bucket.key().getKeyArn())
                                .build())
                        .build();
    }

    private String errorPrefix() {
        return prefix + "-errors";
    }

    private Role role(CfnLogGroup logGroup, CfnLogStream logStream) {
        DeploymentTarget target = DeploymentTarget.of(Stack.of(scope));
        List<IamStatement> statements = new ArrayList<>();
        statements.add(IamStatement.allow("s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads")
                .on(bucket.arn()));
        String[] objects = {bucket.arn() + "/" + prefix + "/*", bucket.arn() + "/" + errorPrefix() + "/*"};
        statements.add(IamStatement.allow("s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject")
                .on(objects));
        statements.addAll(bucket.keyPermissions(objects));
        statements.add(IamStatement.allow("logs:PutLogEvents")
                .on(target.arn("logs", "log-group:" + logGroup.getRef() + ":log-stream:" + logStream.getRef())));
        return Role.Builder.create(scope, id + ROLE)
                // CloudFormation chooses the stream's name after the role exists.
                .assumedBy(
                        ServiceTrust.of("firehose.amazonaws.com", target, target.arn("firehose", "deliverystream/*")))
                .description("What Firehose may do to deliver records")
                .inlinePolicies(Map.of("Delivery", IamStatement.document(statements)))
                .build();
    }
}
