package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.http.AwsError;
import java.io.IOException;
import java.util.Base64;
import java.util.Locale;

/**
 * Reads JSON as what the service expects in a place, and refuses other JSON in its words. All methods throw an
 * {@link AwsError}.
 */
public final class JsonValues {

    /** The service's own name of a value of an attribute. */
    static final String ATTRIBUTE_VALUE = "com.amazonaws.dynamodb.v20120810.AttributeValue";

    private JsonValues() {}

    public static String text(JsonNode node) {
        if (!node.isTextual()) {
            throw unexpected(node, "String");
        }
        return node.asText();
    }

    public static int integer(JsonNode node) {
        if (!node.isNumber()) {
            throw unexpected(node, "Integer");
        }
        if (node.isIntegralNumber() && !node.canConvertToInt()) {
            throw noConversion("NUMBER", "Integer");
        }
        return node.asInt();
    }

    public static boolean truth(JsonNode node) {
        if (node.isTextual()) {
            return switch (node.asText().toUpperCase(Locale.ROOT)) {
                case "TRUE", "1", "YES" -> true;
                case "FALSE", "0", "NO" -> false;
                default -> throw DynamoDbErrors.serialization("Unexpected token received from parser");
            };
        }
        if (!node.isBoolean()) {
            throw unexpected(node, "Boolean");
        }
        return node.asBoolean();
    }

    static byte[] bytes(JsonNode node) {
        if (node.isContainerNode()) {
            throw node.isArray()
                    ? DynamoDbErrors.serialization("Unrecognized collection type class java.nio.ByteBuffer")
                    : misplaced();
        }
        if (!node.isTextual()) {
            throw DynamoDbErrors.serialization("only base-64-encoded strings are convertible to bytes");
        }
        String text = node.asText();
        if (text.length() % 4 != 0) {
            throw DynamoDbErrors.serialization(
                    "Base64 encoded length is expected a multiple of 4 bytes but found: " + text.length());
        }
        try {
            byte[] bytes = node.binaryValue();
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IOException e) {
            throw DynamoDbErrors.serialization("Invalid Base64 character detected");
        }
        throw DynamoDbErrors.serialization("Invalid last non-pad Base64 character dectected");
    }

    public static void requireList(JsonNode node) {
        if (!node.isArray()) {
            throw node.isObject() ? misplaced() : DynamoDbErrors.serialization("Unexpected field type");
        }
    }

    /**
     * Refuses what is no map.
     *
     * @param of the service's own name of the values
     */
    public static void requireMap(JsonNode node, String of) {
        if (!node.isObject()) {
            throw node.isArray()
                    ? DynamoDbErrors.serialization(
                            "Unrecognized collection type java.util.Map<java.lang.String, " + of + ">")
                    : DynamoDbErrors.serialization("Unexpected field type");
        }
    }

    private static AwsError unexpected(JsonNode node, String type) {
        if (node.isBoolean()) {
            return noConversion(node.asBoolean() ? "TRUE" : "FALSE", type);
        }
        if (node.isNumber()) {
            return noConversion(node.isIntegralNumber() ? "NUMBER" : "DECIMAL", type);
        }
        if (node.isTextual()) {
            return noConversion("STRING", type);
        }
        if (node.isArray()) {
            return DynamoDbErrors.serialization("Unrecognized collection type class java.lang." + type);
        }
        return node.isObject() ? misplaced() : DynamoDbErrors.serialization("Unexpected field type");
    }

    private static AwsError noConversion(String kind, String type) {
        return DynamoDbErrors.serialization(kind + "_VALUE cannot be converted to " + type);
    }

    private static AwsError misplaced() {
        return DynamoDbErrors.serialization("Start of structure or map found where not expected");
    }
}
