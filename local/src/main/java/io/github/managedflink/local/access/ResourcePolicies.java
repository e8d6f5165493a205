package io.github.managedflink.local.access;

import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.policy.PolicyDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The policies that the stacks give to resources. */
final class ResourcePolicies {
    private final Map<String, PolicyDocument> policies;

    private ResourcePolicies(Map<String, PolicyDocument> policies) {
        this.policies = Map.copyOf(policies);
    }

    static ResourcePolicies of(List<Resource> all) {
        Map<String, PolicyDocument> policies = new HashMap<>();
        for (Resource resource : all) {
            resource.policy().ifPresent(held -> {
                PolicyDocument policy = PolicyDocument.parse(resource.logicalId(), held.document());
                held.owners().forEach(owner -> policies.put(owner, policy));
            });
        }
        return new ResourcePolicies(policies);
    }

    /** The policy of a resource, or of the bucket that it is an object of. */
    Optional<PolicyDocument> of(String resource) {
        return Stream.of(resource, resource.split("/", 2)[0])
                .filter(policies::containsKey)
                .findFirst()
                .map(policies::get);
    }
}
