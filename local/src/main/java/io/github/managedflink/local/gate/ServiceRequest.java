package io.github.managedflink.local.gate;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A call with what else IAM looks at.
 *
 * @param accessKeyId who calls: the id of the access key that the request was signed with, which may be nobody's; empty
 *     where the service does not ask IAM for leave
 * @param call what is called
 * @param conditionKeys the values of the condition keys that the request itself brings, such as {@code s3:prefix}
 */
public record ServiceRequest(Optional<String> accessKeyId, ServiceCall call, Map<String, String> conditionKeys) {
    /** The id of the access key of whoever only looks on. */
    public static final String OBSERVER = "observer";

    public ServiceRequest {
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(call, "call");
        conditionKeys = Map.copyOf(conditionKeys);
    }

    /** Returns a call for which nobody asks IAM. */
    public static ServiceRequest unsigned(ServiceCall call) {
        return new ServiceRequest(Optional.empty(), call, Map.of());
    }

    /** Returns a call that was signed with an access key. */
    public static ServiceRequest signed(String accessKeyId, ServiceCall call) {
        return new ServiceRequest(Optional.of(accessKeyId), call, Map.of());
    }

    /** Whether it comes from somebody who only looks on: it is served whatever holds for others, and not counted. */
    boolean isOfObserver() {
        return accessKeyId.filter(OBSERVER::equals).isPresent();
    }

    /** Returns the same with the value of a condition key. */
    public ServiceRequest with(String conditionKey, String value) {
        Map<String, String> more = new HashMap<>(conditionKeys);
        more.put(conditionKey, value);
        return new ServiceRequest(accessKeyId, call, more);
    }
}
