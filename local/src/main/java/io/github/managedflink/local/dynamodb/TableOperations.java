package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.dynamodb.model.Database;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.Table;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsRequest;
import java.util.List;
import java.util.Optional;

/** The operations on tables. What they begin is done when they return. */
final class TableOperations {

    static final String TIME_TO_LIVE = "TimeToLiveSpecification";
    private static final int MAX_LISTED = 100;
    private static final int MAX_ATTRIBUTE_LENGTH = 255;

    private final Database database;
    private final TableLookup tables;

    TableOperations(Database database, TableLookup tables) {
        this.database = database;
        this.tables = tables;
    }

    ObjectNode create(AwsRequest request) {
        Parameters parameters = new Parameters(request.body());
        String name = name(parameters);
        Table table = database.create(TableDefinitionReader.read(tables.arnOf(request.caller(), name), parameters));
        return described("TableDescription", table);
    }

    ObjectNode delete(AwsRequest request) {
        Table table = table(request);
        database.delete(table);
        return described("TableDescription", table);
    }

    ObjectNode describe(AwsRequest request) {
        return described("Table", table(request));
    }

    private Table table(AwsRequest request) {
        String name = name(new Parameters(request.body()));
        return tables.find(request.caller(), name).orElseThrow(() -> DynamoDbErrors.tableNotFound(name));
    }

    /** The name of a table, about which these operations have words of their own. */
    private static String name(Parameters parameters) {
        String name = parameters
                .optional("TableName")
                .orElseThrow(() -> DynamoDbErrors.validation(
                        "The parameter 'TableName' is required but was not present in the request"));
        if (Arn.tryParse(name).isEmpty()) {
            if (!ResourceName.hasLength(name)) {
                throw DynamoDbErrors.validation("TableName must be at least " + ResourceName.MIN_LENGTH
                        + " characters long and at most " + ResourceName.MAX_LENGTH + " characters long");
            }
            parameters.name("TableName");
        }
        return name;
    }

    private ObjectNode described(String field, Table table) {
        return database.atomically(() -> JsonNodeFactory.instance.objectNode().set(field, TableDescription.of(table)));
    }

    ObjectNode list(AwsRequest request) {
        Parameters parameters = new Parameters(request.body());
        int limit = parameters.number("Limit", 1, MAX_LISTED).orElse(MAX_LISTED);
        String start = parameters.name("ExclusiveStartTableName").orElse("");
        List<String> names = database.tables(request.caller().region()).stream()
                .map(table -> table.definition().name())
                .filter(name -> name.compareTo(start) > 0)
                .sorted()
                .toList();
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ArrayNode listed = reply.putArray("TableNames");
        names.stream().limit(limit).forEach(listed::add);
        if (names.size() > limit) {
            reply.put("LastEvaluatedTableName", names.get(limit - 1));
        }
        return reply;
    }

    ObjectNode updateTimeToLive(AwsRequest request) {
        Table table = table(request);
        Parameters specification = new Parameters(request.body()).part(TIME_TO_LIVE);
        String attribute = specification
                .text("AttributeName", MAX_ATTRIBUTE_LENGTH)
                .orElseThrow(() -> specification.missing("AttributeName"));
        if (!specification.node().hasNonNull("Enabled")) {
            throw specification.missing("Enabled");
        }
        boolean enabled = specification.isTrue("Enabled");
        Optional<String> wanted = enabled ? Optional.of(attribute) : Optional.empty();
        database.atomically(() -> {
            if (table.timeToLive().isPresent() == enabled) {
                throw DynamoDbErrors.validation(
                        enabled ? "TimeToLive is already enabled" : "TimeToLive is already disabled");
            }
            table.timeToLive().filter(current -> !current.equals(attribute)).ifPresent(current -> {
                throw DynamoDbErrors.validation(
                        "TimeToLive is active on a different AttributeName: current AttributeName is " + current);
            });
            table.setTimeToLive(wanted);
            return table;
        });
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        reply.putObject(TIME_TO_LIVE).put("Enabled", enabled).put("AttributeName", attribute);
        return reply;
    }

    ObjectNode describeTimeToLive(AwsRequest request) {
        Table table = table(request);
        Optional<String> attribute = database.atomically(table::timeToLive);
        ObjectNode reply = JsonNodeFactory.instance.objectNode();
        ObjectNode description = reply.putObject("TimeToLiveDescription")
                .put("TimeToLiveStatus", attribute.isPresent() ? "ENABLED" : "DISABLED");
        attribute.ifPresent(name -> description.put("AttributeName", name));
        return reply;
    }
}
