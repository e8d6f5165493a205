package io.github.managedflink.local.policy;

/** A policy that AWS would refuse; the message names the policy and what is wrong. */
public final class PolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PolicyException(String message) {
        super(message);
    }
}
