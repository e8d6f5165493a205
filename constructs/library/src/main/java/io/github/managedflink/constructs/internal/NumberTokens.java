package io.github.managedflink.constructs.internal;

import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;

/** Numbers of a user, among them those that the CDK puts where a number is known only at deployment. */
public final class NumberTokens {
    private NumberTokens() {}

    /** Checks that a number is a whole one in a range; null passes, and so does a token. */
    public static void check(String setting, Number value, long least, long most, Violations violations) {
        if (value == null || Tokens.isToken(value)) {
            return;
        }
        if (value.doubleValue() != Math.rint(value.doubleValue())) {
            violations.add(setting, value, "must be a whole number.");
        } else {
            violations.range(setting, value, least, most);
        }
    }
}
