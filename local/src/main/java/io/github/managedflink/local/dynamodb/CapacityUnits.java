package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.dynamodb.model.IndexDefinition;
import java.util.LinkedHashMap;
import java.util.Map;

/** The capacity units that a request has used on a table and on its indexes. */
final class CapacityUnits {
    private static final String UNITS = "CapacityUnits";

    private final Map<String, Double> global = new LinkedHashMap<>();
    private final Map<String, Double> local = new LinkedHashMap<>();
    private double ofTable;

    void add(double more) {
        ofTable += more;
    }

    void add(IndexDefinition index, double more) {
        if (more > 0) {
            (index.global() ? global : local).merge(index.name(), more, Double::sum);
        }
    }

    /**
     * Tells them.
     *
     * @param apart whether those of the table and of each index are told beside their sum
     */
    void tell(ObjectNode capacity, boolean apart) {
        capacity.put(UNITS, ofTable + sum(global) + sum(local));
        if (apart) {
            capacity.putObject("Table").put(UNITS, ofTable);
            tell(capacity, "GlobalSecondaryIndexes", global);
            tell(capacity, "LocalSecondaryIndexes", local);
        }
    }

    private static double sum(Map<String, Double> units) {
        return units.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static void tell(ObjectNode capacity, String kind, Map<String, Double> units) {
        if (!units.isEmpty()) {
            ObjectNode indexes = capacity.putObject(kind);
            units.forEach((name, used) -> indexes.putObject(name).put(UNITS, used));
        }
    }
}
