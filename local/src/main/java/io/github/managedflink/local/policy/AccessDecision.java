package io.github.managedflink.local.policy;

import java.util.Optional;

/**
 * What becomes of a request.
 *
 * @param isAllowed whether it is served
 * @param statement the statement that allows it or denies it; empty if none allows it
 * @param endpointStatement the statement of the endpoint's policy that lets it through, if it has a policy
 * @param reason why it is denied, as a sentence goes on after "because"; empty if it is allowed
 */
public record AccessDecision(
        boolean isAllowed,
        Optional<PolicyStatement> statement,
        Optional<PolicyStatement> endpointStatement,
        String reason) {

    static AccessDecision allowed(PolicyStatement statement, Optional<PolicyStatement> endpointStatement) {
        return new AccessDecision(true, Optional.of(statement), endpointStatement, "");
    }

    static AccessDecision denied(String reason) {
        return new AccessDecision(false, Optional.empty(), Optional.empty(), reason);
    }

    static AccessDecision deniedBy(PolicyStatement statement) {
        return new AccessDecision(
                false, Optional.of(statement), Optional.empty(), statement.name() + " denies it explicitly");
    }
}
