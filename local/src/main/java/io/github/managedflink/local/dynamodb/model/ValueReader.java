package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.http.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads values as requests hold them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Data
 *     types</a>
 */
public final class ValueReader {

    private static final int MAX_NAME_BYTES = 65_535;

    private ValueReader() {}

    /**
     * Reads an item, a key or whatever else holds values by their names.
     *
     * @throws AwsError if the service takes no such values
     */
    public static MapValue readMap(JsonNode node) {
        return readMap(node, 0);
    }

    /**
     * Reads a value.
     *
     * @throws AwsError if the service takes no such value
     */
    public static AttributeValue read(JsonNode node) {
        return read(node, 0);
    }

    private static MapValue readMap(JsonNode node, int level) {
        JsonValues.requireMap(node, JsonValues.ATTRIBUTE_VALUE);
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> attribute : node.properties()) {
            checkName(attribute.getKey(), level);
            attributes.put(attribute.getKey(), read(attribute.getValue(), level));
        }
        return new MapValue(attributes);
    }

    private static void checkName(String name, int level) {
        if (name.isEmpty() && level == 0) {
            throw DynamoDbErrors.invalidParameter("Attribute name must not be empty");
        }
        if (StringValue.utf8Length(name) > MAX_NAME_BYTES) {
            throw DynamoDbErrors.invalidParameter(
                    "Attribute name is too large, must be less than " + (MAX_NAME_BYTES + 1) + " bytes");
        }
    }

    private static AttributeValue read(JsonNode node, int level) {
        if (!node.isObject()) {
            throw node.isArray()
                    ? DynamoDbErrors.serialization("Unrecognized collection type class " + JsonValues.ATTRIBUTE_VALUE)
                    : DynamoDbErrors.serialization("Unexpected value type in payload");
        }
        AttributeValue value = null;
        for (Map.Entry<String, JsonNode> typed : node.properties()) {
            Optional<AttributeType> type = AttributeType.of(typed.getKey());
            if (type.isPresent() && !typed.getValue().isNull()) {
                if (value != null) {
                    throw DynamoDbErrors.malformedValue("has more than one datatypes set");
                }
                value = read(type.get(), typed.getValue(), level);
            }
        }
        if (value == null) {
            throw DynamoDbErrors.malformedValue("is empty");
        }
        return value;
    }

    private static AttributeValue read(AttributeType type, JsonNode content, int level) {
        return switch (type) {
            case S, N, B -> scalar(type, content);
            case BOOL -> new BooleanValue(JsonValues.truth(content));
            case NULL -> nothing(content);
            case SS, NS, BS -> set(type, content);
            case L -> {
                Nesting.checkContainer(level);
                yield list(content, level);
            }
            case M -> {
                Nesting.checkContainer(level);
                yield readMap(content, level + 1);
            }
        };
    }

    private static ScalarValue scalar(AttributeType type, JsonNode content) {
        return switch (type) {
            case B -> new BinaryValue(JsonValues.bytes(content));
            case N -> NumberValue.parse(JsonValues.text(content));
            default -> new StringValue(JsonValues.text(content));
        };
    }

    private static AttributeValue nothing(JsonNode content) {
        if (!JsonValues.truth(content)) {
            throw DynamoDbErrors.invalidParameter("Null attribute value types must have the value of true");
        }
        return new NullValue();
    }

    private static AttributeValue set(AttributeType type, JsonNode content) {
        JsonValues.requireList(content);
        if (content.isEmpty()) {
            throw DynamoDbErrors.invalidParameter(
                    switch (type) {
                        case SS -> "An string set  may not be empty";
                        case NS -> "An number set  may not be empty";
                        default -> "Binary sets should not be empty";
                    });
        }
        Set<ScalarValue> elements = new LinkedHashSet<>();
        boolean repeated = false;
        for (JsonNode element : content) {
            repeated |= !elements.add(scalar(type.ofElements(), element));
        }
        if (repeated) {
            throw duplicates(type, content);
        }
        return new SetValue(type, elements);
    }

    private static AwsError duplicates(AttributeType type, JsonNode content) {
        List<String> elements = new ArrayList<>();
        content.forEach(element -> elements.add(element.asText()));
        return switch (type) {
            case SS -> DynamoDbErrors.invalidParameter("Input collection " + elements + " contains duplicates.");
            case BS ->
                DynamoDbErrors.invalidParameter("Input collection " + elements + "of type BS contains duplicates.");
            default -> DynamoDbErrors.validation("Input collection contains duplicates");
        };
    }

    private static AttributeValue list(JsonNode content, int level) {
        JsonValues.requireList(content);
        List<AttributeValue> elements = new ArrayList<>(content.size());
        for (JsonNode element : content) {
            elements.add(read(element, level + 1));
        }
        return new ListValue(elements);
    }
}
