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
import io.github.managedflink.local.http.AwsRequest;
import io.github.managedflink.local.http.ThrottledBatches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operation {@code BatchGetItem}, of which each read is done or not on its own. */
final class BatchReads {

    private static final String KEYS = "Keys";
    private static final int MAX_KEYS = 100;
    private static final int MAX_REPLY_BYTES = 16 << 20;

    private final Database database;
    private final TableLookup tables;
    private final ThrottledBatches throttledBatches = new ThrottledBatches();

    BatchReads(Database database, TableLookup tables) {
        this.database = database;
        this.tables = tables;
    }

    ObjectNode serve(AwsRequest request) {
        ConsumedCapacity capacity = new ConsumedCapacity(new Parameters(request.body()));
        return get(wanted(request), capacity, false);
    }

    /** Reads every other item and hands the rest of the keys back; empty if it has to be refused as a whole. */
    Optional<ObjectNode> throttled(AwsRequest request) {
        ConsumedCapacity capacity = new ConsumedCapacity(new Parameters(request.body()));
        List<TableKeys> wanted = wanted(request);
        boolean canBeSplit = wanted.stream().anyMatch(each -> each.keys().size() > 1);
        return canBeSplit ? throttledBatches.inPart(() -> get(wanted, capacity, true)) : Optional.empty();
    }

    private List<TableKeys> wanted(AwsRequest request) {
        JsonNode items = new BatchRequest(request).items("com.amazonaws.dynamodb.v20120810.KeysAndAttributes");
        List<TableKeys> wanted = new ArrayList<>();
        items.properties().forEach(table -> wanted.add(keys(request, table.getKey(), table.getValue())));
        if (wanted.stream().mapToInt(each -> each.keys().size()).sum() > MAX_KEYS) {
            throw DynamoDbErrors.validation("Too many items requested for the BatchGetItem call");
        }
        return wanted;
    }

    private ObjectNode get(List<TableKeys> wanted, ConsumedCapacity capacity, boolean inPart) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ObjectNode responses = reply.putObject("Responses");
        ObjectNode unprocessed = reply.putObject("UnprocessedKeys");
        database.atomically(() -> {
            long bytes = 0;
            for (TableKeys each : wanted) {
                bytes = read(each, bytes, inPart, responses, unprocessed, capacity);
            }
            return bytes;
        });
        return capacity.tellAll(reply);
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
        Optional<Projection> projection = RequestExpressions.projectionOf(entry);
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
            item.map(whole -> Projection.partOf(whole, wanted.projection()))
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
