package io.github.managedflink.constructs.internal;

import io.github.managedflink.model.settings.Faults;
import io.github.managedflink.model.settings.Tokens;
import software.amazon.awscdk.IResource;
import software.amazon.awscdk.Stack;

/** The Region and the account of an application, which the service asks of what the application uses, too. */
public record Home(String region, String account, Faults faults) {

    public static Home of(Stack stack, Faults faults) {
        return new Home(stack.getRegion(), stack.getAccount(), faults);
    }

    public void checkRegionAndAccount(String setting, IResource resource) {
        checkRegion(setting, resource);
        checkAccount(setting, resource.getEnv().getAccount(), "Use one there.");
    }

    public void checkRegion(String setting, IResource resource) {
        String other = resource.getEnv().getRegion();
        if (differ(other, region)) {
            faults.add(
                    setting,
                    other,
                    "is not the Region of the stack, " + region
                            + "; the service takes what is in its own Region only. Use one there.");
        }
    }

    public void checkAccount(String setting, String other, String advice) {
        if (differ(other, account)) {
            faults.add(
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
