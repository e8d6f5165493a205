package io.github.managedflink.constructs.network;

import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.DeploymentTarget;
import io.github.managedflink.constructs.internal.Internal;
import io.github.managedflink.constructs.internal.VpcSubnets;
import io.github.managedflink.model.application.ApplicationResourceRules;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Intrinsic;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.ec2.Connections;
import software.amazon.awscdk.services.ec2.ConnectionsProps;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.VpcConfigurationProperty;
import software.constructs.Construct;

/**
 * The network interfaces that the service puts into the user's VPC.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc.html">Applications in a VPC</a>
 */
@Internal
public record ApplicationNetwork(
        FlinkNetwork network, List<ISecurityGroup> groups, List<String> securityGroupIds, Connections connections) {
    private static final String ANY_SUBNET = "arn:*:ec2:*:*:subnet/";

    /**
     * What a connector connects to and calls.
     *
     * @param permissions asked for only where endpoints carry the calls
     */
    public record Needs(
            List<NetworkAccess> peers, List<ServiceAccess> services, Supplier<List<IamStatement>> permissions) {}

    /** Returns the VPC of a network; null if it has none, which {@link #check} tells. */
    public static IVpc vpcOf(FlinkNetwork network) {
        return network.vpc();
    }

    /** Returns whether another VPC can be reached from a network. */
    public static boolean reaches(FlinkNetwork network, IVpc other) {
        return network.reaches(other);
    }

    /** Records what is wrong with a network in itself. */
    public static void check(FlinkNetwork network, String setting, Violations violations) {
        network.check(setting, violations);
    }

    /** Records what the service refuses of its subnets, which the CDK is asked for. */
    public static void checkSubnets(FlinkNetwork network, Violations violations) {
        VpcSubnets subnets = network.subnets();
        int count = subnets.ids().size();
        if (count == 0) {
            violations.add(
                    "vpcSubnets",
                    "0 subnets",
                    "give the job no network. Select 1 to " + ApplicationResourceRules.MAX_SUBNETS
                            + " private or isolated subnets.");
        }
        if (count > ApplicationResourceRules.MAX_SUBNETS) {
            violations.add(
                    "vpcSubnets",
                    count + " subnets",
                    "are too many; the service takes " + ApplicationResourceRules.MAX_SUBNETS
                            + ". Select fewer with vpcSubnets(…).");
        }
        if (!network.allowsPublicSubnet() && subnets.arePublic()) {
            violations.add(
                    "vpcSubnets",
                    "public subnets",
                    "do not connect the job to anything outside, because it gets no public address. Select private or"
                            + " isolated subnets with vpcSubnets(…), or, where the job needs nothing but the VPC and its"
                            + " endpoints, say so with allowPublicSubnet(true).");
        }
    }

    /**
     * Adds what an application has of its own in a network.
     *
     * @param securityGroups the security groups that the options name, if any
     */
    public static ApplicationNetwork create(
            Construct scope, FlinkNetwork network, Optional<List<ISecurityGroup>> securityGroups) {
        List<ISecurityGroup> groups = securityGroups
                .filter(given -> !given.isEmpty())
                .orElseGet(() -> List.of(SecurityGroup.Builder.create(scope, "SecurityGroup")
                        .vpc(network.vpc())
                        .description("Connections of a Flink application")
                        .allowAllOutbound(!network.subnets().lackInternet())
                        .build()));
        return new ApplicationNetwork(
                network,
                groups,
                groups.stream().map(ISecurityGroup::getSecurityGroupId).toList(),
                new Connections(
                        ConnectionsProps.builder().securityGroups(groups).build()));
    }

    /**
     * Opens what the connectors need: brokers and domains directly, services of AWS through the VPC's endpoints.
     *
     * @param role the job's
     * @param needs those of each connector
     * @param kpus the most KPUs that the application can have, as far as that is known at synth
     */
    public void connect(Construct application, IRole role, List<Needs> needs, Optional<Long> kpus) {
        List<NetworkAccess> peers =
                needs.stream().flatMap(its -> its.peers().stream()).distinct().toList();
        peers.forEach(access -> access.grantTo(groups));
        List<ServiceAccess> services = new ArrayList<>();
        for (Needs its : needs) {
            services.addAll(its.services());
            if (network.usesEndpoints()) {
                warnOfUnknown(its.permissions().get(), its.services(), application);
            }
        }
        FlinkVpcs.membersOf(network.vpc())
                .join(new NetworkMember(
                        application.getNode().getPath(),
                        Stack.of(application),
                        network,
                        groups,
                        role.getRoleArn(),
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

    public VpcConfigurationProperty toProperty() {
        return VpcConfigurationProperty.builder()
                .subnetIds(network.subnets().ids())
                .securityGroupIds(securityGroupIds)
                .build();
    }

    /**
     * Returns what the service needs, through the job's role, to manage its interfaces. The describing actions know no
     * resources.
     *
     * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc-permissions.html">VPC permissions</a>
     * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html">Actions and
     *     condition keys of EC2</a>
     */
    public List<IamStatement> permissions(DeploymentTarget target) {
        String interfaces = target.arn("ec2", "network-interface/*");
        List<String> subnets = subnetArns(target);
        List<String> others = new ArrayList<>(List.of(interfaces));
        securityGroupIds.forEach(id -> others.add(target.arn("ec2", "*", "security-group/" + id)));
        List<IamStatement> statements = new ArrayList<>();
        statements.add(IamStatement.allow(
                        "ec2:DescribeVpcs",
                        "ec2:DescribeSubnets",
                        "ec2:DescribeSecurityGroups",
                        "ec2:DescribeDhcpOptions",
                        "ec2:DescribeNetworkInterfaces")
                .on("*"));
        IamStatement create = IamStatement.allow("ec2:CreateNetworkInterface");
        if (network.subnets().areListedAtDeployment()) {
            // Such a list cannot stand beside other resources.
            statements.add(create.on(others));
            statements.add(create.on(subnets));
        } else {
            others.addAll(1, subnets);
            statements.add(create.on(others));
        }
        statements.add(IamStatement.allow("ec2:CreateNetworkInterfacePermission", "ec2:DeleteNetworkInterface")
                .on(interfaces)
                .when("ArnLike", "ec2:Subnet", subnets));
        return statements;
    }

    /** The subnets of a shared VPC belong to another account; their ids are unique in all accounts. */
    private List<String> subnetArns(DeploymentTarget target) {
        List<String> ids = network.subnets().ids();
        return network.subnets().areListedAtDeployment()
                ? List.of(eachAtDeployment(ids))
                : ids.stream().map(id -> target.arn("ec2", "*", "subnet/" + id)).toList();
    }

    /**
     * CloudFormation has no loop over a list of its own: it joins the ids with the rest of an ARN between them and
     * splits again. What it joins with must be a plain text, so that partition and Region are wildcards here.
     */
    private static String eachAtDeployment(List<String> ids) {
        String joined = Fn.join("", List.of(ANY_SUBNET, Fn.join("," + ANY_SUBNET, ids)));
        return Token.asString(new Intrinsic(Map.of("Fn::Split", List.of(",", joined))));
    }
}
