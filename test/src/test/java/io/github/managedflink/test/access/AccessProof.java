package io.github.managedflink.test.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.access.AccessReport;
import io.github.managedflink.local.access.CheckedCall;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.policy.AccessPolicies;
import io.github.managedflink.local.policy.AccessRequest;
import io.github.managedflink.local.policy.PolicyDocument;
import io.github.managedflink.local.result.LocalRunResult;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds what the applications of a run may do, and the endpoints that they have, against what they called. */
public final class AccessProof {
    private final AccessReport report;
    private final DeployedStack stack;

    private AccessProof(AccessReport report, DeployedStack stack) {
        this.report = report;
        this.stack = stack;
    }

    /** Of a run that enforced the policies. */
    public static AccessProof of(LocalRunResult result, DeployedStack stack) {
        return new AccessProof(result.access().orElseThrow(), stack);
    }

    /** Every call was allowed, and none went unjudged. */
    public AccessProof everyCallIsAllowed() {
        assertThat(report.calls()).allSatisfy(call -> assertThat(call.outcome())
                .as("%s: %s", call.call(), call.explanation())
                .isEqualTo(CheckedCall.Outcome.ALLOWED));
        return this;
    }

    /**
     * Each grant of these services' actions was used, on each resource, unless the page on security explains why it may
     * not be.
     */
    public AccessProof everyGrantIsUsed(String... services) {
        assertThat(report.unusedGrants().stream()
                        .filter(grant -> Stream.of(services)
                                .anyMatch(service -> grant.action().startsWith(service + ":")))
                        .filter(grant -> ExplainedPermission.all().stream()
                                .noneMatch(each -> each.action().equals(grant.action())))
                        .map(grant -> grant.action() + " on " + grant.resource()))
                .isEmpty();
        return this;
    }

    /** Each endpoint that the stack has carried calls. */
    public AccessProof everyEndpointIsUsed() {
        Set<String> used = report.calls().stream().map(CheckedCall::endpoint).collect(Collectors.toSet());
        List<String> endpoints = stack.resources("AWS::EC2::VPCEndpoint").stream()
                .map(Resource::logicalId)
                .toList();
        assertThat(endpoints).isNotEmpty();
        assertThat(used).containsAll(endpoints);
        return this;
    }

    /**
     * Without any one permission of any role a call is denied, and it is the action of that permission which is; so no
     * role may do what no call needs, unless the page on security explains why.
     */
    public AccessProof everyPermissionIsNeeded() {
        for (Resource role : stack.resources("AWS::IAM::Role")) {
            List<AccessRequest> requests = report.requests().stream()
                    .filter(request -> request.principal().equals(role.attribute("Arn")))
                    .toList();
            if (!requests.isEmpty()) {
                everyPermissionIsNeeded(role, requests);
            }
        }
        return this;
    }

    private static void everyPermissionIsNeeded(Resource role, List<AccessRequest> requests) {
        Set<Permission> permissions = new LinkedHashSet<>();
        role.property("Policies").forEach(policy -> permissions.addAll(Permission.of(policy.path("PolicyDocument"))));
        assertThat(denied(Permission.policyOf(permissions), requests)).isEmpty();
        for (Permission permission : permissions) {
            Set<Permission> others = new LinkedHashSet<>(permissions);
            others.remove(permission);
            Set<String> denied = denied(Permission.policyOf(others), requests);
            if (ExplainedPermission.all().stream().anyMatch(each -> each.explains(permission))) {
                assertThat(denied).isSubsetOf(permission.action());
            } else {
                assertThat(denied).as("without %s", permission).containsExactly(permission.action());
            }
        }
    }

    private static Set<String> denied(PolicyDocument policy, List<AccessRequest> requests) {
        AccessPolicies policies = AccessPolicies.of(policy);
        return requests.stream()
                .filter(request -> !policies.decide(request).isAllowed())
                .map(AccessRequest::action)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
