package io.github.managedflink.constructs.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.policies.IamTable;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;

class ApplicationLoggingTest {
    private final Stack stack = CdkApps.stackWithEnvironment();

    @Test
    void newGroupIsAsAskedFor() {
        application(ApplicationLogging.newLogGroup()
                .withRetention(RetentionDays.ONE_WEEK)
                .withEncryptionKey(new Key(stack, "Key"))
                .withRemovalPolicy(RemovalPolicy.DESTROY));

        Template template = Template.fromStack(stack);

        template.hasResource(
                "AWS::Logs::LogGroup", Map.of("DeletionPolicy", "Delete", "Properties", Map.of("RetentionInDays", 7)));
        assertThat(Templates.only(template, "AWS::Logs::LogGroup")).containsKey("KmsKeyId");
        template.hasResource("AWS::Logs::LogStream", Map.of("DeletionPolicy", "Delete"));
    }

    @Test
    void applicationLogsToAStreamInAGroupThatExists() {
        ILogGroup group = LogGroup.fromLogGroupName(stack, "Group", "shared");

        FlinkApplication application = application(ApplicationLogging.to(group));

        Template template = Template.fromStack(stack);
        template.resourceCountIs("AWS::Logs::LogGroup", 0);
        template.hasResourceProperties("AWS::Logs::LogStream", Map.of("LogGroupName", "shared"));
        assertThat(application.getLogGroup()).isSameAs(group);
        // The service wants the stream's ARN and refuses that of the group.
        assertThat(IamTable.text(Templates.map(
                                Templates.only(template, "AWS::KinesisAnalyticsV2::ApplicationCloudWatchLoggingOption"),
                                "CloudWatchLoggingOption")
                        .get("LogStreamARN")))
                .isEqualTo("arn:${AWS::Partition}:logs:eu-west-1:111122223333:log-group:shared:log-stream:"
                        + "${OrdersLogStream}");
    }

    private FlinkApplication application(ApplicationLogging logging) {
        return FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .logging(logging)
                .build();
    }
}
