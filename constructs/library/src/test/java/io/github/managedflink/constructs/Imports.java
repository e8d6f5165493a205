package io.github.managedflink.constructs;

import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableAttributes;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kinesis.StreamAttributes;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretAttributes;
import software.amazon.awscdk.services.sns.ITopic;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.TopicAttributes;

/** Resources that exist, each encrypted with a key that exists. */
final class Imports {
    private Imports() {}

    /** An ARN as the Region of the stack has them. */
    static String arn(Stack stack, String service, String resource) {
        return arn(stack, service, CdkApps.ACCOUNT, resource);
    }

    static String arn(Stack stack, String service, String account, String resource) {
        return partition(stack) + service + ":" + stack.getRegion() + ":" + account + ":" + resource;
    }

    /** The ARN of something that has no Region. */
    static String globalArn(Stack stack, String service, String account, String resource) {
        return partition(stack) + service + "::" + account + ":" + resource;
    }

    private static String partition(Stack stack) {
        String region = stack.getRegion();
        return region.startsWith("cn-") ? "arn:aws-cn:" : region.startsWith("us-gov-") ? "arn:aws-us-gov:" : "arn:aws:";
    }

    static String cluster(Stack stack) {
        return arn(stack, "kafka", "cluster/orders/0a1b2c3d-1");
    }

    static String registry(Stack stack) {
        return arn(stack, "glue", "registry/shared");
    }

    static IKey key(Stack stack) {
        return Key.fromKeyArn(stack, "GivenKey", keyArn(stack));
    }

    private static String keyArn(Stack stack) {
        return arn(stack, "kms", "key/k");
    }

    static IStream stream(Stack stack) {
        return stream(stack, arn(stack, "kinesis", "stream/orders"));
    }

    static IStream stream(Stack stack, String arn) {
        return software.amazon.awscdk.services.kinesis.Stream.fromStreamAttributes(
                stack,
                "GivenStream",
                StreamAttributes.builder()
                        .streamArn(arn)
                        .encryptionKey(key(stack))
                        .build());
    }

    static ITable table(Stack stack) {
        return Table.fromTableAttributes(
                stack,
                "GivenTable",
                TableAttributes.builder()
                        .tableArn(arn(stack, "dynamodb", "table/orders"))
                        .encryptionKey(key(stack))
                        .build());
    }

    static IBucket bucket(Stack stack) {
        return Bucket.fromBucketAttributes(
                stack,
                "GivenBucket",
                BucketAttributes.builder()
                        .bucketName("lake")
                        .bucketArn(globalArn(stack, "s3", "", "lake"))
                        .encryptionKey(key(stack))
                        .build());
    }

    static ITopic topic(Stack stack) {
        return Topic.fromTopicAttributes(
                stack,
                "GivenTopic",
                TopicAttributes.builder()
                        .topicArn(arn(stack, "sns", "orders"))
                        .keyArn(keyArn(stack))
                        .build());
    }

    static ISecret secret(Stack stack) {
        return Secret.fromSecretAttributes(
                stack,
                "GivenSecret",
                SecretAttributes.builder()
                        .secretCompleteArn(arn(stack, "secretsmanager", "secret:AmazonMSK_etl-a1b2c3"))
                        .encryptionKey(key(stack))
                        .build());
    }
}
