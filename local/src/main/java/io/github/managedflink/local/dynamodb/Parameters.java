package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.JsonValues;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.ValueReader;
import io.github.managedflink.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a request, or of a part of one.
 *
 * @param path of that part, as errors show it, with a point at the end; empty for a request
 */
record Parameters(JsonNode node, String path) {

    Parameters(JsonNode node) {
        this(node, "");
    }

    /** The elements of a list, of which there may be none. */
    List<Parameters> elements(String name) {
        List<Parameters> elements = new ArrayList<>();
        for (JsonNode element : node.path(name)) {
            elements.add(new Parameters(
                    element, path + DynamoDbErrors.inPath(name) + "." + (elements.size() + 1) + ".member."));
        }
        return elements;
    }

    /**
     * A parameter that has parameters of its own.
     *
     * @throws AwsError if it is missing
     */
    Parameters part(String name) {
        if (!node.hasNonNull(name)) {
            throw missing(name);
        }
        return new Parameters(node.get(name), path + DynamoDbErrors.inPath(name) + ".");
    }

    /** @throws AwsError if it is missing or no text */
    String required(String name) {
        return optional(name).orElseThrow(() -> missing(name));
    }

    /** @throws AwsError if it is no text */
    Optional<String> optional(String name) {
        return node.hasNonNull(name) ? Optional.of(JsonValues.text(node.get(name))) : Optional.empty();
    }

    /**
     * A text that is not empty.
     *
     * @throws AwsError if it is empty, or of more characters
     */
    Optional<String> text(String name, int mostCharacters) {
        Optional<String> given = optional(name);
        given.ifPresent(value -> checkLength(name, value, 1, mostCharacters));
        return given;
    }

    private void checkLength(String name, String value, int least, int most) {
        if (value.length() < least) {
            throw violated(name, "Member must have length greater than or equal to " + least);
        }
        if (value.length() > most) {
            throw violated(name, "Member must have length less than or equal to " + most);
        }
    }

    /**
     * A parameter with values by their names, such as an item.
     *
     * @throws AwsError if it is missing or holds what the service does not take
     */
    MapValue requiredMap(String name) {
        return optionalMap(name).orElseThrow(() -> missing(name));
    }

    /** @throws AwsError if it holds what the service does not take */
    Optional<MapValue> optionalMap(String name) {
        return node.hasNonNull(name) ? Optional.of(ValueReader.readMap(node.get(name))) : Optional.empty();
    }

    /** @throws AwsError if it is neither true nor false */
    boolean isTrue(String name) {
        return node.hasNonNull(name) && JsonValues.truth(node.get(name));
    }

    /** @throws AwsError if it is no number or out of range */
    Optional<Integer> number(String name, int least, int most) {
        if (!node.hasNonNull(name)) {
            return Optional.empty();
        }
        int number = JsonValues.integer(node.get(name));
        if (number < least) {
            throw violated(name, "Member must have value greater than or equal to " + least);
        }
        if (number > most) {
            throw violated(name, "Member must have value less than or equal to " + most);
        }
        return Optional.of(number);
    }

    /**
     * One of several words.
     *
     * @throws AwsError if it is another one
     */
    Optional<String> oneOf(String name, List<String> words) {
        Optional<String> word = optional(name);
        if (word.isPresent() && !words.contains(word.get())) {
            throw violated(name, "Member must satisfy enum value set: [" + String.join(", ", words) + "]");
        }
        return word;
    }

    /**
     * The name of a table or an index.
     *
     * @throws AwsError if none can have it
     */
    Optional<String> name(String name) {
        Optional<String> given = optional(name);
        given.ifPresent(value -> checkName(name, value));
        return given;
    }

    private void checkName(String name, String value) {
        if (!ResourceName.isOfCharacters(value)) {
            throw violated(name, "Member must satisfy regular expression pattern: " + ResourceName.CHARACTERS);
        }
        checkLength(name, value, ResourceName.MIN_LENGTH, ResourceName.MAX_LENGTH);
    }

    /** About a parameter that is not there. */
    AwsError missing(String name) {
        return DynamoDbErrors.missing(path + DynamoDbErrors.inPath(name));
    }

    /** About a parameter that breaks a constraint of the API's model. */
    AwsError violated(String name, String constraint) {
        return DynamoDbErrors.constraint(
                "'" + shown(node.get(name)) + "'", path + DynamoDbErrors.inPath(name), constraint);
    }

    private static String shown(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(shown(element)));
            return elements.toString();
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
