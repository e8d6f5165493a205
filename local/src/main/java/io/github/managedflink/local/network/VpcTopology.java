package io.github.managedflink.local.network;

import io.github.managedflink.local.assembly.Resource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The subnets, security groups and routes of the stacks. What is asked for by an id is empty where no stack has it. */
public final class VpcTopology {
    private static final String VPC = "VpcId";
    private static final String SUBNET = "SubnetId";
    private static final String ROUTE_TABLE = "RouteTableId";

    private final List<Resource> subnets;
    private final List<Resource> securityGroups;
    private final List<Resource> routeTableAssociations;
    private final List<Resource> defaultRoutes;

    private VpcTopology(
            List<Resource> subnets,
            List<Resource> securityGroups,
            List<Resource> routeTableAssociations,
            List<Resource> defaultRoutes) {
        this.subnets = List.copyOf(subnets);
        this.securityGroups = List.copyOf(securityGroups);
        this.routeTableAssociations = List.copyOf(routeTableAssociations);
        this.defaultRoutes = List.copyOf(defaultRoutes);
    }

    /**
     * Reads it.
     *
     * @param resources all resources of the stacks
     */
    public static VpcTopology of(List<Resource> resources) {
        return new VpcTopology(
                ofType(resources, "AWS::EC2::Subnet").toList(),
                ofType(resources, "AWS::EC2::SecurityGroup").toList(),
                ofType(resources, "AWS::EC2::SubnetRouteTableAssociation").toList(),
                ofType(resources, DefaultRoute.TYPE).filter(DefaultRoute::isOne).toList());
    }

    private static Stream<Resource> ofType(List<Resource> resources, String type) {
        return resources.stream().filter(each -> each.type().equals(type));
    }

    /** A subnet by its id. */
    public Optional<Resource> subnet(String id) {
        return subnets.stream()
                .filter(each -> each.attribute(SUBNET).equals(id))
                .findFirst();
    }

    /** A security group by its id. */
    public Optional<Resource> securityGroup(String id) {
        return securityGroups.stream()
                .filter(each -> each.attribute("GroupId").equals(id))
                .findFirst();
    }

    /** The id of the VPC that a subnet is in. */
    public Optional<String> vpcOfSubnet(String id) {
        return subnet(id).map(VpcTopology::vpcOf);
    }

    /** The id of the VPC that subnets and security groups are in, as far as one of them tells. */
    public Optional<String> vpcOf(Collection<String> subnetIds, Collection<String> securityGroupIds) {
        return Stream.concat(
                        subnetIds.stream().flatMap(id -> subnet(id).stream()),
                        securityGroupIds.stream().flatMap(id -> securityGroup(id).stream()))
                .map(VpcTopology::vpcOf)
                .findFirst();
    }

    private static String vpcOf(Resource resource) {
        return resource.property(VPC).asText();
    }

    /** The ids of the route tables that subnets use. */
    public Set<String> routeTables(Collection<String> subnetIds) {
        return routeTableAssociations.stream()
                .filter(each -> subnetIds.contains(each.property(SUBNET).asText()))
                .map(each -> each.property(ROUTE_TABLE).asText())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where default routes lead from route tables; none of an isolated subnet. */
    public List<DefaultRoute> defaultRoutes(Set<String> routeTableIds) {
        return defaultRoutes.stream()
                .filter(each ->
                        routeTableIds.contains(each.property(ROUTE_TABLE).asText()))
                .map(DefaultRoute::of)
                .toList();
    }
}
