package io.github.managedflink.local.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.policy.PolicyDocument;
import io.github.managedflink.local.template.TemplateJson;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The policies of a role, as far as the stacks have them.
 *
 * @param roleArn the role's ARN
 * @param isInStacks whether a stack has the role, so that all of its policies are known but those named as unknown
 * @param policies inline policies, and managed ones that a stack has
 * @param boundary its permissions boundary, if a stack has that policy
 * @param unknown the ARNs of managed policies, and of a boundary, that no stack has
 */
public record RolePermissions(
        String roleArn,
        boolean isInStacks,
        List<PolicyDocument> policies,
        Optional<PolicyDocument> boundary,
        List<String> unknown) {
    private static final String ROLE = "AWS::IAM::Role";
    private static final String POLICY = "AWS::IAM::Policy";
    private static final String MANAGED_POLICY = "AWS::IAM::ManagedPolicy";
    private static final String DOCUMENT = "PolicyDocument";

    public RolePermissions {
        policies = List.copyOf(policies);
        unknown = List.copyOf(unknown);
    }

    /** Returns those of a role, which may be one that no stack has. */
    public static RolePermissions of(String roleArn, Collection<DeployedStack> stacks) {
        List<Resource> all =
                stacks.stream().flatMap(stack -> stack.resources().stream()).toList();
        Optional<Resource> role = all.stream()
                .filter(each -> each.type().equals(ROLE))
                .filter(each -> each.attribute("Arn").equals(roleArn))
                .findFirst();
        List<String> managed = role.map(each -> TemplateJson.texts(each.property("ManagedPolicyArns")))
                .orElseGet(List::of);
        Optional<String> boundary = role.map(each -> each.property("PermissionsBoundary"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
        List<PolicyDocument> policies = new ArrayList<>();
        role.ifPresent(each -> policies.addAll(inline(each)));
        String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        for (Resource policy : all) {
            if (isAttached(policy, name, managed)) {
                policies.add(document(policy));
            }
        }
        return new RolePermissions(
                roleArn,
                role.isPresent(),
                policies,
                boundary.flatMap(arn -> managedPolicy(arn, all)).map(RolePermissions::document),
                Stream.concat(managed.stream(), boundary.stream())
                        .filter(arn -> managedPolicy(arn, all).isEmpty())
                        .toList());
    }

    private static List<PolicyDocument> inline(Resource role) {
        List<PolicyDocument> policies = new ArrayList<>();
        for (JsonNode policy : role.property("Policies")) {
            policies.add(PolicyDocument.parse(
                    role.logicalId() + "/" + policy.path("PolicyName").asText(), policy.path(DOCUMENT)));
        }
        return policies;
    }

    private static boolean isAttached(Resource policy, String role, List<String> managed) {
        return switch (policy.type()) {
            case POLICY -> TemplateJson.texts(policy.property("Roles")).contains(role);
            case MANAGED_POLICY ->
                managed.contains(policy.attribute("PolicyArn"))
                        || TemplateJson.texts(policy.property("Roles")).contains(role);
            default -> false;
        };
    }

    private static Optional<Resource> managedPolicy(String arn, List<Resource> all) {
        return all.stream()
                .filter(each -> each.type().equals(MANAGED_POLICY))
                .filter(each -> each.attribute("PolicyArn").equals(arn))
                .findFirst();
    }

    private static PolicyDocument document(Resource policy) {
        return PolicyDocument.parse(policy.logicalId(), policy.property(DOCUMENT));
    }
}
