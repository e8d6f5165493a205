package io.github.managedflink.local.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A call as the service understands it, whatever protocol it came by.
 *
 * @param action the name of the operation, such as {@code PublishBatch}
 * @param body its parameters: an object, whose lists are arrays and, of the query protocol, whose maps are arrays of
 *     {@code Name} and {@code Value}
 * @param validationCode the code of the service's error for a parameter that it cannot use
 */
public record AwsRequest(String action, AwsCaller caller, JsonNode body, String validationCode) {

    /**
     * The value of a parameter.
     *
     * @throws AwsError if it is missing
     */
    public String required(String parameter) {
        return optional(parameter)
                .orElseThrow(() -> invalid("1 validation error detected: Value null at '" + parameter
                        + "' failed to satisfy constraint: Member must not be null"));
    }

    public Optional<String> optional(String parameter) {
        return textOf(body, parameter);
    }

    /** The value of a field of the body or of something in it; empty if it is missing. */
    public static Optional<String> textOf(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? Optional.of(value.asText()) : Optional.empty();
    }

    /** What the service says about a parameter that it cannot use. */
    public AwsError invalid(String message) {
        return AwsError.badRequest(validationCode, message);
    }
}
