package io.github.managedflink.local.access;

import io.github.managedflink.local.application.ApplicationSettings;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.network.DefaultRoute;
import io.github.managedflink.local.network.VpcTopology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The network of an application, as far as the stacks have it.
 *
 * <p>An application's interfaces have no public address, so only a default route to something other than an internet
 * gateway leads out of a VPC. What is known of no subnet is taken as having one. Security groups, network ACLs and DNS
 * are not looked at.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/vpc-internet.html">Internet access of an
 *     application in a VPC</a>
 */
final class ApplicationNetwork {
    /** How endpoints call services that they call otherwise than IAM does. */
    private static final Map<String, String> ENDPOINT_NAMES =
            Map.of("kinesis", "kinesis-streams", "firehose", "kinesis-firehose");
    /** Services whose resources have addresses in a VPC of their own. */
    private static final Set<String> INSIDE_VPC = Set.of("kafka-cluster", "es", "aoss");

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

    /**
     * Returns the network of an application.
     *
     * @param all all resources of the stacks
     */
    static ApplicationNetwork of(ApplicationSettings application, List<Resource> all) {
        VpcTopology topology = VpcTopology.of(all);
        List<String> subnetIds = application.subnetIds();
        Set<String> routeTables = topology.routeTables(subnetIds);
        Optional<String> vpcId = topology.vpcOf(subnetIds, application.securityGroupIds());
        boolean isKnown = subnetIds.stream().allMatch(id -> topology.subnet(id).isPresent());
        return new ApplicationNetwork(
                !subnetIds.isEmpty(),
                vpcId,
                !isKnown
                        || topology.defaultRoutes(routeTables).stream()
                                .anyMatch(route -> route != DefaultRoute.INTERNET_GATEWAY),
                isKnown,
                routeTables,
                all.stream()
                        .filter(each -> each.type().equals(VpcEndpoint.TYPE))
                        .filter(each -> vpcId.isPresent()
                                && vpcId.get().equals(each.property("VpcId").asText()))
                        .map(VpcEndpoint::of)
                        .toList(),
                VpcResources.of(all, topology));
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
    NetworkRoute route(ServiceCall call, String region) {
        if (!isInVpc) {
            return NetworkRoute.INTERNET;
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
                .map(NetworkRoute::through)
                .orElse(hasEgress ? NetworkRoute.INTERNET : NetworkRoute.NONE);
    }

    private NetworkRoute inside(ServiceCall call) {
        Optional<VpcResources.Place> place = inVpcs.placeOf(call.resource());
        if (place.isEmpty()) {
            return NetworkRoute.INSIDE;
        }
        if (place.get().vpcId().isEmpty()) {
            return hasEgress ? NetworkRoute.INTERNET : NetworkRoute.NONE;
        }
        return place.get().vpcId().equals(vpcId) ? NetworkRoute.INSIDE : NetworkRoute.NONE;
    }
}
