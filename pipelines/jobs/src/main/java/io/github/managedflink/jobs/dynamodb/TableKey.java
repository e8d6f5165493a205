package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of a table's primary key. */
final class TableKey implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> attributes = new ArrayList<>();

    TableKey(DynamoDbSinkSpec sink) {
        attributes.add(sink.partitionKey().attribute());
        if (sink.sortKey() != null) {
            attributes.add(sink.sortKey().attribute());
        }
    }

    /** What identifies an item. */
    List<AttributeValue> valuesOf(Map<String, AttributeValue> item) {
        List<AttributeValue> values = new ArrayList<>(attributes.size());
        attributes.forEach(attribute -> values.add(item.get(attribute)));
        return values;
    }

    /** The same as one text: no two keys of a table have one. */
    String textOf(Map<String, AttributeValue> item) {
        StringBuilder text = new StringBuilder();
        for (AttributeValue value : valuesOf(item)) {
            String part = value.s() == null ? value.n() : value.s();
            text.append(part.length()).append(':').append(part);
        }
        return text.toString();
    }

    /** The item without all that is not its key. */
    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new HashMap<>();
        attributes.forEach(attribute -> key.put(attribute, item.get(attribute)));
        return key;
    }
}
