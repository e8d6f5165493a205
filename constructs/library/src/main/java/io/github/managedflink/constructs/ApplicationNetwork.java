package io.github.managedflink.constructs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.VpcConfigurationProperty;
import software.constructs.Construct;

/**
 * The network interfaces that the service puts into the user's VPC.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc.html">Applications in a VPC</a>
 */
record ApplicationNetwork(
        FlinkNetwork network, List<ISecurityGroup> groups, List<String> securityGroupIds, Connections connections) {

    /** @param options of an application in a VPC */
    static ApplicationNetwork create(Construct scope, ApplicationOptions<?> options) {
        FlinkNetwork network = options.effectiveNetwork();
        List<ISecurityGroup> groups = options.securityGroups
                .toOptional()
                .filter(given -> !given.isEmpty())
                .orElseGet(() -> List.of(SecurityGroup.Builder.create(scope, "SecurityGroup")
                        .vpc(network.vpc())
                        .description("Connections of a Flink application")
                        .allowAllOutbound(!network.subnets().areIsolated())
                        .build()));
        return new ApplicationNetwork(
                network,
                groups,
                groups.stream().map(ISecurityGroup::getSecurityGroupId).toList(),
                new Connections(
                        ConnectionsProps.builder().securityGroups(groups).build()));
    }

    /** Opens what the connectors need: brokers and domains directly, services of AWS through the VPC's endpoints. */
    void connect(FlinkApplication application, List<? extends BoundConnector> connectors, Optional<Long> kpus) {
        List<NetworkAccess> peers = connectors.stream()
                .flatMap(connector -> connector.network().stream())
                .distinct()
                .toList();
        peers.forEach(access -> access.grantTo(groups));
        List<ServiceAccess> services = new ArrayList<>();
        for (BoundConnector connector : connectors) {
            List<ServiceAccess> its = connector.services();
            services.addAll(its);
            if (network.usesEndpoints()) {
                warnOfUnknown(connector.permissions(), its, application);
            }
        }
        FlinkVpcs.membersOf(network.vpc())
                .join(new NetworkMember(
                        application.getNode().getPath(),
                        Stack.of(application),
                        network,
                        groups,
                        application.getRole().getRoleArn(),
                        peers,
                        services,
                        kpus));
    }

    /** A connector of the user's own may call what no endpoint is known for. */
    private static void warnOfUnknown(List<IamStatement> permissions, List<ServiceAccess> services, Construct scope) {
        Set<String> unknown = new TreeSet<>();
        permissions.forEach(permission -> unknown.addAll(permission.actions()));
        services.forEach(access -> access.calls().actions().forEach(unknown::remove));
        unknown.removeIf(EndpointService::needsNone);
        if (!unknown.isEmpty()) {
            Annotations.of(scope)
                    .addWarningV2(
                            "managed-flink:unknownEndpoint",
                            String.join(", ", unknown)
                                    + " may have no way from the isolated subnets: no endpoint is known for the service. Let"
                                    + " services() of the connector tell of it with EndpointService.interfaceEndpoint(…).");
        }
    }

    VpcConfigurationProperty toProperty() {
        return VpcConfigurationProperty.builder()
                .subnetIds(network.subnets().ids())
                .securityGroupIds(securityGroupIds)
                .build();
    }

    /**
     * What the service needs, through the job's role, to manage its interfaces. The describing actions know no
     * resources.
     *
     * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc-permissions.html">VPC permissions</a>
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">Actions and condition keys of EC2</a>
     */
    List<IamStatement> permissions(DeploymentTarget target) {
        String interfaces = target.arn("ec2", "network-interface/*");
        // The subnets of a shared VPC belong to another account; their ids are unique in all accounts.
        List<String> subnets = network.subnets().ids().stream()
                .map(id -> target.arn("ec2", "*", "subnet/" + id))
                .toList();
        List<String> groups = securityGroupIds.stream()
                .map(id -> target.arn("ec2", "*", "security-group/" + id))
                .toList();
        List<String> creatable = Stream.of(List.of(interfaces), subnets, groups)
                .flatMap(List::stream)
                .toList();
        return List.of(
                IamStatement.allow(
                                "ec2:DescribeVpcs",
                                "ec2:DescribeSubnets",
                                "ec2:DescribeSecurityGroups",
                                "ec2:DescribeDhcpOptions",
                                "ec2:DescribeNetworkInterfaces")
                        .on("*"),
                IamStatement.allow("ec2:CreateNetworkInterface").on(creatable),
                IamStatement.allow("ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface")
                        .on(interfaces)
                        .when("ArnLike", "ec2:Subnet", subnets));
    }
}
