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
import io.github.managedflink.local.dynamodb.model.TableDefinition;
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.ThrottledBatches;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
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
        ConsumedCapacity capacity = new ConsumedCapacity(new Parameters(request.body()));
        return carryOut(writes(request), capacity, index -> true);
    }

    /** Writes every other item and hands the rest back; empty if it has to be refused as a whole. */
    Optional<ObjectNode> throttled(AwsRequest request) {
        ConsumedCapacity capacity = new ConsumedCapacity(new Parameters(request.body()));
        Map<String, List<Entry>> all = writes(request);
        return all.values().stream().anyMatch(entries -> entries.size() > 1)
                ? throttledBatches.inPart(() -> carryOut(all, capacity, ThrottledBatches::isTaken))
                : Optional.empty();
    }

    /** A write, and how the request says it. */
    private record Entry(JsonNode json, ItemWrite write) {}

    private Map<String, List<Entry>> writes(AwsRequest request) {
        Map<String, List<Entry>> writes = new LinkedHashMap<>();
        entries(request).forEach((table, entries) -> writes.put(table, writes(request, table, entries)));
        return writes;
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

    /** @param taken which of the writes to a table are carried out, by their places */
    private ObjectNode carryOut(Map<String, List<Entry>> all, ConsumedCapacity capacity, IntPredicate taken) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ObjectNode unprocessed = reply.putObject("UnprocessedItems");
        database.atomically(() -> {
            all.forEach((table, entries) -> {
                for (int i = 0; i < entries.size(); i++) {
                    if (taken.test(i)) {
                        carryOut(entries.get(i).write(), capacity);
                    } else {
                        unprocessed.withArray(table).add(entries.get(i).json());
                    }
                }
            });
            return all;
        });
        return capacity.tellAll(reply);
    }

    private static void carryOut(ItemWrite write, ConsumedCapacity capacity) {
        Optional<MapValue> old = write.current();
        Optional<MapValue> changed = write.changed();
        write.store(changed);
        capacity.write(write.table(), old, changed);
    }

    private List<Entry> writes(AwsRequest request, String name, List<JsonNode> entries) {
        Table table = tables.find(request.caller(), name).orElseThrow(DynamoDbErrors::tableNotFound);
        List<Entry> writes = new ArrayList<>();
        Set<Position> positions = new HashSet<>();
        for (JsonNode entry : entries) {
            String path = "requestItems." + name + ".member." + (writes.size() + 1) + ".member.";
            ItemWrite write = write(table, new Parameters(entry, path));
            if (!positions.add(write.position())) {
                throw DynamoDbErrors.validation("Provided list of item keys contains duplicates");
            }
            writes.add(new Entry(entry, write));
        }
        return writes;
    }

    private static ItemWrite write(Table table, Parameters entry) {
        boolean puts = entry.node().hasNonNull(PUT);
        if (puts == entry.node().hasNonNull(DELETE)) {
            throw DynamoDbErrors.malformedValue("has more than one datatypes set");
        }
        if (puts) {
            Optional<MapValue> item = Optional.of(ItemWriteReader.item(entry.part(PUT)));
            return unconditional(table, positionOf(table, item.get()), old -> item);
        }
        MapValue key = entry.part(DELETE).requiredMap("Key");
        return unconditional(table, table.definition().positionOfKey(key), old -> Optional.empty());
    }

    private static ItemWrite unconditional(Table table, Position position, UnaryOperator<Optional<MapValue>> change) {
        return new ItemWrite(table, position, Optional.empty(), change, Optional.empty(), /* showsItem= */ false);
    }

    private static Position positionOf(Table table, MapValue item) {
        TableDefinition definition = table.definition();
        if (!definition.hasTypesOf(definition.key(), item)) {
            throw DynamoDbErrors.keyMismatch();
        }
        return definition.positionOfItem(item);
    }
}
