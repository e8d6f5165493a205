package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.http.AwsError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The capacity units that a request has used on its tables, without those of their indexes. Nothing is counted unless the request
 * wants to know.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">Read and write
 *     operations</a>
 */
final class ConsumedCapacity {

    private static final String PARAMETER = "ReturnConsumedCapacity";
    private static final double BYTES_OF_WRITE_UNIT = 1_024;
    private static final double BYTES_OF_READ_UNIT = 4_096;

    private final Optional<String> level;
    private final Map<String, Double> units = new LinkedHashMap<>();

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
        int bytes = Math.max(
                old.map(MapValue::itemSize).orElse(0),
                changed.map(MapValue::itemSize).orElse(0));
        return add(table, Math.max(1, Math.ceil(bytes / BYTES_OF_WRITE_UNIT)));
    }

    /** Adds a read of so many bytes, which costs half where it need not be consistent. */
    ConsumedCapacity read(Table table, long bytes, boolean consistent) {
        return level.isEmpty()
                ? this
                : add(table, Math.max(1, Math.ceil(bytes / BYTES_OF_READ_UNIT)) / (consistent ? 1 : 2));
    }

    private ConsumedCapacity add(Table table, double more) {
        units.merge(table.definition().name(), more, Double::sum);
        return this;
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
        units.forEach((table, used) -> {
            ObjectNode one = tables.addObject().put("TableName", table).put("CapacityUnits", used);
            if (wanted.equals("INDEXES")) {
                one.putObject("Table").put("CapacityUnits", used);
            }
        });
        return tables;
    }
}
