package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.DeploymentTarget;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogStream;
import software.constructs.Construct;

/** The log group and stream of an application. */
record ApplicationLogs(ILogGroup group, String streamArn) {

    static ApplicationLogs create(Construct scope, ApplicationLogging logging, DeploymentTarget target) {
        ILogGroup group = logging.existing().orElseGet(() -> newGroup(scope, logging, target));
        LogStream stream = LogStream.Builder.create(scope, "LogStream")
                .logGroup(group)
                .removalPolicy(logging.removalPolicy())
                .build();
        return new ApplicationLogs(
                group,
                target.arn(
                        "logs", "log-group:" + group.getLogGroupName() + ":log-stream:" + stream.getLogStreamName()));
    }

    private static ILogGroup newGroup(Construct scope, ApplicationLogging logging, DeploymentTarget target) {
        IKey key = logging.encryptionKey().orElse(null);
        if (key != null) {
            allow(key, scope, target);
        }
        return LogGroup.Builder.create(scope, "LogGroup")
                .retention(logging.retention())
                .encryptionKey(key)
                .removalPolicy(logging.removalPolicy())
                .build();
    }

    /**
     * The group's name is CloudFormation's choice, so the condition names the account's groups. The principal is the
     * Region's, in the domain of its partition.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html">Encrypting log
     *     data</a>
     */
    private static void allow(IKey key, Construct scope, DeploymentTarget target) {
        key.addToResourcePolicy(IamStatement.allow(
                        "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey")
                .on("*")
                .byServices("logs." + target.region() + "." + Stack.of(scope).getUrlSuffix())
                .when("ArnLike", "kms:EncryptionContext:aws:logs:arn", target.arn("logs", "log-group:*"))
                .toPolicyStatement());
    }

    List<IamStatement> permissions(DeploymentTarget target) {
        return List.of(
                IamStatement.allow("logs:DescribeLogGroups").on(target.arn("logs", "log-group:*")),
                IamStatement.allow("logs:DescribeLogStreams").on(group.getLogGroupArn()),
                IamStatement.allow("logs:PutLogEvents").on(streamArn));
    }
}
