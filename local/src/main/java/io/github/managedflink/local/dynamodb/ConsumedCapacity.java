package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.dynamodb.model.IndexDefinition;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.dynamodb.model.TableDefinition;
import io.github.managedflink.local.http.AwsError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The capacity units that a request has used on its tables and their indexes. Nothing is counted unless the request
 * wants to know. What a read of a local index fetches from the table is counted as read from the index.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Read and
 *     write operations</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes">Write
 *     capacity units of global secondary indexes</a>
 */
final class ConsumedCapacity {

    private static final String PARAMETER = "ReturnConsumedCapacity";
    private static final double BYTES_OF_WRITE_UNIT = 1_024;
    private static final double BYTES_OF_READ_UNIT = 4_096;

    private final Optional<String> level;
    private final Map<String, CapacityUnits> units = new LinkedHashMap<>();

    /** @throws AwsError if the request wants something that is none */
    ConsumedCapacity(Parameters request) {
        this.level =
                request.oneOf(PARAMETER, List.of("INDEXES", "TOTAL", "NONE")).filter(wanted -> !wanted.equals("NONE"));
    }

    /** Adds a write of an item from what it was to what it is, each empty if it does not exist. */
    ConsumedCapacity write(Table table, Optional<MapValue> old, Optional<MapValue> changed) {
        if (level.isEmpty()) {
            return this;
        }
        CapacityUnits used = of(table);
        used.add(toWrite(old, changed));
        table.definition()
                .indexes()
                .forEach(index -> used.add(index, toWrite(table.definition(), index, old, changed)));
        return this;
    }

    private static double toWrite(Optional<MapValue> old, Optional<MapValue> changed) {
        int bytes = Math.max(
                old.map(MapValue::itemSize).orElse(0),
                changed.map(MapValue::itemSize).orElse(0));
        return Math.max(1, Math.ceil(bytes / BYTES_OF_WRITE_UNIT));
    }

    /** An item that moves in an index is deleted there and put anew; one that stays as it is there is not written. */
    private static double toWrite(
            TableDefinition table, IndexDefinition index, Optional<MapValue> old, Optional<MapValue> changed) {
        Optional<MapValue> before = in(index, table, old);
        Optional<MapValue> after = in(index, table, changed);
        if (before.equals(after)) {
            return 0;
        }
        if (before.isEmpty() || after.isEmpty() || hasKeyOf(index, before.get(), after.get())) {
            return toWrite(before, after);
        }
        return toWrite(before, Optional.empty()) + toWrite(Optional.empty(), after);
    }

    private static Optional<MapValue> in(IndexDefinition index, TableDefinition table, Optional<MapValue> item) {
        return item.filter(each -> table.hasTypesOf(index.key(), each)).map(each -> index.project(each, table.key()));
    }

    private static boolean hasKeyOf(IndexDefinition index, MapValue item, MapValue other) {
        return index.key().attributes().stream()
                .allMatch(attribute -> item.get(attribute).equals(other.get(attribute)));
    }

    /** Adds a read of so many bytes of a table, which costs half where it need not be consistent. */
    ConsumedCapacity read(Table table, long bytes, boolean consistent) {
        return read(new SearchTarget(table, Optional.empty()), bytes, consistent);
    }

    /** The same of a table or an index. */
    ConsumedCapacity read(SearchTarget target, long bytes, boolean consistent) {
        if (level.isPresent()) {
            double more = Math.max(1, Math.ceil(bytes / BYTES_OF_READ_UNIT)) / (consistent ? 1 : 2);
            CapacityUnits used = of(target.table());
            target.index().ifPresentOrElse(index -> used.add(index, more), () -> used.add(more));
        }
        return this;
    }

    private CapacityUnits of(Table table) {
        return units.computeIfAbsent(table.definition().name(), name -> new CapacityUnits());
    }

    /** Tells it in the reply to a request about one table, if the request wants to know. */
    ObjectNode tellOne(ObjectNode reply) {
        level.ifPresent(wanted -> reply.set("ConsumedCapacity", all(wanted).get(0)));
        return reply;
    }

    /** Tells it in the reply to a request about several tables, if the request wants to know. */
    ObjectNode tellAll(ObjectNode reply) {
        level.ifPresent(wanted -> reply.set("ConsumedCapacity", all(wanted)));
        return reply;
    }

    private JsonNode all(String wanted) {
        ArrayNode tables = JsonNodeFactory.instance.arrayNode();
        units.forEach((table, used) -> used.tell(tables.addObject().put("TableName", table), wanted.equals("INDEXES")));
        return tables;
    }
}
