package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.firehose.FirehoseSink;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSource;
import io.github.managedflink.constructs.policies.PolicyVariant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.iam.IManagedPolicy;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;

/** The boundary is on every role that the library makes for an application, and on no other. */
class PermissionsBoundaryTest {
    private static final String BOUNDARY = "arn:aws:iam::111122223333:policy/boundary";

    private final Stack stack = CdkApps.stackWithEnvironment();
    private final IManagedPolicy boundary = ManagedPolicy.fromManagedPolicyArn(stack, "Boundary", BOUNDARY);

    @Test
    void jobDeliveryAndLookupAreLimited() {
        IVpc vpc = PolicyVariant.vpc(stack);
        Role other = Role.Builder.create(stack, "Other")
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        assertThat(other.getPermissionsBoundary()).isNull();
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(MskSource.of(MskCluster.newServerless(vpc), "orders"))
                .sink(FirehoseSink.newStream())
                .vpc(vpc)
                .permissionsBoundary(boundary)
                .build();

        assertBoundaries(3, 1);
    }

    @Test
    void connectorsOfOnesOwnAreLimitedToo() {
        FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .connector(FirehoseSink.newStream().bind("out", new BindingContext(stack)))
                .permissionsBoundary(boundary)
                .build();

        assertBoundaries(2, 0);
    }

    @Test
    void noneUnlessAsked() {
        FlinkApplication.Builder.create(stack, "Orders")
                .code(ApplicationCode.bundledPipeline())
                .build();

        assertBoundaries(0, 1);
    }

    @Test
    void nothingIsNoBoundary() {
        assertThatThrownBy(FlinkApplication.Builder.create(stack, "Orders")
                        .code(ApplicationCode.bundledPipeline())
                        .permissionsBoundary(null)::build)
                .hasMessageContaining("permissionsBoundary = \"null\": sets nothing");
    }

    private void assertBoundaries(int limited, int unlimited) {
        Map<String, Map<String, Object>> roles = Template.fromStack(stack).findResources("AWS::IAM::Role");
        long found = roles.values().stream()
                .filter(role ->
                        BOUNDARY.equals(Templates.map(role, "Properties").get("PermissionsBoundary")))
                .count();
        assertThat(found).isEqualTo(limited);
        assertThat(roles).hasSize(limited + unlimited);
    }
}
