package io.github.managedflink.local.policy;

/** What a statement does with the requests that it applies to. */
public enum Effect {
    ALLOW,
    DENY
}
