package io.github.managedflink.constructs.network;

import io.github.managedflink.model.settings.Violation;
import io.github.managedflink.model.settings.Violations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.IVpc;
import software.constructs.Construct;
import software.constructs.Node;

/** The applications in a VPC and the endpoints that they share, which are in the stack of the VPC. */
final class VpcMembers extends Construct {
    private final IVpc vpc;
    private final String vpcId;
    private final Stack stack;
    private final EndpointPolicy policy;
    private final String region;
    private final List<NetworkMember> members = new ArrayList<>();
    private final Map<EndpointService, VpcEndpoint> endpoints = new TreeMap<>();
    private List<FoundEndpoints.Found> found;

    private VpcMembers(Construct scope, String id, IVpc vpc, String vpcId) {
        super(scope, id);
        this.vpc = vpc;
        this.vpcId = vpcId;
        this.stack = Stack.of(vpc);
        this.policy = new EndpointPolicy(stack, stack.getAccount());
        this.region = stack.getRegion();
        getNode().addValidation(this::violations);
    }

    /** Beside the VPC, because one that is imported cannot be a parent in Java. */
    static VpcMembers beside(IVpc vpc, String vpcId) {
        Node node = vpc.getNode();
        return new VpcMembers((Construct) node.getScope(), node.getId() + "Endpoints", vpc, vpcId);
    }

    /** Adds an application: what it calls is reached through endpoints that are there, or that are made now. */
    void join(NetworkMember member) {
        found = null;
        members.add(member);
        members.sort(NetworkMember.ORDER);
        member.services().stream()
                .map(ServiceAccess::service)
                .filter(EndpointService::hasEndpoint)
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(service -> serve(service, member));
        if (member.network().usesEndpoints()
                && member.services().stream()
                        .anyMatch(access -> access.service().isGateway())) {
            NetworkAccess.grantHttps(member.groups(), "Services behind gateway endpoints");
        }
    }

    private void serve(EndpointService service, NetworkMember member) {
        VpcEndpoint known = endpoints.get(service);
        if (known == null) {
            existing(service, member)
                    .or(() -> created(service, member))
                    .ifPresent(endpoint -> endpoints.put(service, endpoint));
        } else {
            known.serve(callers(service));
        }
    }

    private Optional<VpcEndpoint> existing(EndpointService service, NetworkMember member) {
        Optional<VpcEndpoint> declared = member.network()
                .existingEndpoint(service)
                .map(group -> new ExistingEndpoint(service, group.toOptional()));
        Optional<VpcEndpoint> existing = declared.or(() -> found().stream()
                .filter(each -> each.isOf(service))
                .findFirst()
                .map(each -> new ExistingEndpoint(service, each.peer())));
        existing.ifPresent(endpoint -> endpoint.serve(callers(service)));
        return existing;
    }

    /** Looked for once for each application: there may be more when the next one joins. */
    private List<FoundEndpoints.Found> found() {
        if (found == null) {
            found = FoundEndpoints.of(vpc, vpcId, stack);
        }
        return found;
    }

    private Optional<VpcEndpoint> created(EndpointService service, NetworkMember member) {
        if (!member.network().usesEndpoints() || !member.network().createsEndpoints()) {
            return Optional.empty();
        }
        String name = service.serviceName(region);
        List<NetworkMember> callers = callers(service);
        return Optional.of(
                service.isGateway()
                        ? new GatewayEndpoint(this, vpcId, service, name, policy, callers)
                        : new InterfaceEndpoint(this, vpc, service, name, policy, callers));
    }

    /**
     * A gateway is for some subnets, but the name of a service leads to its interface endpoint from anywhere in the
     * VPC.
     */
    private List<NetworkMember> callers(EndpointService service) {
        return members.stream()
                .filter(member -> member.calls(service))
                .filter(member -> !service.isGateway() || member.network().usesEndpoints())
                .toList();
    }

    private List<String> violations() {
        Violations violations = new Violations();
        boolean created = endpoints.values().stream().anyMatch(VpcEndpoint::isCreated);
        new NetworkRules(members, endpoints, region)
                .check(created ? FoundEndpoints.of(vpc, vpcId, stack) : List.of(), violations);
        new AddressSpace(takenAddresses()).check(members, violations);
        return violations.all().stream().map(Violation::toString).toList();
    }

    /** A cluster that several applications use takes its addresses once. */
    private List<String> takenAddresses() {
        return Stream.concat(
                        endpoints.values().stream().map(VpcEndpoint::subnetIds),
                        members.stream()
                                .flatMap(member -> member.peers().stream())
                                .distinct()
                                .map(NetworkAccess::addresses))
                .flatMap(List::stream)
                .toList();
    }
}
