package io.github.managedflink.local.policy;

import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whom a statement of a resource's or an endpoint's policy is about.
 *
 * @param excluded whether it is about all others, as {@code NotPrincipal} says
 * @param names the ARNs, accounts and services; {@code *} for everybody
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principal</a>
 */
public record Principals(boolean excluded, List<String> names) {
    private static final String ROOT = ":root";
    private static final int ARN_PARTS = 6;
    private static final int ACCOUNT_PART = 4;

    /** How a statement names somebody. */
    enum Match {
        NONE,
        /** By the account: what it allows, the account's own policies have to allow too. */
        ACCOUNT,
        DIRECT,
        EVERYBODY
    }

    static final Set<Match> NAMED = EnumSet.of(Match.ACCOUNT, Match.DIRECT, Match.EVERYBODY);
    static final Set<Match> IN_PERSON = EnumSet.of(Match.DIRECT, Match.EVERYBODY);

    public Principals {
        names = List.copyOf(names);
    }

    Match match(String principal) {
        Match match = names.stream()
                .map(name -> match(principal, name))
                .max(Comparator.naturalOrder())
                .orElse(Match.NONE);
        if (excluded) {
            return match == Match.NONE ? Match.DIRECT : Match.NONE;
        }
        return match;
    }

    private static Match match(String principal, String name) {
        if (name.equals(AccessRequest.ANY)) {
            return Match.EVERYBODY;
        }
        if (name.equals(principal)) {
            return Match.DIRECT;
        }
        return isAccountOf(principal, name) ? Match.ACCOUNT : Match.NONE;
    }

    /**
     * Whether a name, an account's number or that of its root, stands for all of the account that the principal is in.
     */
    private static boolean isAccountOf(String principal, String name) {
        String account = principal.split(":", ARN_PARTS)[ACCOUNT_PART];
        return name.equals(account)
                || (name.endsWith(ROOT) && name.split(":", ARN_PARTS)[ACCOUNT_PART].equals(account));
    }
}
