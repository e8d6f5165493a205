package io.github.managedflink.test.application;

import static io.github.managedflink.test.application.Choice.leftOut;
import static io.github.managedflink.test.application.Choice.right;
import static io.github.managedflink.test.application.Choice.wrong;

import io.github.managedflink.constructs.application.ApplicationOptions;
import io.github.managedflink.constructs.network.EndpointCreation;
import io.github.managedflink.constructs.network.FlinkNetwork;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;
import software.constructs.Construct;

/** The network that an application may be put into. */
final class NetworkOptions {
    private NetworkOptions() {}

    static Arbitrary<Choice<ApplicationOptions<?>>> any() {
        return Arbitraries.of(
                leftOut("network"),
                right("vpc(1 subnet)", (options, scope) -> options.vpc(vpc(scope, 1))),
                right("vpc(16 subnets)", (options, scope) -> options.vpc(vpc(scope, 16))),
                right("vpc(2 subnets), 5 groups", (options, scope) -> options.vpc(vpc(scope, 2))
                        .securityGroups(groups(scope, 5))),
                right(
                        "network(isolated subnets)",
                        (options, scope) -> options.network(FlinkNetwork.of(isolated(scope)))),
                right(
                        "network(endpoints)",
                        (options, scope) -> options.network(FlinkNetwork.builder(vpc(scope, 2))
                                .endpoints(EndpointCreation.ALWAYS)
                                .build())),
                wrong(
                        "vpc and network",
                        (options, scope) -> {
                            IVpc vpc = vpc(scope, 2);
                            options.vpc(vpc).network(FlinkNetwork.of(vpc));
                        },
                        new Wrong("vpc", "a VPC")),
                wrong(
                        "vpc(17 subnets), 6 groups",
                        (options, scope) -> options.vpc(vpc(scope, 17)).securityGroups(groups(scope, 6)),
                        new Wrong("vpcSubnets", "17 subnets"),
                        new Wrong("securityGroups", "6 groups")),
                wrong(
                        "vpc(2 subnets), public ones",
                        (options, scope) -> options.vpc(vpc(scope, 2)).vpcSubnets(publicSubnets()),
                        new Wrong("vpcSubnets", "public subnets")),
                wrong(
                        "subnets and a group without a vpc",
                        (options, scope) -> options.vpcSubnets(publicSubnets()).securityGroups(groups(scope, 1)),
                        new Wrong("vpcSubnets", "subnets"),
                        new Wrong("securityGroups", "1 groups")));
    }

    private static IVpc vpc(Construct scope, int subnets) {
        return Vpc.fromVpcAttributes(
                scope,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-0123456789abcdef0")
                        .availabilityZones(names("zone-", subnets))
                        .privateSubnetIds(names("subnet-0000000000000000", subnets))
                        .privateSubnetRouteTableIds(names("rtb-0000000000000000", subnets))
                        .publicSubnetIds(names("subnet-1111111111111111", subnets))
                        .publicSubnetRouteTableIds(names("rtb-1111111111111111", subnets))
                        .build());
    }

    private static IVpc isolated(Construct scope) {
        return Vpc.fromVpcAttributes(
                scope,
                "Vpc",
                VpcAttributes.builder()
                        .vpcId("vpc-0123456789abcdef0")
                        .availabilityZones(names("zone-", 2))
                        .isolatedSubnetIds(names("subnet-0000000000000000", 2))
                        .isolatedSubnetRouteTableIds(names("rtb-0000000000000000", 2))
                        .build());
    }

    private static List<ISecurityGroup> groups(Construct scope, int count) {
        return names("sg-0123456789abcdef", count).stream()
                .map(id -> SecurityGroup.fromSecurityGroupId(scope, id, id))
                .toList();
    }

    private static SubnetSelection publicSubnets() {
        return SubnetSelection.builder().subnetType(SubnetType.PUBLIC).build();
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> prefix + Character.forDigit(number, 36))
                .toList();
    }
}
