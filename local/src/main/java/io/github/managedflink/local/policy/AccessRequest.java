package io.github.managedflink.local.policy;

import java.util.Objects;

/**
 * A request to be authorized.
 *
 * @param principal the ARN of the role that asks
 * @param action with the service's prefix, such as {@code kinesis:PutRecords}
 * @param resource an ARN, or {@code *} for an action that knows no resources
 * @param context the condition keys of the request
 */
public record AccessRequest(String principal, String action, String resource, RequestContext context) {
    static final String ANY = "*";

    public AccessRequest {
        Objects.requireNonNull(principal, "principal");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(resource, "resource");
        Objects.requireNonNull(context, "context");
    }
}
