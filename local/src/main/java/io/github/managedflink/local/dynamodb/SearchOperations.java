package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.dynamodb.expression.Condition;
import io.github.managedflink.local.dynamodb.expression.KeyCondition;
import io.github.managedflink.local.dynamodb.expression.KeyRange;
import io.github.managedflink.local.dynamodb.expression.RequestExpressions;
import io.github.managedflink.local.dynamodb.model.Database;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.MalformedValueError;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.http.AwsError;
import io.github.managedflink.local.http.AwsRequest;
import java.util.NavigableMap;
import java.util.Optional;

/** The operations that look for items. */
final class SearchOperations {

    private static final int MAX_SEGMENTS = 1_000_000;
    private static final String START = "ExclusiveStartKey";
    private static final String INVALID_START = "The provided starting key is invalid";

    private final Database database;
    private final TableLookup tables;

    SearchOperations(Database database, TableLookup tables) {
        this.database = database;
        this.tables = tables;
    }

    ObjectNode query(AwsRequest request) {
        Parameters parameters = new Parameters(request.body());
        ConsumedCapacity capacity = new ConsumedCapacity(parameters);
        SearchTarget searched = searched(request, parameters);
        RequestExpressions expressions =
                RequestExpressions.of(parameters.node(), "FilterExpression", "KeyConditionExpression");
        KeyCondition condition = expressions.keyCondition();
        SearchProjection shown = SearchProjection.of(parameters, expressions, searched);
        expressions.checkPlaceholders();
        checkFilter(searched, shown.filter(), parameters);
        KeyRange range = condition.rangeIn(searched.table().definition(), searched.key());
        boolean forwards = parameters.node().path("ScanIndexForward").asBoolean(true);
        Optional<Position> start = startKey(parameters).map(key -> {
            Position position = position(searched, key, false);
            condition.checkStart(key, searched.key());
            return position;
        });
        int limit = limit(parameters);
        Page page = database.atomically(() -> {
            NavigableMap<Position, MapValue> found = in(searched, range);
            if (start.isPresent()) {
                found = forwards ? found.tailMap(start.get(), false) : found.headMap(start.get(), false);
            }
            return Page.read(forwards ? found : found.descendingMap(), limit, shown);
        });
        return reply(parameters, capacity, searched, shown, page);
    }

    private static Optional<MapValue> startKey(Parameters parameters) {
        try {
            return parameters.optionalMap(START);
        } catch (MalformedValueError e) {
            throw DynamoDbErrors.validation(INVALID_START + ": " + e.getMessage());
        }
    }

    /** @param ofTable whether the key is one of a table that is scanned, about which the service says more */
    private static Position position(SearchTarget searched, MapValue key, boolean ofTable) {
        if (!searched.hasKeyAttributes(key)) {
            throw DynamoDbErrors.validation(
                    ofTable ? INVALID_START + ": " + DynamoDbErrors.KEY_MISMATCH : INVALID_START);
        }
        return searched.position(key)
                .orElseThrow(() -> DynamoDbErrors.validation(
                        ofTable ? INVALID_START + ": " + DynamoDbErrors.KEY_MISMATCH : DynamoDbErrors.KEY_MISMATCH));
    }

    private static void checkFilter(SearchTarget searched, Optional<Condition> filter, Parameters parameters) {
        String name = parameters.node().hasNonNull("QueryFilter") ? "QueryFilter" : "Filter Expression";
        filter.ifPresent(condition -> condition
                .attributes()
                .filter(searched.key()::has)
                .findFirst()
                .ifPresent(attribute -> {
                    throw DynamoDbErrors.validation(
                            name + " can only contain non-primary key attributes: Primary key attribute: " + attribute);
                }));
    }

    ObjectNode scan(AwsRequest request) {
        Parameters parameters = new Parameters(request.body());
        ConsumedCapacity capacity = new ConsumedCapacity(parameters);
        SearchTarget searched = searched(request, parameters);
        RequestExpressions expressions = RequestExpressions.of(parameters.node(), "FilterExpression");
        SearchProjection shown = SearchProjection.of(parameters, expressions, searched);
        expressions.checkPlaceholders();
        KeyRange segment = segment(parameters);
        Optional<Position> start = startKey(parameters).map(key -> {
            Position position = position(searched, key, searched.index().isEmpty());
            if (!segment.has(position)) {
                throw DynamoDbErrors.validation(INVALID_START + ": Invalid ExclusiveStartKey. Please use"
                        + " ExclusiveStartKey with correct Segment.");
            }
            return position;
        });
        int limit = limit(parameters);
        Page page = database.atomically(() -> {
            NavigableMap<Position, MapValue> items = in(searched, segment);
            return Page.read(start.isPresent() ? items.tailMap(start.get(), false) : items, limit, shown);
        });
        return reply(parameters, capacity, searched, shown, page);
    }

    private static NavigableMap<Position, MapValue> in(SearchTarget searched, KeyRange range) {
        return searched.items().subMap(range.start(), false, range.end(), false);
    }

    private static KeyRange segment(Parameters parameters) {
        Optional<Integer> segment = parameters.number("Segment", 0, MAX_SEGMENTS - 1);
        Optional<Integer> segments = parameters.number("TotalSegments", 1, MAX_SEGMENTS);
        if (segment.isPresent() && segments.isEmpty()) {
            throw missing("TotalSegments parameter", "Segment parameter");
        }
        if (segments.isEmpty()) {
            return segment(0, 1);
        }
        if (segment.isEmpty()) {
            throw missing("Segment parameter", "parameter TotalSegments");
        }
        int number = segment.get();
        int all = segments.get();
        if (number >= all) {
            throw DynamoDbErrors.validation("The Segment parameter is zero-based and must be less than parameter"
                    + " TotalSegments: Segment: " + number + " is not less than TotalSegments: " + all);
        }
        return segment(number, all);
    }

    private static KeyRange segment(int number, int all) {
        return new KeyRange(Position.beforeSegment(number, all), Position.beforeSegment(number + 1, all));
    }

    private static AwsError missing(String parameter, String other) {
        return DynamoDbErrors.validation(
                "The " + parameter + " is required but was not present in the request when " + other + " is present");
    }

    private SearchTarget searched(AwsRequest request, Parameters parameters) {
        Table table = tables.require(request.caller(), parameters);
        return SearchTarget.of(table, parameters.name("IndexName"), parameters.isTrue("ConsistentRead"));
    }

    private static int limit(Parameters parameters) {
        return parameters.number("Limit", 1, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
    }

    private static ObjectNode reply(
            Parameters parameters,
            ConsumedCapacity capacity,
            SearchTarget searched,
            SearchProjection shown,
            Page page) {
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        if (!shown.countOnly()) {
            page.items().forEach(item -> reply.withArray("Items").add(item.content()));
            if (page.items().isEmpty()) {
                reply.putArray("Items");
            }
        }
        reply.put("Count", page.items().size()).put("ScannedCount", page.scanned());
        page.last()
                .ifPresent(item ->
                        reply.set("LastEvaluatedKey", searched.keyOf(item).content()));
        return capacity.read(searched, page.bytes(), parameters.isTrue("ConsistentRead"))
                .tellOne(reply);
    }
}
