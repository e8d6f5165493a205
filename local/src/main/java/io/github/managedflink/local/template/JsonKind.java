package io.github.managedflink.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** A JSON value that is not of the kind that is needed, as messages show it. */
public final class JsonKind {
    private JsonKind() {}

    /** Returns a single value in quotes, of others the kind. */
    public static String shown(JsonNode value) {
        return value.isValueNode() ? Quoted.of(value.asText()) : of(value);
    }

    /** Returns for example {@code a list}. */
    public static String of(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case OBJECT -> "an object";
            case MISSING -> "empty";
            default -> node.getNodeType().name().toLowerCase(Locale.ROOT);
        };
    }
}
