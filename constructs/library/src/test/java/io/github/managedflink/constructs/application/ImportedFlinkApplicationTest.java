package io.github.managedflink.constructs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.policies.IamTable;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.iam.FromRoleArnOptions;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.s3.Bucket;

class ImportedFlinkApplicationTest {
    private static final String ARN = "arn:aws:kinesisanalytics:us-east-2:444455556666:application/orders";

    private Stack stack;

    @BeforeEach
    void createStack() {
        stack = CdkApps.stackWithEnvironment();
    }

    @Test
    void byNameIsInTheStacksOwnAccountAndRegion() {
        IFlinkApplication imported = FlinkApplication.fromApplicationName(stack, "Imported", "orders");

        assertThat(imported.getApplicationName()).isEqualTo("orders");
        assertThat(imported.getApplicationArn())
                .endsWith(":kinesisanalytics:eu-west-1:111122223333:application/orders");
    }

    @Test
    void byNameWithoutEnvironmentHasTokens() {
        IFlinkApplication imported = FlinkApplication.fromApplicationName(CdkApps.stack(), "Imported", "orders");

        assertThat(imported.getApplicationArn()).contains("${Token[AWS.Region").endsWith(":application/orders");
    }

    @Test
    void byArnIsWhereTheArnSays() {
        IFlinkApplication imported = FlinkApplication.fromApplicationArn(stack, "Imported", ARN);

        assertThat(imported.getApplicationName()).isEqualTo("orders");
        assertThat(imported.getApplicationArn()).isEqualTo(ARN);
        assertThat(imported.getEnv().getRegion()).isEqualTo("us-east-2");
        assertThat(imported.getEnv().getAccount()).isEqualTo("444455556666");
        assertThat(imported.metricKpus().getRegion()).isEqualTo("us-east-2");
    }

    @Test
    void grantsNameTheApplication() {
        Role operator = Role.Builder.create(stack, "Operator")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        FlinkApplication.fromApplicationArn(stack, "Imported", ARN).grantStart(operator);

        assertThat(IamTable.of(
                        Templates.map(Templates.only(Template.fromStack(stack), "AWS::IAM::Policy"), "PolicyDocument")))
                .containsExactly("kinesisanalytics:DescribeApplication, kinesisanalytics:DescribeApplicationOperation,"
                        + " kinesisanalytics:StartApplication on " + ARN);
    }

    @Test
    void statementIsKeptWhereTheRoleCanBeChanged() {
        assertThat(imported("Own", "arn:aws:iam::111122223333:role/orders", true)
                        .addToRolePolicy(statement()))
                .isTrue();
        assertThat(Templates.only(Template.fromStack(stack), "AWS::IAM::Policy"))
                .containsEntry("Roles", List.of("orders"));
    }

    @Test
    void statementIsNotKeptWhereNobodyHasIt() {
        assertThat(FlinkApplication.fromApplicationArn(stack, "Bare", ARN).addToRolePolicy(statement()))
                .isFalse();
        assertThat(imported("Foreign", "arn:aws:iam::444455556666:role/orders", true)
                        .addToRolePolicy(statement()))
                .isFalse();
        assertThat(imported("Fixed", "arn:aws:iam::111122223333:role/fixed", false)
                        .addToRolePolicy(statement()))
                .isFalse();
        Template.fromStack(stack).resourceCountIs("AWS::IAM::Policy", 0);
    }

    @Test
    void statementOfNothingIsRefused() {
        IFlinkApplication imported = FlinkApplication.fromApplicationArn(stack, "Imported", ARN);
        assertThatThrownBy(() -> imported.addToRolePolicy(null)).hasMessageContaining("statement: is required");
    }

    private IFlinkApplication imported(String id, String roleArn, boolean mutable) {
        return FlinkApplication.fromAttributes(
                stack,
                id,
                FlinkApplicationAttributes.of(ARN)
                        .withRole(Role.fromRoleArn(
                                stack,
                                id + "Role",
                                roleArn,
                                FromRoleArnOptions.builder().mutable(mutable).build())));
    }

    private static PolicyStatement statement() {
        return PolicyStatement.Builder.create()
                .actions(List.of("s3:GetObject"))
                .resources(List.of("arn:aws:s3:::orders/*"))
                .build();
    }

    @Test
    void knownRoleCanBeGrantedPermissions() {
        IFlinkApplication imported = FlinkApplication.fromAttributes(
                stack,
                "Imported",
                FlinkApplicationAttributes.of(ARN)
                        .withRole(Role.fromRoleArn(stack, "Role", "arn:aws:iam::111122223333:role/orders")));

        Bucket.fromBucketName(stack, "Bucket", "orders").grantRead(imported);

        assertThat(Templates.only(Template.fromStack(stack), "AWS::IAM::Policy"))
                .containsEntry("Roles", List.of("orders"));
    }

    @Test
    void unknownRoleIsNotGrantedAnythingSilently() {
        IFlinkApplication imported = FlinkApplication.fromApplicationArn(stack, "Imported", ARN);

        assertThat(imported.getRole()).isNull();
        assertThatThrownBy(
                        () -> Bucket.fromBucketName(stack, "Bucket", "orders").grantRead(imported))
                .hasMessageContaining("imported without a role");
    }

    @Test
    void connectionsNeedSecurityGroups() {
        IFlinkApplication unknown = FlinkApplication.fromApplicationArn(stack, "Unknown", ARN);
        IFlinkApplication known = FlinkApplication.fromAttributes(
                stack,
                "Known",
                FlinkApplicationAttributes.of(ARN)
                        .withSecurityGroups(List.of(SecurityGroup.fromSecurityGroupId(stack, "Group", "sg-1"))));

        known.getConnections().allowTo(SecurityGroup.fromSecurityGroupId(stack, "Brokers", "sg-2"), Port.tcp(9098));

        Template.fromStack(stack)
                .hasResourceProperties(
                        "AWS::EC2::SecurityGroupIngress",
                        Map.of("FromPort", 9098, "GroupId", "sg-2", "SourceSecurityGroupId", "sg-1"));
        assertThatThrownBy(unknown::getConnections).hasMessageContaining("Import with fromAttributes");
    }
}
