package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values by their names: a map, or an item as a whole. */
public final class MapValue implements AttributeValue {

    /** What is known of an item that does not exist. */
    public static final MapValue EMPTY = new MapValue(Map.of());

    private static final int UNKNOWN = -1;

    private final Map<String, AttributeValue> attributes;
    /** Reckoned once, as each page and each index wants to know it. */
    private int itemSize = UNKNOWN;

    public MapValue(Map<String, AttributeValue> attributes) {
        this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    public Map<String, AttributeValue> attributes() {
        return attributes;
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
        if (itemSize == UNKNOWN) {
            int size = 0;
            for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
                size += StringValue.utf8Length(attribute.getKey())
                        + attribute.getValue().size();
            }
            itemSize = size;
        }
        return itemSize;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MapValue map && attributes.equals(map.attributes);
    }

    @Override
    public int hashCode() {
        return attributes.hashCode();
    }

    @Override
    public String toString() {
        return attributes.toString();
    }
}
