package io.github.managedflink.local.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All policies that decide upon a request of a role within its account.
 *
 * @param role the role's own, inline and managed
 * @param boundary its permissions boundary
 * @param resource the policy of what it calls
 * @param endpoint the policy of the VPC endpoint that carries the request
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html">How
 *     AWS determines whether a request is allowed or denied</a>
 */
public record AccessPolicies(
        List<PolicyDocument> role,
        Optional<PolicyDocument> boundary,
        Optional<PolicyDocument> resource,
        Optional<PolicyDocument> endpoint) {

    private static final String KMS = "kms:";
    private static final String KEY = ":key/";

    public AccessPolicies {
        role = List.copyOf(role);
    }

    /** Those of a role that nothing else limits. */
    public static AccessPolicies of(PolicyDocument... role) {
        return new AccessPolicies(List.of(role), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Decides upon a request. */
    public AccessDecision decide(AccessRequest request) {
        Optional<PolicyStatement> deny = denial(request);
        if (deny.isPresent()) {
            return AccessDecision.deniedBy(deny.get());
        }
        Optional<PolicyStatement> throughEndpoint =
                endpoint.flatMap(policy -> first(policy, Effect.ALLOW, request, Principals.NAMED));
        if (endpoint.isPresent() && throughEndpoint.isEmpty()) {
            return AccessDecision.denied(
                    "no statement of the endpoint's policy " + endpoint.get().name() + " allows it");
        }
        Optional<PolicyStatement> toEverybody = byResource(request, Set.of(Principals.Match.EVERYBODY));
        if (toEverybody.isPresent()) {
            // What a resource allows to everybody, a boundary only limits by denying it.
            return AccessDecision.allowed(toEverybody.get(), throughEndpoint);
        }
        Optional<PolicyStatement> byRole = byRole(request);
        Optional<PolicyStatement> allowing = byRole.filter(statement -> trustsAccount(request))
                .or(() -> byResource(request, Set.of(Principals.Match.DIRECT)));
        if (allowing.isEmpty()) {
            return AccessDecision.denied(
                    byRole.isPresent()
                            ? "the policy of the key does not leave it to the policies of the account"
                            : "no statement of the role allows it");
        }
        if (boundary.isPresent()
                && first(boundary.get(), Effect.ALLOW, request, Principals.NAMED)
                        .isEmpty()) {
            return AccessDecision.denied(
                    "no statement of the permissions boundary " + boundary.get().name() + " allows it");
        }
        return AccessDecision.allowed(allowing.get(), throughEndpoint);
    }

    private Optional<PolicyStatement> denial(AccessRequest request) {
        return Stream.of(role.stream(), boundary.stream(), resource.stream(), endpoint.stream())
                .flatMap(each -> each)
                .flatMap(policy -> policy.applying(Effect.DENY, request, Principals.NAMED))
                .findFirst();
    }

    private Optional<PolicyStatement> byRole(AccessRequest request) {
        return role.stream()
                .flatMap(policy -> policy.applying(Effect.ALLOW, request, Principals.NAMED))
                .findFirst();
    }

    private Optional<PolicyStatement> byResource(AccessRequest request, Set<Principals.Match> matches) {
        return resource.flatMap(policy -> first(policy, Effect.ALLOW, request, matches));
    }

    /**
     * Whether the role's policies count for the resource. A key is the exception: its own policy has to say so, if it
     * is known.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html">Key policies</a>
     */
    private boolean trustsAccount(AccessRequest request) {
        boolean isKey = request.action().startsWith(KMS) && request.resource().contains(KEY);
        return !isKey
                || resource.isEmpty()
                || byResource(request, Set.of(Principals.Match.ACCOUNT)).isPresent();
    }

    private static Optional<PolicyStatement> first(
            PolicyDocument policy, Effect effect, AccessRequest request, Set<Principals.Match> matches) {
        return policy.applying(effect, request, matches).findFirst();
    }
}
