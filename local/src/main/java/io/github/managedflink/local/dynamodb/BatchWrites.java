package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.dynamodb.model.Database;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.JsonValues;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.ThrottledBatches;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The operation {@code BatchWriteItem}, of which each write is done or not on its own. */
final class BatchWrites {

    private static final String PUT = "PutRequest";
    private static final String DELETE = "DeleteRequest";
    private static final int MAX_WRITES = 25;

    private final Database database;
    private final TableLookup tables;
    private final ThrottledBatches throttledBatches = new ThrottledBatches();

    BatchWrites(Database database, TableLookup tables) {
        this.database = database;
        this.tables = tables;
    }

    ObjectNode serve(AwsRequest request) {
        return write(request, entries(request), Map.of());
    }

    /** Writes every other item and hands the rest back; empty if it has to be refused as a whole. */
    Optional<ObjectNode> throttled(AwsRequest request) {
        Map<String, List<JsonNode>> all = entries(request);
        if (all.values().stream().noneMatch(entries -> entries.size() > 1)) {
            return Optional.empty();
        }
        return throttledBatches.inPart(() -> write(request, part(all, true), part(all, false)));
    }

    private static Map<String, List<JsonNode>> part(Map<String, List<JsonNode>> all, boolean taken) {
        Map<String, List<JsonNode>> part = new LinkedHashMap<>();
        all.forEach((table, entries) -> {
            List<JsonNode> some = new ArrayList<>();
            for (int i = 0; i < entries.size(); i++) {
                if (ThrottledBatches.isTaken(i) == taken) {
                    some.add(entries.get(i));
                }
            }
            if (!some.isEmpty()) {
                part.put(table, some);
            }
        });
        return part;
    }

    private static Map<String, List<JsonNode>> entries(AwsRequest request) {
        BatchRequest batch = new BatchRequest(request);
        JsonNode items = batch.items("java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>");
        Map<String, List<JsonNode>> entries = new LinkedHashMap<>();
        items.properties().forEach(table -> {
            JsonValues.requireList(table.getValue());
            List<JsonNode> ofTable = new ArrayList<>();
            table.getValue().forEach(ofTable::add);
            if (ofTable.isEmpty() || ofTable.size() > MAX_WRITES) {
                throw batch.violated(
                        "Map value must satisfy constraint: [Member must have length less than or equal to "
                                + MAX_WRITES + ", Member must have length greater than or equal to 1]");
            }
            entries.put(table.getKey(), ofTable);
        });
        if (entries.values().stream().mapToInt(List::size).sum() > MAX_WRITES) {
            throw DynamoDbErrors.validation("Too many items requested for the BatchWriteItem call");
        }
        return entries;
    }

    private ObjectNode write(AwsRequest request, Map<String, List<JsonNode>> taken, Map<String, List<JsonNode>> left) {
        List<ItemWrite> all = new ArrayList<>();
        taken.forEach((table, entries) -> all.addAll(writes(request, table, entries)));
        ConsumedCapacity capacity = new ConsumedCapacity();
        database.atomically(() -> {
            for (ItemWrite write : all) {
                Optional<MapValue> old = write.current();
                Optional<MapValue> changed = write.changed();
                write.store(changed);
                capacity.write(write.table(), old, changed);
            }
            return all;
        });
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ObjectNode unprocessed = reply.putObject("UnprocessedItems");
        left.forEach((table, entries) -> unprocessed.putArray(table).addAll(entries));
        return capacity.tellAll(new Parameters(request.body()), reply);
    }

    private List<ItemWrite> writes(AwsRequest request, String name, List<JsonNode> entries) {
        Table table = tables.find(request.caller(), name).orElseThrow(DynamoDbErrors::tableNotFound);
        List<ItemWrite> writes = new ArrayList<>();
        Set<Position> positions = new HashSet<>();
        for (JsonNode entry : entries) {
            String path = "requestItems." + name + ".member." + (writes.size() + 1) + ".member.";
            ItemWrite write = write(table, new Parameters(entry, path));
            if (!positions.add(write.position())) {
                throw DynamoDbErrors.validation("Provided list of item keys contains duplicates");
            }
            writes.add(write);
        }
        return writes;
    }

    private static ItemWrite write(Table table, Parameters entry) {
        boolean puts = entry.node().hasNonNull(PUT);
        if (puts == entry.node().hasNonNull(DELETE)) {
            throw DynamoDbErrors.validation(
                    "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported"
                            + " datatypes");
        }
        if (puts) {
            Optional<MapValue> item = Optional.of(ItemWriteReader.item(entry.part(PUT)));
            return unconditional(table, positionOf(table, item.get()), old -> item);
        }
        MapValue key = entry.part(DELETE).requiredMap("Key");
        return unconditional(table, table.definition().positionOfKey(key), old -> Optional.empty());
    }

    private static ItemWrite unconditional(Table table, Position position, UnaryOperator<Optional<MapValue>> change) {
        return new ItemWrite(table, position, Optional.empty(), change, /* showsItem= */ false);
    }

    private static Position positionOf(Table table, MapValue item) {
        try {
            return table.definition().positionOfItem(item);
        } catch (AwsError e) {
            throw e.getMessage().contains("Missing the key") || e.getMessage().contains("Type mismatch for key")
                    ? DynamoDbErrors.validation("The provided key element does not match the schema")
                    : e;
        }
    }
}
