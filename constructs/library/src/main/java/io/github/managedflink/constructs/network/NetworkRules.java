package io.github.managedflink.constructs.network;

import io.github.managedflink.constructs.internal.VpcSubnets;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What must hold for all applications in a VPC together, which is known when the last one has joined. */
final class NetworkRules {
    private static final String ENDPOINTS = "network.endpoints";
    /** Where the Region is in an ARN. */
    private static final int REGION = 3;

    private final List<NetworkMember> withoutInternet;
    private final Map<EndpointService, VpcEndpoint> endpoints;
    private final String region;

    NetworkRules(List<NetworkMember> members, Map<EndpointService, VpcEndpoint> endpoints, String region) {
        this.withoutInternet = members.stream()
                .filter(member -> member.network().usesEndpoints())
                .toList();
        this.endpoints = endpoints;
        this.region = region;
    }

    void check(List<FoundEndpoints.Found> found, Violations violations) {
        withoutInternet.stream()
                .flatMap(member -> member.services().stream())
                .map(ServiceAccess::service)
                .filter(service -> !endpoints.containsKey(service))
                .collect(Collectors.toCollection(TreeSet::new))
                .forEach(service -> missing(service, violations));
        withoutInternet.forEach(member -> checkRegions(member, violations));
        checkLists(violations);
        endpoints.forEach((service, endpoint) -> {
            if (endpoint.isCreated() && found.stream().anyMatch(each -> each.isOf(service))) {
                doubled(service, violations);
            }
            if (endpoint.isCreated() && service.isGateway()) {
                withoutInternet.stream()
                        .filter(member -> member.calls(service))
                        .forEach(member -> checkRoutes(service, member, violations));
            }
        });
    }

    private void missing(EndpointService service, Violations violations) {
        String callers = withoutInternet.stream()
                .filter(member -> member.calls(service))
                .map(member -> member.path() + " calls " + String.join(", ", actions(member, service)))
                .collect(Collectors.joining("; "));
        if (service.hasEndpoint()) {
            violations.add(
                    ENDPOINTS,
                    nameOf(service),
                    "is missing in the VPC: " + callers + ". Create it before the applications, tell of one that exists"
                            + " with existingEndpoint(…), or leave its creation to the library.");
        } else {
            violations.add(
                    ENDPOINTS,
                    service.name(),
                    "cannot be reached through any endpoint: " + callers
                            + ". Put it into the VPC, or the application into"
                            + " subnets with a way to the internet.");
        }
    }

    /** A token would tell the user nothing. */
    private String nameOf(EndpointService service) {
        return service.serviceName(Tokens.isToken(region) ? "<Region>" : region);
    }

    private static SortedSet<String> actions(NetworkMember member, EndpointService service) {
        return member.callsTo(service)
                .flatMap(access -> access.calls().actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A list that only the deployment knows cannot be joined with another one. */
    private void checkLists(Violations violations) {
        List<List<String>> lists = withoutInternet.stream()
                .map(member -> member.network().subnets())
                .map(VpcSubnets::ids)
                .distinct()
                .toList();
        if (lists.size() > 1
                && withoutInternet.stream()
                        .anyMatch(member -> member.network().subnets().areListedAtDeployment())) {
            violations.add(
                    "network.subnets",
                    "lists known at deployment only",
                    "cannot share endpoints with other subnets: "
                            + withoutInternet.stream().map(NetworkMember::path).collect(Collectors.joining(", "))
                            + " are in different ones. Give all the same list, or name the subnets one by one.");
        }
    }

    /** An endpoint leads to its own Region. */
    private void checkRegions(NetworkMember member, Violations violations) {
        member.services().stream()
                .flatMap(access -> access.calls().resources().stream())
                .distinct()
                .filter(arn -> isElsewhere(arn))
                .forEach(arn -> violations.add(
                        ENDPOINTS,
                        arn,
                        "is in another Region than the VPC, " + region + ", from whose isolated subnets "
                                + member.path() + " cannot reach it. Use subnets with a way to the internet."));
    }

    private boolean isElsewhere(String arn) {
        String[] parts = arn.split(":", -1);
        return parts.length > REGION
                && !parts[REGION].isEmpty()
                && !parts[REGION].equals(region)
                && !Tokens.isToken(arn)
                && !Tokens.isToken(region);
    }

    private void doubled(EndpointService service, Violations violations) {
        violations.add(
                ENDPOINTS,
                nameOf(service),
                "is there twice: it was created for an application, and then by you. Create yours before the"
                        + " applications, which then use it, or leave it out.");
    }

    private static void checkRoutes(EndpointService service, NetworkMember member, Violations violations) {
        VpcSubnets subnets = member.network().subnets();
        for (int i = 0; i < subnets.ids().size(); i++) {
            Optional<String> table = subnets.routeTables().get(i);
            if (table.isEmpty()) {
                violations.add(
                        "network.subnets",
                        subnets.ids().get(i),
                        "has no known route table for the gateway to " + service.name() + " that " + member.path()
                                + " needs. Import the VPC with the ids of its route tables, or tell of a gateway that"
                                + " exists with existingEndpoint(…).");
            }
        }
    }
}
