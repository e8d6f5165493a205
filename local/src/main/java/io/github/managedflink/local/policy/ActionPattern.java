package io.github.managedflink.local.policy;

import io.github.managedflink.local.policy.PolicyText.Wildcards;

/**
 * An entry of a statement's {@code Action}, such as {@code s3:Get*}, or {@code *}. It has no case and no variables.
 *
 * @param text as the policy has it
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html">Action</a>
 */
record ActionPattern(String text, PolicyText service, PolicyText name) {
    static ActionPattern parse(String text) {
        int colon = text.indexOf(':');
        return new ActionPattern(
                text,
                // A wildcard in the service would have to be all of the action.
                PolicyText.parse(colon < 0 ? text : text.substring(0, colon), wildcards(colon)),
                PolicyText.parse(colon < 0 ? text : text.substring(colon + 1), Wildcards.MATCH));
    }

    private static Wildcards wildcards(int colon) {
        return colon < 0 ? Wildcards.MATCH : Wildcards.LITERAL;
    }

    /** Whether it covers an action, such as {@code s3:GetObject}. */
    boolean matches(String action) {
        int colon = action.indexOf(':');
        return service.matchesIgnoringCase(action.substring(0, colon), RequestContext.EMPTY)
                && name.matchesIgnoringCase(action.substring(colon + 1), RequestContext.EMPTY);
    }
}
