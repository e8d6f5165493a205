package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.dynamodb.expression.Projection;
import io.github.managedflink.local.dynamodb.expression.RequestExpressions;
import io.github.managedflink.local.dynamodb.model.Database;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.http.AwsCaller;
import io.github.managedflink.local.http.AwsRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** The operations on one item. */
final class ItemOperations {

    private static final List<String> OLD_OR_NOTHING = List.of("ALL_OLD", "NONE");
    private static final List<String> OLD_OR_NEW = List.of("ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");

    private final Database database;
    private final TableLookup tables;
    private final ItemWriteReader writes;

    ItemOperations(Database database, TableLookup tables) {
        this.database = database;
        this.tables = tables;
        this.writes = new ItemWriteReader(tables);
    }

    ObjectNode get(AwsRequest request) {
        Parameters parameters = new Parameters(request.body());
        ConsumedCapacity capacity = new ConsumedCapacity(parameters);
        MapValue key = parameters.requiredMap("Key");
        Optional<Projection> projection = RequestExpressions.projectionOf(parameters.node());
        Table table = tables.require(request.caller(), parameters);
        Position position = table.definition().positionOfKey(key);
        projection.ifPresent(shown -> table.definition().checkNoKeysAmong(shown.attributesLookedInto()));
        Optional<MapValue> item = database.atomically(() -> table.get(position));
        ObjectNode reply = reply();
        item.map(found -> Projection.partOf(found, projection)).ifPresent(found -> reply.set("Item", found.content()));
        int bytes = item.map(MapValue::itemSize).orElse(0);
        return capacity.read(table, bytes, parameters.isTrue("ConsistentRead")).tellOne(reply);
    }

    ObjectNode put(AwsRequest request) {
        return write(request, OLD_OR_NOTHING, writes::put);
    }

    ObjectNode delete(AwsRequest request) {
        return write(request, OLD_OR_NOTHING, writes::delete);
    }

    ObjectNode update(AwsRequest request) {
        return write(request, OLD_OR_NEW, writes::update);
    }

    private ObjectNode write(
            AwsRequest request, List<String> allowed, BiFunction<AwsCaller, Parameters, ItemWrite> reader) {
        Parameters parameters = new Parameters(request.body());
        ConsumedCapacity capacity = new ConsumedCapacity(parameters);
        String returned = returned(parameters, allowed);
        return carryOut(reader.apply(request.caller(), parameters), capacity, returned);
    }

    private static String returned(Parameters parameters, List<String> allowed) {
        Optional<String> returned = parameters.oneOf("ReturnValues", OLD_OR_NEW);
        if (returned.isPresent() && !allowed.contains(returned.get())) {
            throw DynamoDbErrors.validation("ReturnValues can only be ALL_OLD or NONE");
        }
        return returned.orElse("NONE");
    }

    private ObjectNode carryOut(ItemWrite write, ConsumedCapacity capacity, String returned) {
        return database.atomically(() -> {
            Optional<MapValue> old = write.current();
            if (!write.isAllowed()) {
                throw DynamoDbErrors.conditionFailed(write.showsItem() ? old : Optional.empty());
            }
            Optional<MapValue> changed = write.changed();
            write.store(changed);
            ObjectNode reply = reply();
            shown(write, returned, old, changed).ifPresent(item -> reply.set("Attributes", item.content()));
            return capacity.write(write.table(), old, changed).tellOne(reply);
        });
    }

    private static Optional<MapValue> shown(
            ItemWrite write, String returned, Optional<MapValue> old, Optional<MapValue> changed) {
        if (returned.equals("NONE")) {
            return Optional.empty();
        }
        Optional<MapValue> whole = returned.endsWith("_OLD") ? old : changed;
        return returned.startsWith("UPDATED_") ? write.touched().flatMap(touched -> whole.map(touched::of)) : whole;
    }

    private static ObjectNode reply() {
        return JsonNodeFactory.instance.objectNode();
    }
}
