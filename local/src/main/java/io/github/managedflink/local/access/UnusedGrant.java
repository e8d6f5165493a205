package io.github.managedflink.local.access;

/**
 * What a role may do and no call needed.
 *
 * @param role the role's ARN
 * @param action the action, which may have wildcards
 * @param resource the resource, which may have wildcards
 * @param statement the statement that allows it
 */
public record UnusedGrant(String role, String action, String resource, String statement) {}
