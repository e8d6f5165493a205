package io.github.managedflink.constructs.msk;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.msk.CfnServerlessCluster;
import software.constructs.Construct;

/**
 * A new MSK Serverless cluster in the private subnets of a VPC.
 *
 * @see <a href="https://docs.aws.amazon.com/msk/latest/developerguide/serverless.html">MSK Serverless</a>
 */
record ServerlessMskCluster(String id, MskNetwork network) implements MskClusterOrigin {

    @Override
    public void check(MskClusterOptions options, Violations violations) {
        MskClusterOrigin.checkId(id, violations);
        network.check(violations);
        options.authentication().check(violations.at("authentication"));
        if (options.authentication().kind() != MskAuthentication.Kind.IAM) {
            violations.add(
                    "authentication",
                    options.authentication().kind(),
                    "is not what MSK Serverless offers, which has IAM alone. Leave it out.");
        }
        options.refuseTopics(
                "cannot be created with the stack in MSK Serverless. Leave it out, and create it with Kafka's tools.",
                violations);
        options.refuseSecurityGroup(violations);
    }

    @Override
    public List<String> constructIds() {
        return id == null ? List.of() : List.of(id, id + "Arn");
    }

    @Override
    public String plannedBootstrapServers() {
        return Unresolved.text("BootstrapServers." + id);
    }

    @Override
    public boolean isInVpc() {
        return true;
    }

    @Override
    public Optional<IVpc> vpc() {
        return Optional.ofNullable(network.vpc());
    }

    @Override
    public MskClusterConfig create(BindingContext context, MskClusterOptions options) {
        Construct scope = new Construct(context.scope(), id);
        SecurityGroup group = network.securityGroup(scope);
        CfnServerlessCluster cluster = CfnServerlessCluster.Builder.create(scope, "Resource")
                .clusterName(MskClusterName.of(context.scope(), id))
                .clientAuthentication(CfnServerlessCluster.ClientAuthenticationProperty.builder()
                        .sasl(CfnServerlessCluster.SaslProperty.builder()
                                .iam(CfnServerlessCluster.IamProperty.builder()
                                        .enabled(true)
                                        .build())
                                .build())
                        .build())
                .vpcConfigs(List.of(CfnServerlessCluster.VpcConfigProperty.builder()
                        .subnetIds(network.subnetIds())
                        .securityGroups(List.of(group.getSecurityGroupId()))
                        .build()))
                .build();
        String arn = cluster.getAttrArn();
        BootstrapBrokers brokers =
                MskEndpoint.of(options.authentication().kind()).lookUp(scope, arn);
        return new MskClusterConfig(
                MskClusterArn.of(arn), brokers, group, network.subnetIds(), options.authentication(), id + "Arn");
    }
}
