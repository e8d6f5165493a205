package io.github.managedflink.constructs.internal;

import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import software.amazon.awscdk.IResource;
import software.amazon.awscdk.Stack;

/** The Region and the account of an application, which the service asks of what the application uses, too. */
public record Home(String region, String account, Violations violations) {

    public static Home of(Stack stack, Violations violations) {
        return new Home(stack.getRegion(), stack.getAccount(), violations);
    }

    public void checkRegionAndAccount(String setting, IResource resource) {
        checkRegion(setting, resource);
        checkAccount(setting, resource.getEnv().getAccount(), "Use one there.");
    }

    public void checkRegion(String setting, IResource resource) {
        String other = resource.getEnv().getRegion();
        if (differ(other, region)) {
            violations.add(
                    setting,
                    other,
                    "is not the Region of the stack, " + region
                            + "; the service takes what is in its own Region only. Use one there.");
        }
    }

    public void checkAccount(String setting, String other, String advice) {
        if (differ(other, account)) {
            violations.add(
                    setting,
                    other,
                    "is not the account of the stack, " + account
                            + "; the service takes what is in its own account only. " + advice);
        }
    }

    /** Returns whether both are known at synth and not the same. */
    private static boolean differ(String one, String other) {
        return one != null && !Tokens.isToken(one) && !Tokens.isToken(other) && !one.equals(other);
    }
}
