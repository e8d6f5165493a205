package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.dynamodb.expression.Condition;
import io.github.managedflink.local.dynamodb.expression.Projection;
import io.github.managedflink.local.dynamodb.expression.RequestExpressions;
import io.github.managedflink.local.dynamodb.expression.Update;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.KeySchema;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.dynamodb.model.TableDefinition;
import io.github.managedflink.local.http.AwsCaller;
import io.github.managedflink.local.http.AwsError;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Reads writes of items as requests and entries of transactions hold them. All methods throw an {@link AwsError} for
 * what the service refuses.
 */
final class ItemWriteReader {

    private static final String CONDITION = "ConditionExpression";
    private static final int MAX_ITEM_BYTES = 400 << 10;

    private final TableLookup tables;

    ItemWriteReader(TableLookup tables) {
        this.tables = tables;
    }

    ItemWrite put(AwsCaller caller, Parameters parameters) {
        MapValue item = item(parameters);
        Optional<Condition> condition = condition(parameters);
        Table table = tables.require(caller, parameters);
        return write(
                table,
                table.definition().positionOfItem(item),
                parameters,
                condition,
                Optional.empty(),
                old -> Optional.of(item));
    }

    /** The item that a request, or an entry of one, puts. */
    static MapValue item(Parameters parameters) {
        return checkedSize(parameters.requiredMap("Item"), "Item size has exceeded the maximum allowed size");
    }

    ItemWrite delete(AwsCaller caller, Parameters parameters) {
        return ofKey(caller, parameters, old -> Optional.empty());
    }

    /** A write that writes nothing. */
    ItemWrite check(AwsCaller caller, Parameters parameters) {
        parameters.required(CONDITION);
        return ofKey(caller, parameters, old -> old);
    }

    private ItemWrite ofKey(AwsCaller caller, Parameters parameters, UnaryOperator<Optional<MapValue>> change) {
        MapValue key = parameters.requiredMap("Key");
        Optional<Condition> condition = condition(parameters);
        Table table = tables.require(caller, parameters);
        return write(table, table.definition().positionOfKey(key), parameters, condition, Optional.empty(), change);
    }

    private static Optional<Condition> condition(Parameters parameters) {
        RequestExpressions expressions = RequestExpressions.of(parameters.node(), CONDITION);
        Optional<Condition> condition = expressions.condition();
        expressions.checkPlaceholders();
        return condition;
    }

    ItemWrite update(AwsCaller caller, Parameters parameters) {
        MapValue key = parameters.requiredMap("Key");
        RequestExpressions expressions = RequestExpressions.of(parameters.node(), "UpdateExpression", CONDITION);
        Optional<Update> update = expressions.update();
        Optional<Condition> condition = expressions.condition();
        expressions.checkPlaceholders();
        Table table = tables.require(caller, parameters);
        Position position = table.definition().positionOfKey(key);
        update.ifPresent(changes -> checkKeys(table.definition(), changes));
        Optional<Projection> touched = update.map(Update::touched);
        return write(table, position, parameters, condition, touched, old -> {
            MapValue base = old.orElse(key);
            MapValue item = update.isPresent() ? update.get().of(base) : base;
            table.definition().checkUpdated(item);
            checkedSize(item, "Item size to update has exceeded the maximum allowed size");
            return old.isPresent() || update.isEmpty() || update.get().createsItem()
                    ? Optional.of(item)
                    : Optional.empty();
        });
    }

    private static ItemWrite write(
            Table table,
            Position position,
            Parameters parameters,
            Optional<Condition> condition,
            Optional<Projection> touched,
            UnaryOperator<Optional<MapValue>> change) {
        boolean showsItem = parameters
                .oneOf("ReturnValuesOnConditionCheckFailure", List.of("ALL_OLD", "NONE"))
                .filter("ALL_OLD"::equals)
                .isPresent();
        return new ItemWrite(table, position, condition, change, touched, showsItem);
    }

    private static MapValue checkedSize(MapValue item, String message) {
        if (item.itemSize() > MAX_ITEM_BYTES) {
            throw DynamoDbErrors.validation(message);
        }
        return item;
    }

    private static void checkKeys(TableDefinition table, Update update) {
        Projection touched = update.touched();
        KeySchema key = table.key();
        for (String attribute : touched.heads()) {
            if (key.has(attribute)) {
                throw DynamoDbErrors.invalidParameter(
                        "Cannot update attribute " + attribute + ". This attribute is part of the key");
            }
        }
        table.checkIndexTypes(update.staticTypes());
        table.checkNoKeysAmong(touched.attributesLookedInto());
    }
}
