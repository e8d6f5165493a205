package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.ValueReader;
import io.github.managedflink.local.http.AwsError;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The parameters of a request, or of an entry of one. */
record Parameters(JsonNode node) {

    /** @throws AwsError if it is missing */
    String required(String name) {
        return optional(name).orElseThrow(() -> DynamoDbErrors.missing(inErrors(name)));
    }

    Optional<String> optional(String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    /**
     * A parameter with values by their names, such as an item.
     *
     * @throws AwsError if it is missing or holds what the service does not take
     */
    MapValue requiredMap(String name) {
        return optionalMap(name).orElseThrow(() -> DynamoDbErrors.missing(inErrors(name)));
    }

    /** @throws AwsError if it holds what the service does not take */
    Optional<MapValue> optionalMap(String name) {
        return node.hasNonNull(name) ? Optional.of(ValueReader.readMap(node.get(name))) : Optional.empty();
    }

    boolean isTrue(String name) {
        return node.path(name).asBoolean();
    }

    /** @throws AwsError if it is no whole number, or below the least that is allowed */
    Optional<Integer> number(String name, int least) {
        if (!node.hasNonNull(name)) {
            return Optional.empty();
        }
        JsonNode value = node.get(name);
        if (!value.isNumber()) {
            throw DynamoDbErrors.serialization(
                    value.isTextual()
                            ? "STRING_VALUE cannot be converted to Integer"
                            : "Start of structure or map found where not expected");
        }
        if (value.asInt() < least) {
            throw DynamoDbErrors.constraint(
                    "'" + value.asText() + "'",
                    inErrors(name),
                    "Member must have value greater than or equal to " + least);
        }
        return Optional.of(value.asInt());
    }

    /**
     * One of several words.
     *
     * @throws AwsError if it is another one
     */
    Optional<String> oneOf(String name, List<String> words) {
        Optional<String> word = optional(name);
        word.filter(given -> !words.contains(given)).ifPresent(given -> {
            throw DynamoDbErrors.constraint(
                    "'" + given + "'",
                    inErrors(name),
                    "Member must satisfy enum value set: [" + String.join(", ", words) + "]");
        });
        return word;
    }

    private static String inErrors(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
