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
import io.github.managedflink.local.http.AwsRequest;
import java.util.List;
import java.util.Optional;

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
        MapValue key = parameters.requiredMap("Key");
        RequestExpressions expressions = RequestExpressions.of(parameters.node());
        Optional<Projection> projection = expressions.projection();
        expressions.checkPlaceholders();
        Table table = tables.require(request.caller(), parameters);
        Position position = table.definition().positionOfKey(key);
        projection.ifPresent(shown -> table.definition().checkNoKeysAmong(shown.attributesLookedInto()));
        Optional<MapValue> item = database.atomically(() -> table.get(position));
        ObjectNode reply = reply();
        item.map(found -> projection.isPresent() ? projection.get().of(found) : found)
                .ifPresent(found -> reply.set("Item", found.content()));
        int bytes = item.map(MapValue::itemSize).orElse(0);
        return new ConsumedCapacity()
                .read(table, bytes, parameters.isTrue("ConsistentRead"))
                .tellOne(parameters, reply);
    }

    ObjectNode put(AwsRequest request) {
        Parameters parameters = new Parameters(request.body());
        String returned = returned(parameters, OLD_OR_NOTHING);
        return carryOut(writes.put(request.caller(), parameters), parameters, returned);
    }

    ObjectNode delete(AwsRequest request) {
        Parameters parameters = new Parameters(request.body());
        String returned = returned(parameters, OLD_OR_NOTHING);
        return carryOut(writes.delete(request.caller(), parameters), parameters, returned);
    }

    ObjectNode update(AwsRequest request) {
        Parameters parameters = new Parameters(request.body());
        String returned = returned(parameters, OLD_OR_NEW);
        return carryOut(writes.update(request.caller(), parameters), parameters, returned);
    }

    private static String returned(Parameters parameters, List<String> allowed) {
        Optional<String> returned = parameters.oneOf("ReturnValues", OLD_OR_NEW);
        if (returned.isPresent() && !allowed.contains(returned.get())) {
            throw DynamoDbErrors.validation("ReturnValues can only be ALL_OLD or NONE");
        }
        return returned.orElse("NONE");
    }

    private ObjectNode carryOut(ItemWrite write, Parameters parameters, String returned) {
        return database.atomically(() -> {
            Optional<MapValue> old = write.current();
            if (!write.isAllowed()) {
                throw DynamoDbErrors.conditionFailed(write.showsItem() ? old : Optional.empty());
            }
            Optional<MapValue> changed = write.changed();
            write.store(changed);
            ObjectNode reply = reply();
            shown(parameters, returned, old, changed).ifPresent(item -> reply.set("Attributes", item.content()));
            return new ConsumedCapacity().write(write.table(), old, changed).tellOne(parameters, reply);
        });
    }

    private static Optional<MapValue> shown(
            Parameters parameters, String returned, Optional<MapValue> old, Optional<MapValue> changed) {
        if (returned.equals("NONE")) {
            return Optional.empty();
        }
        Optional<MapValue> whole = returned.endsWith("_OLD") ? old : changed;
        return returned.startsWith("UPDATED_")
                ? ItemWriteReader.touched(parameters).flatMap(touched -> whole.map(touched::of))
                : whole;
    }

    private static ObjectNode reply() {
        return JsonNodeFactory.instance.objectNode();
    }
}
