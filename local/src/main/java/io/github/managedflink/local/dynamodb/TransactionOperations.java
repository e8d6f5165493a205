package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.dynamodb.expression.Projection;
import io.github.managedflink.local.dynamodb.expression.RequestExpressions;
import io.github.managedflink.local.dynamodb.model.Database;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.ItemMismatchError;
import io.github.managedflink.local.dynamodb.model.JsonValues;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.http.AwsCaller;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsOperation.Permission;
import io.github.managedflink.local.http.AwsRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The operations on many items at once, which are done all or not at all.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html">DynamoDB
 *     transactions</a>
 */
final class TransactionOperations {

    private static final String ITEMS = "TransactItems";
    private static final int MAX_ITEMS = 100;
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_TOKEN_LENGTH = 36;
    private static final String TOKEN = "ClientRequestToken";
    private static final Map<String, String> ACTIONS = Map.of(
            "Put", "PutItem",
            "Update", "UpdateItem",
            "Delete", "DeleteItem",
            "ConditionCheck", "ConditionCheckItem",
            "Get", "GetItem");

    private final Database database;
    private final TableLookup tables;
    private final ItemWriteReader writes;
    /** Guarded by the database's lock. */
    private final TransactionTokens done = new TransactionTokens();

    TransactionOperations(Database database, TableLookup tables) {
        this.database = database;
        this.tables = tables;
        this.writes = new ItemWriteReader(tables);
    }

    /** Those of the single operations that a transaction is made of. */
    List<Permission> permissions(AwsRequest request) {
        List<Permission> permissions = new ArrayList<>();
        for (JsonNode entry : request.body().path(ITEMS)) {
            entry.properties().stream()
                    .filter(action -> ACTIONS.containsKey(action.getKey()))
                    .forEach(action -> AwsRequest.textOf(action.getValue(), "TableName")
                            .ifPresent(table -> permissions.add(new Permission(
                                    ACTIONS.get(action.getKey()),
                                    tables.arnOf(request.caller(), table).toString()))));
        }
        return permissions.stream().distinct().toList();
    }

    ObjectNode write(AwsRequest request) {
        Parameters parameters = new Parameters(request.body());
        ConsumedCapacity capacity = new ConsumedCapacity(parameters);
        Optional<String> token = parameters.text(TOKEN, MAX_TOKEN_LENGTH);
        List<ItemWrite> all = readAll(entries(request), entry -> write(request.caller(), entry));
        checkDistinct(all.stream().map(write -> new Place(write.table(), write.position())));
        Optional<String> items =
                token.map(given -> TransactionTokens.digest(request.body().path(ITEMS)));
        return database.atomically(() -> {
            if (token.isEmpty() || !done.has(token.get(), items.get(), database.now())) {
                carryOut(all, capacity);
                token.ifPresent(given -> done.add(given, items.get(), database.now()));
            }
            return capacity.tellAll(JsonNodeFactory.instance.objectNode());
        });
    }

    /** Reads all entries; one whose table does not take its item or key cancels the transaction. */
    private static <T> List<T> readAll(List<Parameters> entries, Function<Parameters, T> reader) {
        List<T> all = new ArrayList<>();
        Reasons reasons = new Reasons();
        for (Parameters entry : entries) {
            try {
                all.add(reader.apply(entry));
                reasons.addNone();
            } catch (ItemMismatchError e) {
                reasons.addInvalid(e);
            }
        }
        reasons.throwIfAny();
        return all;
    }

    private static List<Parameters> entries(AwsRequest request) {
        Parameters parameters = new Parameters(request.body());
        if (!request.body().hasNonNull(ITEMS)) {
            throw parameters.missing(ITEMS);
        }
        JsonValues.requireList(request.body().get(ITEMS));
        List<Parameters> entries = parameters.elements(ITEMS);
        if (entries.isEmpty()) {
            throw parameters.violated(ITEMS, "Member must have length greater than or equal to 1");
        }
        if (entries.size() > MAX_ITEMS) {
            throw parameters.violated(ITEMS, "Member must have length less than or equal to " + MAX_ITEMS);
        }
        return entries;
    }

    private ItemWrite write(AwsCaller caller, Parameters entry) {
        List<String> actions = entry.node().properties().stream()
                .filter(action -> !action.getValue().isNull())
                .map(Map.Entry::getKey)
                .toList();
        if (actions.size() != 1) {
            throw noSingleAction();
        }
        Parameters parameters = entry.part(actions.get(0));
        return switch (actions.get(0)) {
            case "Put" -> writes.put(caller, parameters);
            case "Update" -> {
                parameters.required("UpdateExpression");
                yield writes.update(caller, parameters);
            }
            case "Delete" -> writes.delete(caller, parameters);
            case "ConditionCheck" -> writes.check(caller, parameters);
            default -> throw noSingleAction();
        };
    }

    private static AwsError noSingleAction() {
        return DynamoDbErrors.validation("TransactItems can only contain one of Check, Put, Update or Delete");
    }

    /** Where an item is. */
    private record Place(Table table, Position position) {}

    private static void checkDistinct(Stream<Place> all) {
        Set<Place> places = new HashSet<>();
        if (!all.allMatch(places::add)) {
            throw DynamoDbErrors.validation("Transaction request cannot include multiple operations on one item");
        }
    }

    private static void checkSize(Stream<Optional<MapValue>> items) {
        if (items.flatMap(Optional::stream).mapToLong(MapValue::itemSize).sum() > MAX_BYTES) {
            throw DynamoDbErrors.validation("Total size of items in a transaction cannot exceed 4 MB");
        }
    }

    /** Why a transaction is not carried out: one reason for each entry. */
    private static final class Reasons {
        private static final String NONE = "None";

        private final List<String> codes = new ArrayList<>();
        private final ArrayNode reasons = JsonNodeFactory.instance.arrayNode();

        void addNone() {
            add(NONE);
        }

        void addInvalid(AwsError error) {
            add("ValidationError").put("Message", error.getMessage());
        }

        void addConditionFailed(Optional<MapValue> shown) {
            ObjectNode reason = add("ConditionalCheckFailed").put("Message", DynamoDbErrors.CONDITION_FAILED);
            shown.ifPresent(item -> reason.set("Item", item.content()));
        }

        private ObjectNode add(String code) {
            codes.add(code);
            return reasons.addObject().put("Code", code);
        }

        void throwIfAny() {
            if (codes.stream().anyMatch(code -> !code.equals(NONE))) {
                throw DynamoDbErrors.transactionCanceled(codes, reasons);
            }
        }
    }

    private static void carryOut(List<ItemWrite> all, ConsumedCapacity capacity) {
        Reasons reasons = new Reasons();
        List<Optional<MapValue>> changed = new ArrayList<>();
        for (ItemWrite write : all) {
            Optional<MapValue> item = Optional.empty();
            try {
                if (write.isAllowed()) {
                    item = write.changed();
                    reasons.addNone();
                } else {
                    reasons.addConditionFailed(write.showsItem() ? write.current() : Optional.empty());
                }
            } catch (AwsError e) {
                reasons.addInvalid(e);
            }
            changed.add(item);
        }
        reasons.throwIfAny();
        checkSize(changed.stream());
        for (int i = 0; i < all.size(); i++) {
            ItemWrite write = all.get(i);
            // A transaction prepares each item and commits it.
            capacity.write(write.table(), write.current(), changed.get(i));
            capacity.write(write.table(), write.current(), changed.get(i));
            write.store(changed.get(i));
        }
    }

    ObjectNode get(AwsRequest request) {
        ConsumedCapacity capacity = new ConsumedCapacity(new Parameters(request.body()));
        List<ItemRead> all = readAll(entries(request), entry -> read(request.caller(), entry.part("Get")));
        checkDistinct(all.stream().map(read -> new Place(read.table(), read.position())));
        List<Optional<MapValue>> items = database.atomically(() ->
                all.stream().map(read -> read.table().get(read.position())).toList());
        checkSize(items.stream());
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ArrayNode responses = reply.putArray("Responses");
        for (int i = 0; i < all.size(); i++) {
            ItemRead read = all.get(i);
            Optional<MapValue> item = items.get(i);
            int bytes = item.map(MapValue::itemSize).orElse(0);
            // A transaction reads each item twice.
            capacity.read(read.table(), bytes, true).read(read.table(), bytes, true);
            ObjectNode response = responses.addObject();
            item.map(whole -> Projection.partOf(whole, read.projection()))
                    .ifPresent(part -> response.set("Item", part.content()));
        }
        return capacity.tellAll(reply);
    }

    /** What a transaction reads of one item. */
    private record ItemRead(Table table, Position position, Optional<Projection> projection) {}

    private ItemRead read(AwsCaller caller, Parameters parameters) {
        Table table = tables.require(caller, parameters);
        Optional<Projection> projection = RequestExpressions.projectionOf(parameters.node());
        projection.ifPresent(shown -> table.definition().checkNoKeysAmong(shown.attributesLookedInto()));
        return new ItemRead(table, table.definition().positionOfKey(parameters.requiredMap("Key")), projection);
    }
}
