package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.IndexDefinition;
import io.github.managedflink.local.dynamodb.model.KeySchema;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.http.AwsError;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;

/** A table or one of its indexes, in which items are looked for. */
record SearchTarget(Table table, Optional<IndexDefinition> index) {

    /** @throws AwsError if there is no such index, or it cannot be read in this way */
    static SearchTarget of(Table table, Optional<String> indexName, boolean consistent) {
        Optional<IndexDefinition> index = indexName.map(name -> table.definition()
                .index(name)
                .orElseThrow(() -> DynamoDbErrors.validation("The table does not have the specified index: " + name)));
        if (consistent && index.isPresent() && index.get().global()) {
            throw DynamoDbErrors.validation("Consistent reads are not supported on global secondary indexes");
        }
        return new SearchTarget(table, index);
    }

    /** The key that orders it. */
    KeySchema key() {
        return index.map(IndexDefinition::key).orElse(table.definition().key());
    }

    /** The items in it as far as it has them, in its order. */
    NavigableMap<Position, MapValue> items() {
        return index.isPresent() ? table.itemsOf(index.get()) : table.items();
    }

    /** The whole item at a place in it. */
    MapValue whole(Position position) {
        return position.inTable().flatMap(table::get).orElseGet(() -> table.items()
                .get(position));
    }

    /** What says where an item is in it. */
    private Set<String> keyAttributes() {
        Set<String> attributes = new LinkedHashSet<>(table.definition().key().attributes());
        attributes.addAll(key().attributes());
        return attributes;
    }

    /** The key by which a caller goes on behind an item. */
    MapValue keyOf(MapValue item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>(item.attributes());
        key.keySet().retainAll(keyAttributes());
        return new MapValue(key);
    }

    /** Whether something has the attributes of such a key and no others. */
    boolean hasKeyAttributes(MapValue given) {
        return given.attributes().keySet().equals(keyAttributes());
    }

    /** Where an item of such a key is or would be; empty if the key's attributes are of other types. */
    Optional<Position> position(MapValue given) {
        if (!table.definition().hasTypesOf(table.definition().key(), given)) {
            return Optional.empty();
        }
        if (index.isPresent()) {
            return table.definition().positionIn(index.get(), given);
        }
        return Optional.of(table.definition().positionOfKey(given));
    }
}
