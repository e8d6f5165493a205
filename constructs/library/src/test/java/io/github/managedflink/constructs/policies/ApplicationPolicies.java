package io.github.managedflink.constructs.policies;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.application.ApplicationLogging;
import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.firehose.FirehoseSink;
import io.github.managedflink.constructs.firehose.FirehoseStream;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Imports;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.s3.S3Bucket;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awscdk.CfnElement;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;

/** What an application has whatever its job does, what Firehose delivers with, and who may use roles and keys. */
final class ApplicationPolicies {
    private static final String APPLICATION = "Every application";
    private static final String FIREHOSE = "Firehose's own role";
    private static final String TRUST = "Who may take on a role";
    private static final String KEY = "Who may use a key";

    private ApplicationPolicies() {}

    static List<PolicyVariant> variants() {
        return List.of(
                new PolicyVariant(APPLICATION, "code of an asset, and the log", ApplicationPolicies::plain),
                new PolicyVariant(
                        APPLICATION, "code in an existing bucket with a key of yours", stack -> PolicyVariant.ofRole(
                                        stack,
                                        FlinkApplication.Builder.create(stack, "Orders")
                                                .code(ApplicationCode.fromBucket(
                                                        Imports.bucket(stack), "jobs/orders.jar", "v1"))
                                                .build()
                                                .getRole())
                                .subList(0, 2)),
                new PolicyVariant(APPLICATION, "in a VPC", ApplicationPolicies::inVpc),
                new PolicyVariant(FIREHOSE, "new stream", stack -> delivery(stack, FirehoseSink.newStream())),
                new PolicyVariant(
                        FIREHOSE,
                        "new stream to a new bucket with a key of yours",
                        stack -> delivery(
                                stack,
                                FirehoseSink.in(FirehoseStream.newStream()
                                        .withBucket(S3Bucket.newBucket().withEncryptionKey(new Key(stack, "Key")))))),
                new PolicyVariant(TRUST, "an application's", ApplicationPolicies::applicationTrust),
                new PolicyVariant(TRUST, "Firehose's", ApplicationPolicies::firehoseTrust),
                new PolicyVariant(
                        KEY,
                        "an application's, deployed with the CDK's own role",
                        stack -> keyPolicy(stack, key -> FlinkApplication.Builder.create(stack, "Orders")
                                .applicationName("orders")
                                .encryptionKey(key))),
                new PolicyVariant(KEY, "an application's, called by a role of yours", stack -> keyPolicy(
                                stack, key -> FlinkApplication.Builder.create(stack, "Orders")
                                        .applicationName("orders")
                                        .encryptionKey(key)
                                        .encryptionKeyOperators(List.of(Role.fromRoleArn(
                                                stack,
                                                "Operator",
                                                Imports.globalArn(stack, "iam", CdkApps.ACCOUNT, "role/operator")))))
                        .subList(5, 8)),
                new PolicyVariant(
                        KEY,
                        "a log group's",
                        stack -> keyPolicy(stack, key -> FlinkApplication.Builder.create(stack, "Orders")
                                .logging(ApplicationLogging.newLogGroup().withEncryptionKey(key)))));
    }

    private static List<?> plain(Stack stack) {
        return PolicyVariant.ofRole(
                stack,
                FlinkApplication.Builder.create(stack, "Orders")
                        .code(ApplicationCode.bundledPipeline())
                        .build()
                        .getRole());
    }

    private static List<?> inVpc(Stack stack) {
        List<?> all = PolicyVariant.ofRole(
                stack,
                FlinkApplication.Builder.create(stack, "Orders")
                        .code(ApplicationCode.bundledPipeline())
                        .vpc(PolicyVariant.vpc(stack))
                        .securityGroups(List.of(SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1")))
                        .build()
                        .getRole());
        return all.subList(4, all.size());
    }

    private static List<?> delivery(Stack stack, FirehoseSink sink) {
        return PolicyVariant.ofRole(stack, firehoseRole(stack, sink));
    }

    private static Role firehoseRole(Stack stack, FirehoseSink sink) {
        return (Role) sink.bind("out", new BindingContext(stack)).roles().get(0);
    }

    private static List<?> applicationTrust(Stack stack) {
        return trust(stack, (Role) FlinkApplication.Builder.create(stack, "Orders")
                .applicationName("orders")
                .code(ApplicationCode.bundledPipeline())
                .build()
                .getRole());
    }

    private static List<?> firehoseTrust(Stack stack) {
        return trust(stack, firehoseRole(stack, FirehoseSink.newStream()));
    }

    private static List<?> trust(Stack stack, Role role) {
        return statements(
                PolicyVariant.properties(stack, (CfnElement) role.getNode().getDefaultChild()),
                "AssumeRolePolicyDocument");
    }

    /** The statements that an application adds, after that of the account. */
    private static List<?> keyPolicy(Stack stack, Function<Key, FlinkApplication.Builder> application) {
        Key key = new Key(stack, "Key");
        application.apply(key).code(ApplicationCode.bundledPipeline()).build();
        List<?> all = statements(
                PolicyVariant.properties(stack, (CfnElement) key.getNode().getDefaultChild()), "KeyPolicy");
        return all.subList(1, all.size());
    }

    private static List<?> statements(Map<String, Object> properties, String policy) {
        return Templates.list(properties, policy, "Statement");
    }
}
