package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.http.AwsError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads values as requests hold them.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Data types</a>
 */
public final class ValueReader {

    /** How many levels of lists and maps an attribute may have. */
    private static final int MAX_LEVELS = 32;

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
        if (!node.isObject()) {
            throw unexpected(node);
        }
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> attribute : node.properties()) {
            attributes.put(attribute.getKey(), read(attribute.getValue(), level));
        }
        return new MapValue(attributes);
    }

    private static AttributeValue read(JsonNode node, int level) {
        if (!node.isObject()) {
            throw node.isArray()
                    ? DynamoDbErrors.serialization(
                            "Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue")
                    : DynamoDbErrors.serialization("Unexpected value type in payload");
        }
        if (level > MAX_LEVELS) {
            throw DynamoDbErrors.validation("Nesting Levels have exceeded supported limits");
        }
        AttributeValue value = null;
        for (Map.Entry<String, JsonNode> typed : node.properties()) {
            Optional<AttributeType> type = AttributeType.of(typed.getKey());
            if (type.isPresent() && !typed.getValue().isNull()) {
                if (value != null) {
                    throw DynamoDbErrors.validation("Supplied AttributeValue has more than one datatypes set, must"
                            + " contain exactly one of the supported datatypes");
                }
                value = read(type.get(), typed.getValue(), level);
            }
        }
        if (value == null) {
            throw DynamoDbErrors.validation(
                    "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
        }
        return value;
    }

    private static AttributeValue read(AttributeType type, JsonNode content, int level) {
        return switch (type) {
            case S, N, B -> scalar(type, content);
            case BOOL -> new BooleanValue(truth(content));
            case NULL -> nothing(content);
            case SS, NS, BS -> set(type, content);
            case L -> list(content, level);
            case M -> readMap(content, level + 1);
        };
    }

    private static ScalarValue scalar(AttributeType type, JsonNode content) {
        if (type == AttributeType.B) {
            return new BinaryValue(bytes(content));
        }
        if (!content.isTextual()) {
            throw unexpected(content);
        }
        return type == AttributeType.N ? NumberValue.parse(content.asText()) : new StringValue(content.asText());
    }

    private static byte[] bytes(JsonNode content) {
        if (!content.isTextual()) {
            throw DynamoDbErrors.serialization("only base-64-encoded strings are convertible to bytes");
        }
        int length = content.asText().length();
        if (length % 4 != 0) {
            throw DynamoDbErrors.serialization(
                    "Base64 encoded length is expected a multiple of 4 bytes but found: " + length);
        }
        try {
            return content.binaryValue();
        } catch (IOException e) {
            throw DynamoDbErrors.serialization("Invalid Base64 character detected");
        }
    }

    private static boolean truth(JsonNode content) {
        if (content.isTextual()) {
            return switch (content.asText().toUpperCase(Locale.ROOT)) {
                case "TRUE", "1", "YES" -> true;
                case "FALSE", "0", "NO" -> false;
                default -> throw DynamoDbErrors.serialization("Unexpected token received from parser");
            };
        }
        if (!content.isBoolean()) {
            throw unexpected(content);
        }
        return content.asBoolean();
    }

    private static AttributeValue nothing(JsonNode content) {
        if (!truth(content)) {
            throw DynamoDbErrors.invalidParameter("Null attribute value types must have the value of true");
        }
        return new NullValue();
    }

    private static AttributeValue set(AttributeType type, JsonNode content) {
        requireArray(content);
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
        requireArray(content);
        List<AttributeValue> elements = new ArrayList<>(content.size());
        for (JsonNode element : content) {
            elements.add(read(element, level + 1));
        }
        return new ListValue(elements);
    }

    private static void requireArray(JsonNode content) {
        if (!content.isArray()) {
            throw content.isObject() ? unexpected(content) : DynamoDbErrors.serialization("Unexpected field type");
        }
    }

    private static AwsError unexpected(JsonNode node) {
        if (node.isBoolean()) {
            return DynamoDbErrors.serialization(
                    (node.asBoolean() ? "TRUE" : "FALSE") + "_VALUE cannot be converted to String");
        }
        if (node.isNumber()) {
            return DynamoDbErrors.serialization(
                    (node.isIntegralNumber() ? "NUMBER" : "DECIMAL") + "_VALUE cannot be converted to String");
        }
        if (node.isArray()) {
            return DynamoDbErrors.serialization("Unrecognized collection type class java.lang.String");
        }
        return node.isObject()
                ? DynamoDbErrors.serialization("Start of structure or map found where not expected")
                : DynamoDbErrors.serialization("Unexpected field type");
    }
}
