package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A set of strings, numbers or binary values. Its order counts for nothing.
 *
 * @param type one of those for sets
 * @param elements at least one
 */
public record SetValue(AttributeType type, Set<ScalarValue> elements) implements AttributeValue {

    public SetValue {
        elements = Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    }

    /** With the elements of another set of the same type. */
    public SetValue plus(SetValue more) {
        Set<ScalarValue> all = new LinkedHashSet<>(elements);
        all.addAll(more.elements);
        return new SetValue(type, all);
    }

    /** Without the elements of another set of the same type; empty if nothing is left. */
    public Optional<SetValue> minus(SetValue removed) {
        Set<ScalarValue> left = new LinkedHashSet<>(elements);
        left.removeAll(removed.elements);
        return left.isEmpty() ? Optional.empty() : Optional.of(new SetValue(type, left));
    }

    @Override
    public JsonNode content() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(element -> array.add(element.content()));
        return array;
    }

    @Override
    public int size() {
        return elements.stream().mapToInt(ScalarValue::size).sum();
    }
}
