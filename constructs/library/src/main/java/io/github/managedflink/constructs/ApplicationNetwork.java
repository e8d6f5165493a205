package io.github.managedflink.constructs;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SelectedSubnets;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.VpcConfigurationProperty;
import software.constructs.Construct;

/**
 * The network interfaces that the service puts into the user's VPC.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc.html">Applications in a VPC</a>
 */
record ApplicationNetwork(List<String> subnetIds, List<String> securityGroupIds, Connections connections) {

    static ApplicationNetwork create(Construct scope, ApplicationOptions<?> options) {
        List<ISecurityGroup> groups = options.securityGroups
                .toOptional()
                .filter(given -> !given.isEmpty())
                .orElseGet(() -> List.of(SecurityGroup.Builder.create(scope, "SecurityGroup")
                        .vpc(options.vpc.value())
                        .description("Connections of a Flink application")
                        .build()));
        return new ApplicationNetwork(
                subnets(options).getSubnetIds(),
                groups.stream().map(ISecurityGroup::getSecurityGroupId).toList(),
                new Connections(
                        ConnectionsProps.builder().securityGroups(groups).build()));
    }

    static SelectedSubnets subnets(ApplicationOptions<?> options) {
        return options.vpc
                .value()
                .selectSubnets(
                        options.vpcSubnets == null ? SubnetSelection.builder().build() : options.vpcSubnets);
    }

    VpcConfigurationProperty toProperty() {
        return VpcConfigurationProperty.builder()
                .subnetIds(subnetIds)
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
        List<String> subnets = subnetIds.stream()
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
