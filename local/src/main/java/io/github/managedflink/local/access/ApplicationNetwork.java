package io.github.managedflink.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.assembly.TemplateJson;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.http.Arn;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The network of an application, as far as the stacks have it.
 *
 * <p>An application's interfaces have no public address, so only a default route to something other than an internet gateway leads
 * out of a VPC. What is known of no subnet is taken as having one. Security groups, network ACLs and DNS are not looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc-internet.html">Internet access of an application in a VPC</a>
 */
final class ApplicationNetwork {
    /** How endpoints call services that they call otherwise than IAM does. */
    private static final Map<String, String> ENDPOINT_NAMES =
            Map.of("kinesis", "kinesis-streams", "firehose", "kinesis-firehose");
    /** Services whose resources have addresses in a VPC of their own. */
    private static final Set<String> INSIDE_VPC = Set.of("kafka-cluster", "es", "aoss");

    private static final String SUBNET = "AWS::EC2::Subnet";

    private final boolean isInVpc;
    private final Optional<String> vpcId;
    private final boolean hasEgress;
    private final boolean isKnown;
    private final Set<String> routeTables;
    private final List<VpcEndpoint> endpoints;
    private final VpcResources inVpcs;

    private ApplicationNetwork(
            boolean isInVpc,
            Optional<String> vpcId,
            boolean hasEgress,
            boolean isKnown,
            Set<String> routeTables,
            List<VpcEndpoint> endpoints,
            VpcResources inVpcs) {
        this.isInVpc = isInVpc;
        this.vpcId = vpcId;
        this.hasEgress = hasEgress;
        this.isKnown = isKnown;
        this.routeTables = Set.copyOf(routeTables);
        this.endpoints = List.copyOf(endpoints);
        this.inVpcs = inVpcs;
    }

    /** The network of an application. */
    static ApplicationNetwork of(Resource application, List<Resource> all) {
        JsonNode configuration = application
                .property("ApplicationConfiguration", "VpcConfigurations")
                .path(0);
        Set<String> subnetIds = new HashSet<>(TemplateJson.texts(configuration.path("SubnetIds")));
        Set<String> groupIds = new HashSet<>(TemplateJson.texts(configuration.path("SecurityGroupIds")));
        List<Resource> subnets = of(all, SUBNET)
                .filter(subnet -> subnetIds.contains(subnet.attribute("SubnetId")))
                .toList();
        Set<String> routeTables = of(all, "AWS::EC2::SubnetRouteTableAssociation")
                .filter(each -> subnetIds.contains(each.property("SubnetId").asText()))
                .map(each -> each.property("RouteTableId").asText())
                .collect(Collectors.toSet());
        Optional<String> vpcId = Stream.concat(
                        subnets.stream(),
                        of(all, "AWS::EC2::SecurityGroup")
                                .filter(group -> groupIds.contains(group.attribute("GroupId"))))
                .map(each -> each.property("VpcId").asText())
                .findFirst();
        boolean isKnown = subnets.size() == subnetIds.size();
        return new ApplicationNetwork(
                !subnetIds.isEmpty(),
                vpcId,
                !isKnown || of(all, "AWS::EC2::Route").anyMatch(route -> leadsOut(route, routeTables)),
                isKnown,
                routeTables,
                of(all, VpcEndpoint.TYPE)
                        .filter(each -> vpcId.isPresent()
                                && vpcId.get().equals(each.property("VpcId").asText()))
                        .map(VpcEndpoint::of)
                        .toList(),
                VpcResources.of(all));
    }

    private static Stream<Resource> of(List<Resource> all, String type) {
        return all.stream().filter(each -> each.type().equals(type));
    }

    private static boolean leadsOut(Resource route, Set<String> routeTables) {
        return routeTables.contains(route.property("RouteTableId").asText())
                && route.property("DestinationCidrBlock").asText().equals("0.0.0.0/0")
                && !route.property("GatewayId").asText().startsWith("igw-");
    }

    /** Whether it is in a VPC out of which nothing but endpoints leads. */
    boolean isIsolated() {
        return isInVpc && !hasEgress;
    }

    /** Whether it is in subnets that no stack has. */
    boolean isUnknown() {
        return isInVpc && !isKnown;
    }

    /**
     * How a call gets to its service.
     *
     * @param region the application's own
     */
    Route route(ServiceCall call, String region) {
        if (!isInVpc) {
            return Route.INTERNET;
        }
        if (INSIDE_VPC.contains(call.service())) {
            return inside(call);
        }
        String callRegion = Arn.tryParse(call.resource())
                .map(Arn::region)
                .filter(each -> !each.isEmpty())
                .orElse(region);
        String name = ENDPOINT_NAMES.getOrDefault(call.service(), call.service());
        return endpoints.stream()
                .filter(each -> each.leadsTo(name, callRegion))
                .filter(each -> each.carriesFrom(routeTables))
                .findFirst()
                .map(Route::through)
                .orElse(hasEgress ? Route.INTERNET : Route.NONE);
    }

    private Route inside(ServiceCall call) {
        Optional<VpcResources.Place> place = inVpcs.placeOf(call.resource());
        if (place.isEmpty()) {
            return Route.INSIDE;
        }
        if (place.get().vpcId().isEmpty()) {
            return hasEgress ? Route.INTERNET : Route.NONE;
        }
        return place.get().vpcId().equals(vpcId) ? Route.INSIDE : Route.NONE;
    }
}
