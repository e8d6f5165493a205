package io.github.managedflink.test.pipeline;

import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import java.util.List;
import java.util.stream.Stream;

/** Why pipelines break rules of cdk-nag. */
final class NagReasons {
    private static final String LOOKUP =
            "The CDK's own function asks MSK for the brokers while the stack is deployed, once, and CloudFormation reports a failure.";

    private static final String ARN = "(arn:aws|arn:<AWS::Partition>)";

    private static final String FOLDERS =
            "The folders of a sink are named by records; only the empty markers of folders may be deleted.";

    /** Rules for AWS Solutions. */
    private static final List<NagPackSuppression> AWS_SOLUTIONS = List.of(
            reason(
                    "AwsSolutions-S1",
                    "Where access to a bucket is logged is the user's choice: S3Bucket.accessLogs takes a bucket."),
            reason(
                    "AwsSolutions-KDS3",
                    "The user asked for a key of their own, which is stricter than the key of Kinesis."),
            reason(
                    "AwsSolutions-OS1",
                    "Whether a domain is in a VPC is the user's choice: OpenSearchDomain.vpc takes one."),
            reason(
                    "AwsSolutions-OS3",
                    "Roles of the account sign each request, wherever they are; addresses say nothing about who calls."),
            reason(
                    "AwsSolutions-OS5",
                    "A domain without a policy of its own takes signed requests only, of those whom IAM allows them."),
            reason(
                    "AwsSolutions-OS9",
                    "Slow logs need a policy of CloudWatch Logs for the whole Region, of which there are ten at most."),
            reason(
                    "AwsSolutions-IAM4",
                    "The CDK's own function, which looks up the brokers, logs by the policy that AWS manages."),
            reason("AwsSolutions-L1", "The CDK chooses the runtime of its own function."),
            wildcard(".*transactional-id.*\\*", "Flink adds a number for each subtask and checkpoint."),
            wildcard("<\\w+Bucket\\w+\\.Arn>/[a-z-]+/\\*", "A sink writes files of any name below its own prefix."),
            wildcard(
                    "<\\w+DeadLetters\\w+\\.Arn>/[a-z-/]+/\\*",
                    "Dead letters are files of any name below their prefix."),
            wildcard("<\\w+Bucket\\w+\\.Arn>/[a-z-]+/\\*/", FOLDERS),
            wildcard(ARN + ":s3:::lake/[a-z-]+/\\*/", FOLDERS),
            wildcard("<\\w+Bucket\\w+\\.Arn>/\\*", "A sink without a prefix has the whole bucket."),
            wildcard(ARN + ":s3:::lake/[a-z-]+/\\*", "A sink writes files of any name below its own prefix."),
            wildcard(
                    "<\\w+Stream\\w+\\.Arn>/consumer/etl:\\*",
                    "A consumer's ARN ends in the second of its creation, which nobody knows before."),
            wildcard(ARN + ":logs:.+:log-group:\\*", "Listing log groups cannot be limited to one."),
            wildcard(
                    "\\*", "Describing a network cannot be limited to one resource: EC2 knows none for these actions."),
            wildcard(
                    ARN + ":ec2:.+:\\*:(subnet|security-group)/[^*]+",
                    "The subnets of a shared VPC belong to an account that the application does not know."),
            wildcard(
                    ARN + ":ec2:.+:network-interface/\\*",
                    "The service creates the interfaces; a condition limits them to the application's subnets."));

    /** Rules for NIST 800-53, revision 5. */
    private static final List<NagPackSuppression> NIST = List.of(
            nist(
                    "CloudWatchAlarmAction",
                    "Whom an alarm calls is the user's choice: PipelineAlarms.withAction takes an action."),
            nist(
                    "CloudWatchLogGroupEncrypted",
                    "CloudWatch encrypts all logs; ApplicationLogging.withEncryptionKey takes a key of the user's own."),
            nist(
                    "IAMNoInlinePolicy",
                    "An inline policy is part of its role: no other role can get it, and the service finds it when it reads the code"
                            + " while it creates the application."),
            nist(
                    "S3BucketLoggingEnabled",
                    "Where access to a bucket is logged is the user's choice: S3Bucket.accessLogs takes a bucket."),
            nist(
                    "S3BucketReplicationEnabled",
                    "A copy in another Region needs a bucket there, which no stack of this Region can have; S3 itself keeps copies"
                            + " in several zones of this one."),
            nist(
                    "S3DefaultEncryptionKMS",
                    "S3 encrypts all objects; S3Bucket.encryptionKey takes a key of the user's own."),
            nist(
                    "DynamoDBInBackupPlan",
                    "A new table can be restored to any second of the last 35 days; a backup plan is the account's."),
            nist(
                    "OpenSearchErrorLogsToCloudWatch",
                    "Logs of a domain need a policy of CloudWatch Logs for the whole Region, of which there are ten at most."),
            nist(
                    "OpenSearchInVPCOnly",
                    "Whether a domain is in a VPC is the user's choice: OpenSearchDomain.vpc takes one."),
            nist("LambdaConcurrency", LOOKUP),
            nist("LambdaDLQ", LOOKUP),
            nist("LambdaInsideVPC", LOOKUP),
            nist(
                    "VPCDefaultSecurityGroupClosed",
                    "Nothing of a pipeline is in the default group, which the CDK closes in apps that cdk init writes today."));

    private NagReasons() {}

    static List<NagPackSuppression> all() {
        return Stream.of(AWS_SOLUTIONS, NIST).flatMap(List::stream).toList();
    }

    private static NagPackSuppression nist(String rule, String reason) {
        return reason("NIST.800.53.R5-" + rule, reason);
    }

    private static NagPackSuppression reason(String rule, String reason) {
        return NagPackSuppression.builder().id(rule).reason(reason).build();
    }

    private static NagPackSuppression wildcard(String resource, String reason) {
        return NagPackSuppression.builder()
                .id("AwsSolutions-IAM5")
                .reason(reason)
                .appliesTo(List.of(RegexAppliesTo.builder()
                        .regex("/^Resource::" + resource.replace("/", "\\/") + "$/")
                        .build()))
                .build();
    }
}
