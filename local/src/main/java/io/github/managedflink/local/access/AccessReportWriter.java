package io.github.managedflink.local.access;

import io.github.managedflink.local.access.AccessCheck.Decisions;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.policy.AccessRequest;
import io.github.managedflink.local.policy.Grant;
import io.github.managedflink.local.policy.PolicyDocument;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts together what was decided upon the calls of a run. */
final class AccessReportWriter {
    private static final Comparator<CheckedCall> REFUSED_FIRST = Comparator.comparing(CheckedCall::outcome)
            .thenComparing(CheckedCall::application)
            .thenComparing(each -> each.call().toString())
            .thenComparing(CheckedCall::explanation);

    private final Collection<ApplicationAccess> applications;
    private final Collection<Decisions> decisions;
    private final Collection<ServiceCall> nobodys;

    AccessReportWriter(
            Collection<ApplicationAccess> applications,
            Collection<Decisions> decisions,
            Collection<ServiceCall> nobodys) {
        this.applications = applications;
        this.decisions = decisions;
        this.nobodys = nobodys;
    }

    AccessReport report() {
        return new AccessReport(calls(), unusedGrants(), notes(), requests().toList());
    }

    /** The same call may have come with different values of condition keys. */
    private List<CheckedCall> calls() {
        Map<CheckedCall, Long> counts = new LinkedHashMap<>();
        for (Decisions made : decisions) {
            for (Decision each : made.all()) {
                if (each.count().sum() > 0) {
                    CheckedCall call = each.toCheckedCall(made.application().displayName());
                    counts.merge(call.withCount(1), call.count(), Long::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .map(each -> each.getKey().withCount(each.getValue()))
                .sorted(REFUSED_FIRST)
                .toList();
    }

    private List<UnusedGrant> unusedGrants() {
        Map<String, RolePermissions> roles = new LinkedHashMap<>();
        applications.forEach(each -> roles.put(each.role().roleArn(), each.role()));
        return roles.values().stream().flatMap(this::unusedGrants).toList();
    }

    private Stream<UnusedGrant> unusedGrants(RolePermissions role) {
        List<AccessRequest> requests = requests()
                .filter(each -> each.principal().equals(role.roleArn()))
                .toList();
        return role.policies().stream()
                .map(PolicyDocument::grants)
                .flatMap(List::stream)
                .filter(grant -> requests.stream().noneMatch(grant::covers))
                .map(grant -> unused(role, grant));
    }

    private Stream<AccessRequest> requests() {
        return decisions.stream()
                .flatMap(each -> each.all().stream())
                .filter(each -> each.count().sum() > 0)
                .map(Decision::request);
    }

    private static UnusedGrant unused(RolePermissions role, Grant grant) {
        return new UnusedGrant(
                role.roleArn(),
                grant.action(),
                grant.resource(),
                grant.statement().name());
    }

    private List<String> notes() {
        Stream<String> unknownNetworks = applications.stream()
                .filter(each -> each.network().isUnknown())
                .map(each -> "No stack has all subnets of " + each.displayName()
                        + ": they are taken as having a way out of the VPC.");
        Stream<String> unknownRoles = applications.stream()
                .filter(each -> !each.role().isInStacks())
                .map(each -> "No stack has the role of " + each.displayName() + ", "
                        + each.role().roleArn() + ": its calls are not evaluated.");
        Stream<String> unknownPolicies = applications.stream()
                .filter(each -> !each.role().unknown().isEmpty())
                .map(each -> "No stack has these policies of the role of " + each.displayName() + ": "
                        + String.join(", ", each.role().unknown()) + ".");
        Stream<String> callsOfNobody = nobodys.isEmpty()
                ? Stream.empty()
                : Stream.of("Not evaluated, as no application's access key signed them: "
                        + String.join(
                                ", ",
                                nobodys.stream()
                                        .map(call -> call.service() + ":" + call.action())
                                        .distinct()
                                        .sorted()
                                        .toList())
                        + ".");
        return Stream.of(unknownNetworks, unknownRoles, unknownPolicies, callsOfNobody)
                .flatMap(each -> each)
                .distinct()
                .toList();
    }
}
