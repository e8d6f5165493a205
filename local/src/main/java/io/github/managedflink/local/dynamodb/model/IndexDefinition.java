package io.github.managedflink.local.dynamodb.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A secondary index of a table.
 *
 * @param global whether it has a partition key of its own
 * @param projected the attributes that it has beside the keys; empty for all
 * @param throughput of a global index of a provisioned table
 */
public record IndexDefinition(
        String name,
        KeySchema key,
        boolean global,
        Optional<Set<String>> projected,
        Optional<ProvisionedThroughput> throughput) {

    /** Whether it has all attributes of an item. */
    public boolean projectsAll() {
        return projected.isEmpty();
    }

    /** Whether it has the attribute in each item that it has. */
    public boolean projects(String attribute, KeySchema ofTable) {
        return projectsAll()
                || key.has(attribute)
                || ofTable.has(attribute)
                || projected.get().contains(attribute);
    }

    /** An item as it is in the index. */
    public MapValue project(MapValue item, KeySchema ofTable) {
        if (projectsAll()) {
            return item;
        }
        Map<String, AttributeValue> kept = new LinkedHashMap<>(item.attributes());
        kept.keySet().removeIf(attribute -> !projects(attribute, ofTable));
        return new MapValue(kept);
    }
}
