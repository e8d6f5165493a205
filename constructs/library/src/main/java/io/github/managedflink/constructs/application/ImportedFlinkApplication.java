package io.github.managedflink.constructs.application;

import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.ResourceProps;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.iam.UnknownPrincipal;
import software.amazon.awscdk.services.iam.UnknownPrincipalProps;
import software.constructs.Construct;

/** An application that this stack does not deploy. */
final class ImportedFlinkApplication extends FlinkApplicationBase {
    private final FlinkApplicationAttributes attributes;
    private final ArnComponents arn;
    private final IPrincipal grantPrincipal;
    private final Connections connections;

    ImportedFlinkApplication(Construct scope, String id, FlinkApplicationAttributes attributes) {
        super(
                scope,
                id,
                ResourceProps.builder()
                        .environmentFromArn(attributes.applicationArn())
                        .build());
        this.attributes = attributes;
        this.arn = Stack.of(scope).splitArn(attributes.applicationArn(), ArnFormat.SLASH_RESOURCE_NAME);
        this.grantPrincipal = attributes.role() != null
                ? attributes.role()
                : new UnknownPrincipal(
                        UnknownPrincipalProps.builder().resource(this).build());
        this.connections = attributes.securityGroups().isEmpty()
                ? null
                : new Connections(ConnectionsProps.builder()
                        .securityGroups(attributes.securityGroups())
                        .build());
    }

    @Override
    public String getApplicationName() {
        return arn.getResourceName();
    }

    @Override
    public String getApplicationArn() {
        return attributes.applicationArn();
    }

    @Override
    public IRole getRole() {
        return attributes.role();
    }

    @Override
    public FlinkRuntime getRuntime() {
        return attributes.runtime();
    }

    @Override
    public IPrincipal getGrantPrincipal() {
        return grantPrincipal;
    }

    @Override
    Metric inItsRegion(Metric metric) {
        if (Tokens.isToken(arn.getRegion()) || Tokens.isToken(arn.getAccount())) {
            return super.inItsRegion(metric);
        }
        return metric.with(MetricOptions.builder()
                .region(arn.getRegion())
                .account(arn.getAccount())
                .build());
    }

    @Override
    public Connections getConnections() {
        if (connections == null) {
            Violations violations = new Violations();
            violations.add("securityGroups", null, "are needed to allow connections. Import with fromAttributes.");
            violations.throwIfAny("FlinkApplication " + getNode().getPath());
        }
        return connections;
    }
}
