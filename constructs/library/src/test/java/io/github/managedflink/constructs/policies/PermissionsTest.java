package io.github.managedflink.constructs.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.FromRoleArnOptions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;

/** How a role gets its permissions, and what is said where it cannot; which ones they are is in {@code policies.md}. */
class PermissionsTest {
    private static final String KEY_ARN = "arn:aws:kms:eu-west-1:111122223333:key/k";
    private static final String SINK_ACTIONS = "s3:GetObject, s3:PutObject";
    private static final String CODE = "s3:GetObject, s3:GetObjectVersion on arn:${AWS::Partition}:s3:::"
            + "cdk-hnb659fds-assets-111122223333-eu-west-1/HASH.jar";

    private final Stack stack = CdkApps.stackWithEnvironment();

    @Test
    void ownJobGetsWhatItsConnectorsNeed() {
        BindingContext context = new BindingContext(stack);
        FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .connector(KinesisSource.newStream().bind(context))
                .connector(S3Sink.newBucket().bind("out", context))
                .build();

        assertThat(inlinePolicy().subList(4, 8))
                .containsExactly(
                        "kinesis:DescribeStream, kinesis:ListShards, kinesis:GetShardIterator, kinesis:GetRecords"
                                + " on ${Stream.Arn}",
                        "s3:ListBucket on ${Bucket.Arn} if StringLike s3:prefix out, out/*",
                        SINK_ACTIONS + " on ${Bucket.Arn}/out/*",
                        "s3:DeleteObject on ${Bucket.Arn}/out/");
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

    private List<String> inlinePolicy() {
        Map<String, Object> role = Templates.only(Template.fromStack(stack), "AWS::IAM::Role");
        return IamTable.of(Templates.map(Templates.list(role, "Policies").get(0), "PolicyDocument"));
    }
}
