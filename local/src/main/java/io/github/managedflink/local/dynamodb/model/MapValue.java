package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values by their names: a map, or an item as a whole. */
public record MapValue(Map<String, AttributeValue> attributes) implements AttributeValue {

    /** What is known of an item that does not exist. */
    public static final MapValue EMPTY = new MapValue(Map.of());

    public MapValue {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    public Optional<AttributeValue> get(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    @Override
    public AttributeType type() {
        return AttributeType.M;
    }

    @Override
    public ObjectNode content() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        attributes.forEach((name, value) -> object.<JsonNode>set(name, value.toJson()));
        return object;
    }

    @Override
    public int size() {
        return ListValue.OVERHEAD + ListValue.OVERHEAD_OF_ELEMENT * attributes.size() + itemSize();
    }

    /** Its size where it is an item: that of the names and of the values. */
    public int itemSize() {
        int size = 0;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            size += StringValue.utf8Length(attribute.getKey())
                    + attribute.getValue().size();
        }
        return size;
    }
}
