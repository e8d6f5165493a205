package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/** Values in an order, of any types. */
public record ListValue(List<AttributeValue> elements) implements AttributeValue {

    static final int OVERHEAD = 3;
    static final int OVERHEAD_OF_ELEMENT = 1;

    public ListValue {
        elements = List.copyOf(elements);
    }

    /** With the elements of another list behind its own. */
    public ListValue append(ListValue more) {
        List<AttributeValue> all = new ArrayList<>(elements);
        all.addAll(more.elements);
        return new ListValue(all);
    }

    @Override
    public AttributeType type() {
        return AttributeType.L;
    }

    @Override
    public JsonNode content() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        elements.forEach(element -> array.add(element.toJson()));
        return array;
    }

    @Override
    public int size() {
        return OVERHEAD
                + elements.stream()
                        .mapToInt(element -> OVERHEAD_OF_ELEMENT + element.size())
                        .sum();
    }
}
