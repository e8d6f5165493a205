package io.github.managedflink.constructs.network;

import io.github.managedflink.constructs.internal.VpcSubnets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.services.ec2.CfnVPCEndpoint;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.constructs.Construct;

/**
 * An interface endpoint of the library's own: under the service's usual name, in the zones of the applications that
 * need it, behind a security group that lets in all that call the service, as its name leads none of them anywhere
 * else.
 */
final class InterfaceEndpoint implements VpcEndpoint {
    private final EndpointService service;
    private final EndpointPolicy policy;
    private final SecurityGroup group;
    private final CfnVPCEndpoint resource;
    private List<String> subnetIds;
    private final Set<NetworkMember> letIn = new HashSet<>();

    InterfaceEndpoint(
            Construct scope,
            IVpc vpc,
            EndpointService service,
            String serviceName,
            EndpointPolicy policy,
            List<NetworkMember> members) {
        this.service = service;
        this.policy = policy;
        this.subnetIds = oneInEachZone(members);
        this.group = SecurityGroup.Builder.create(scope, service.name() + "SecurityGroup")
                .vpc(vpc)
                .description("Endpoint of " + service.name())
                .allowAllOutbound(false)
                .build();
        this.resource = CfnVPCEndpoint.Builder.create(scope, service.name())
                .vpcEndpointType("Interface")
                .serviceName(serviceName)
                .vpcId(vpc.getVpcId())
                .subnetIds(subnetIds)
                .securityGroupIds(List.of(group.getSecurityGroupId()))
                .privateDnsEnabled(true)
                .policyDocument(policy.document(service, members))
                .build();
        letIn(members);
    }

    @Override
    public void serve(List<NetworkMember> members) {
        subnetIds = oneInEachZone(members);
        resource.setSubnetIds(subnetIds);
        resource.setPolicyDocument(policy.document(service, members));
        letIn(members);
    }

    @Override
    public boolean isCreated() {
        return true;
    }

    @Override
    public List<String> subnetIds() {
        return subnetIds;
    }

    private void letIn(List<NetworkMember> members) {
        NetworkAccess access = NetworkAccess.https(group, service.name());
        members.stream().filter(letIn::add).forEach(member -> access.grantTo(member.groups()));
    }

    /** An endpoint can be in one subnet of a zone. A subnet whose zone nobody knows is taken to be alone in its own. */
    private static List<String> oneInEachZone(List<NetworkMember> members) {
        Map<String, String> byZone = new LinkedHashMap<>();
        for (NetworkMember member : members) {
            if (member.network().usesEndpoints()) {
                VpcSubnets subnets = member.network().subnets();
                for (int i = 0; i < subnets.ids().size(); i++) {
                    String id = subnets.ids().get(i);
                    byZone.putIfAbsent(zone(subnets, i).orElse(id), id);
                }
            }
        }
        return List.copyOf(byZone.values());
    }

    private static Optional<String> zone(VpcSubnets subnets, int index) {
        return subnets.areListedAtDeployment()
                ? Optional.empty()
                : subnets.zones().get(index);
    }
}
