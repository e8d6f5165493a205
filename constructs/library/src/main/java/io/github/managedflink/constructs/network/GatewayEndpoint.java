package io.github.managedflink.constructs.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.constructs.Construct;

/** A gateway endpoint of the library's own, in the route tables of the subnets of the applications that need it. */
final class GatewayEndpoint implements VpcEndpoint {
    private final EndpointService service;
    private final EndpointPolicy policy;
    private final CfnVPCEndpoint resource;

    GatewayEndpoint(
            Construct scope,
            String vpcId,
            EndpointService service,
            String serviceName,
            EndpointPolicy policy,
            List<NetworkMember> members) {
        this.service = service;
        this.policy = policy;
        this.resource = CfnVPCEndpoint.Builder.create(scope, service.name())
                .vpcEndpointType("Gateway")
                .serviceName(serviceName)
                .vpcId(vpcId)
                .routeTableIds(routeTables(members))
                .policyDocument(policy.document(service, members))
                .build();
    }

    @Override
    public void serve(List<NetworkMember> members) {
        resource.setRouteTableIds(routeTables(members));
        resource.setPolicyDocument(policy.document(service, members));
    }

    @Override
    public boolean isCreated() {
        return true;
    }

    private static List<String> routeTables(List<NetworkMember> members) {
        Set<String> ids = new LinkedHashSet<>();
        members.stream()
                .map(NetworkMember::network)
                .filter(FlinkNetwork::usesEndpoints)
                .flatMap(network -> network.subnets().routeTables().stream())
                .forEach(table -> table.ifPresent(ids::add));
        return new ArrayList<>(ids);
    }
}
