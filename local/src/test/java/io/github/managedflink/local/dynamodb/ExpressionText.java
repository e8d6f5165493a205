package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An expression of a request.
 *
 * @param text with a question mark in the place of each value
 * @param values as requests hold them
 */
record ExpressionText(String text, List<JsonNode> values) {

    static ExpressionText of(String text, JsonNode... values) {
        return new ExpressionText(text, List.of(values));
    }

    /** Several put together, each in the place of {@code %s} in the pattern. */
    static ExpressionText format(String pattern, ExpressionText... parts) {
        Object[] texts = Arrays.stream(parts).map(ExpressionText::text).toArray();
        List<JsonNode> values = new ArrayList<>();
        for (ExpressionText part : parts) {
            values.addAll(part.values);
        }
        return new ExpressionText(String.format(pattern, texts), values);
    }

    /** Puts it into a request. */
    void addTo(ObjectNode request, String parameter) {
        String placed = text;
        for (JsonNode value : values) {
            ObjectNode all = request.withObject("/ExpressionAttributeValues");
            String name = ":v" + all.size();
            all.set(name, value);
            placed = placed.replaceFirst("\\?", name);
        }
        request.put(parameter, placed);
    }
}
