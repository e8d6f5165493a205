package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.dynamodb.expression.Projection;
import io.github.managedflink.local.dynamodb.expression.RequestExpressions;
import io.github.managedflink.local.dynamodb.model.Database;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.JsonValues;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.dynamodb.model.ValueReader;
import io.github.managedflink.local.http.Arn;
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

/** The operations on many items, of which each is done or not on its own. */
final class BatchOperations {

    private static final String ITEMS = "RequestItems";
    private static final String KEYS = "Keys";
    private static final String PUT = "PutRequest";
    private static final String DELETE = "DeleteRequest";
    private static final int MAX_WRITES = 25;
    private static final int MAX_KEYS = 100;
    private static final int MAX_REPLY_BYTES = 16 << 20;

    private final Database database;
    private final TableLookup tables;
    private final ThrottledBatches throttledBatches = new ThrottledBatches();

    BatchOperations(Database database, TableLookup tables) {
        this.database = database;
        this.tables = tables;
    }

    /** The tables that a request names. */
    static List<String> tablesOf(AwsRequest request) {
        List<String> names = new ArrayList<>();
        request.body().path(ITEMS).fieldNames().forEachRemaining(names::add);
        return names;
    }

    ObjectNode write(AwsRequest request) {
        return write(request, entries(request), Map.of());
    }

    /** Writes every other item and hands the rest back; empty if it has to be refused as a whole. */
    Optional<ObjectNode> throttledWrite(AwsRequest request) {
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
        JsonNode items = items(request, "java.util.List<com.amazonaws.dynamodb.v20120810.WriteRequest>");
        Map<String, List<JsonNode>> entries = new LinkedHashMap<>();
        items.properties().forEach(table -> {
            JsonValues.requireList(table.getValue());
            List<JsonNode> ofTable = new ArrayList<>();
            table.getValue().forEach(ofTable::add);
            if (ofTable.isEmpty() || ofTable.size() > MAX_WRITES) {
                throw violated(
                        request,
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

    /** What a batch wants, by tables. */
    private static JsonNode items(AwsRequest request, String ofTable) {
        if (!request.body().hasNonNull(ITEMS)) {
            throw new Parameters(request.body()).missing(ITEMS);
        }
        JsonNode items = request.body().get(ITEMS);
        JsonValues.requireMap(items, ofTable);
        if (items.isEmpty()) {
            throw violated(request, "Member must have length greater than or equal to 1");
        }
        items.fieldNames().forEachRemaining(table -> {
            if (Arn.tryParse(table).isEmpty()
                    && !(ResourceName.isOfCharacters(table) && ResourceName.hasLength(table))) {
                throw violated(
                        request,
                        "Map keys must satisfy constraint: [Member must have length less than or equal to "
                                + ResourceName.MAX_LENGTH + ", Member must have length greater than or equal to "
                                + ResourceName.MIN_LENGTH + ", Member must satisfy regular expression pattern: "
                                + ResourceName.CHARACTERS + "]");
            }
        });
        return items;
    }

    private static AwsError violated(AwsRequest request, String constraint) {
        return new Parameters(request.body()).violated(ITEMS, constraint);
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

    ObjectNode get(AwsRequest request) {
        return get(request, false);
    }

    /** Reads every other item and hands the rest of the keys back; empty if it has to be refused as a whole. */
    Optional<ObjectNode> throttledGet(AwsRequest request) {
        boolean canBeSplit = request.body().path(ITEMS).properties().stream()
                .anyMatch(table -> table.getValue().path(KEYS).size() > 1);
        return canBeSplit ? throttledBatches.inPart(() -> get(request, true)) : Optional.empty();
    }

    private ObjectNode get(AwsRequest request, boolean inPart) {
        JsonNode items = items(request, "com.amazonaws.dynamodb.v20120810.KeysAndAttributes");
        List<TableKeys> wanted = new ArrayList<>();
        items.properties().forEach(table -> wanted.add(keys(request, table.getKey(), table.getValue())));
        if (wanted.stream().mapToInt(each -> each.keys().size()).sum() > MAX_KEYS) {
            throw DynamoDbErrors.validation("Too many items requested for the BatchGetItem call");
        }
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ObjectNode responses = reply.putObject("Responses");
        ObjectNode unprocessed = reply.putObject("UnprocessedKeys");
        ConsumedCapacity capacity = new ConsumedCapacity();
        database.atomically(() -> {
            long bytes = 0;
            for (TableKeys each : wanted) {
                bytes = read(each, bytes, inPart, responses, unprocessed, capacity);
            }
            return bytes;
        });
        return capacity.tellAll(new Parameters(request.body()), reply);
    }

    /**
     * The items that a request wants of a table.
     *
     * @param entry the part of the request
     * @param keys where they are, each with its key as the request has it
     */
    private record TableKeys(
            Table table, String name, JsonNode entry, Map<Position, JsonNode> keys, Optional<Projection> projection) {}

    private TableKeys keys(AwsRequest request, String name, JsonNode entry) {
        Table table = tables.find(request.caller(), name).orElseThrow(DynamoDbErrors::tableNotFound);
        RequestExpressions expressions = RequestExpressions.of(entry);
        Optional<Projection> projection = expressions.projection();
        expressions.checkPlaceholders();
        projection.ifPresent(shown -> table.definition().checkNoKeysAmong(shown.attributesLookedInto()));
        checkNumber(new Parameters(entry, "requestItems." + name + ".member."));
        Map<Position, JsonNode> keys = new LinkedHashMap<>();
        for (JsonNode key : entry.path(KEYS)) {
            if (keys.put(table.definition().positionOfKey(ValueReader.readMap(key)), key) != null) {
                throw DynamoDbErrors.validation("Provided list of item keys contains duplicates");
            }
        }
        return new TableKeys(table, name, entry, keys, projection);
    }

    private static void checkNumber(Parameters entry) {
        if (!entry.node().hasNonNull(KEYS)) {
            throw entry.missing(KEYS);
        }
        JsonNode keys = entry.node().get(KEYS);
        JsonValues.requireList(keys);
        if (keys.isEmpty()) {
            throw entry.violated(KEYS, "Member must have length greater than or equal to 1");
        }
        if (keys.size() > MAX_KEYS) {
            throw entry.violated(KEYS, "Member must have length less than or equal to " + MAX_KEYS);
        }
    }

    /** Returns how many bytes the reply has so far. */
    private static long read(
            TableKeys wanted,
            long bytesBefore,
            boolean inPart,
            ObjectNode responses,
            ObjectNode unprocessed,
            ConsumedCapacity capacity) {
        ArrayNode found = responses.putArray(wanted.name());
        List<JsonNode> left = new ArrayList<>();
        boolean consistent = wanted.entry().path("ConsistentRead").asBoolean();
        long bytes = bytesBefore;
        int index = 0;
        for (Map.Entry<Position, JsonNode> key : wanted.keys().entrySet()) {
            Optional<MapValue> item = wanted.table().get(key.getKey());
            int size = item.map(MapValue::itemSize).orElse(0);
            if ((inPart && !ThrottledBatches.isTaken(index++)) || bytes + size > MAX_REPLY_BYTES) {
                left.add(key.getValue());
                continue;
            }
            bytes += size;
            capacity.read(wanted.table(), size, consistent);
            item.map(whole -> wanted.projection().isPresent()
                            ? wanted.projection().get().of(whole)
                            : whole)
                    .ifPresent(part -> found.add(part.content()));
        }
        if (!left.isEmpty()) {
            ObjectNode rest = wanted.entry().deepCopy();
            rest.putArray(KEYS).addAll(left);
            unprocessed.set(wanted.name(), rest);
        }
        return bytes;
    }
}
