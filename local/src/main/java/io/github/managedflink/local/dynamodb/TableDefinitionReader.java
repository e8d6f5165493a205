package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.IndexDefinition;
import io.github.managedflink.local.dynamodb.model.JsonValues;
import io.github.managedflink.local.dynamodb.model.KeySchema;
import io.github.managedflink.local.dynamodb.model.ProvisionedThroughput;
import io.github.managedflink.local.dynamodb.model.TableDefinition;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.http.AwsError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what {@code CreateTable} and templates have in common: keys, their types, and indexes. */
final class TableDefinitionReader {

    private static final String KEY_SCHEMA = "KeySchema";
    private static final int MAX_LOCAL_INDEXES = 5;
    private static final int MAX_GLOBAL_INDEXES = 20;
    private static final int MAX_NAME_LENGTH = 255;
    private static final String NON_KEY_ATTRIBUTES = "NonKeyAttributes";
    private static final int MAX_NON_KEY_ATTRIBUTES = 20;
    private static final int MAX_NON_KEY_ATTRIBUTES_OF_ALL = 100;

    /** How a table is billed: {@link #ON_DEMAND}, or by its {@link #THROUGHPUT}. */
    static final String BILLING_MODE = "BillingMode";

    static final String ON_DEMAND = "PAY_PER_REQUEST";
    static final String THROUGHPUT = "ProvisionedThroughput";

    private final Parameters parameters;
    private final Optional<ProvisionedThroughput> throughput;
    private final Map<String, AttributeType> types;
    private final KeySchema key;
    private final List<IndexDefinition> indexes = new ArrayList<>();

    private TableDefinitionReader(Parameters parameters) {
        this.parameters = parameters;
        this.throughput = throughput(parameters);
        this.types = types(parameters);
        this.key = keySchema(parameters);
    }

    /** @throws AwsError if the service makes no such table */
    static TableDefinition read(Arn arn, Parameters parameters) {
        TableDefinitionReader reader = new TableDefinitionReader(parameters);
        reader.readIndexes("LocalSecondaryIndexes", MAX_LOCAL_INDEXES);
        reader.readIndexes("GlobalSecondaryIndexes", MAX_GLOBAL_INDEXES);
        reader.checkProjections();
        reader.checkUse();
        // In the order in which the service looks at their keys.
        reader.indexes.sort(Comparator.comparing(IndexDefinition::global).reversed());
        return new TableDefinition(arn, reader.key, reader.types, reader.indexes, reader.throughput);
    }

    /** Empty for a table on demand; one that does not say how it is billed is provisioned. */
    private static Optional<ProvisionedThroughput> throughput(Parameters parameters) {
        boolean onDemand = parameters
                .oneOf(BILLING_MODE, List.of("PROVISIONED", ON_DEMAND))
                .filter(ON_DEMAND::equals)
                .isPresent();
        boolean isGiven = parameters.node().hasNonNull(THROUGHPUT);
        if (onDemand && isGiven) {
            throw DynamoDbErrors.invalidParameter(
                    "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                            + " BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && !isGiven) {
            throw DynamoDbErrors.invalidParameter(
                    "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }
        return onDemand ? Optional.empty() : Optional.of(provisioned(parameters.part(THROUGHPUT)));
    }

    private static ProvisionedThroughput provisioned(Parameters throughput) {
        return new ProvisionedThroughput(
                units(throughput, "ReadCapacityUnits"), units(throughput, "WriteCapacityUnits"));
    }

    private static int units(Parameters throughput, String name) {
        return throughput.number(name, 1, Integer.MAX_VALUE).orElseThrow(() -> throughput.missing(name));
    }

    private Optional<ProvisionedThroughput> throughputOf(String name, Parameters globalIndex) {
        boolean isGiven = globalIndex.node().hasNonNull(THROUGHPUT);
        if (throughput.isEmpty() && isGiven) {
            throw DynamoDbErrors.invalidParameter("ProvisionedThroughput should not be specified for index: " + name
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        if (throughput.isPresent() && !isGiven) {
            throw DynamoDbErrors.invalidParameter("ProvisionedThroughput must be specified for index: " + name);
        }
        return isGiven ? Optional.of(provisioned(globalIndex.part(THROUGHPUT))) : Optional.empty();
    }

    private static Map<String, AttributeType> types(Parameters parameters) {
        requireList(parameters, "AttributeDefinitions");
        Map<String, AttributeType> types = new LinkedHashMap<>();
        for (Parameters attribute : parameters.elements("AttributeDefinitions")) {
            attribute.text("AttributeName", MAX_NAME_LENGTH);
            attribute.oneOf("AttributeType", List.of("B", "N", "S"));
            types.put(attribute.required("AttributeName"), AttributeType.valueOf(attribute.required("AttributeType")));
        }
        return types;
    }

    private static void requireList(Parameters parameters, String name) {
        if (!parameters.node().hasNonNull(name)) {
            throw parameters.missing(name);
        }
        JsonValues.requireList(parameters.node().get(name));
    }

    private KeySchema keySchema(Parameters keyed) {
        requireList(keyed, KEY_SCHEMA);
        List<Parameters> schema = keyed.elements(KEY_SCHEMA);
        if (schema.isEmpty()) {
            throw keyed.violated(KEY_SCHEMA, "Member must have length greater than or equal to 1");
        }
        if (schema.size() > 2) {
            throw keyed.violated(KEY_SCHEMA, "Member must have length less than or equal to 2");
        }
        List<String> attributes = new ArrayList<>();
        for (Parameters element : schema) {
            element.text("AttributeName", MAX_NAME_LENGTH);
            element.oneOf("KeyType", List.of("HASH", "RANGE"));
            attributes.add(element.required("AttributeName"));
        }
        if (attributes.size() > types.size()) {
            throw DynamoDbErrors.validation("Invalid KeySchema: Some index key attribute have no definition");
        }
        if (!types.keySet().containsAll(attributes)) {
            throw DynamoDbErrors.invalidParameter(
                    "Some index key attributes are not defined in AttributeDefinitions. Keys: " + attributes
                            + ", AttributeDefinitions: " + types.keySet());
        }
        if (new HashSet<>(attributes).size() < attributes.size()) {
            throw DynamoDbErrors.validation(
                    "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        }
        checkKeyType(schema.get(0), "HASH", "first");
        if (schema.size() > 1) {
            checkKeyType(schema.get(1), "RANGE", "second");
        }
        return new KeySchema(attributes);
    }

    private static void checkKeyType(Parameters element, String expected, String place) {
        if (!element.required("KeyType").equals(expected)) {
            throw DynamoDbErrors.validation(
                    "Invalid KeySchema: The " + place + " KeySchemaElement is not a " + expected + " key type");
        }
    }

    private void readIndexes(String parameter, int most) {
        JsonNode list = parameters.node().path(parameter);
        if (list.isMissingNode() || list.isNull()) {
            return;
        }
        if (list.isEmpty()) {
            throw DynamoDbErrors.invalidParameter("List of " + parameter + " is empty");
        }
        boolean global = parameter.startsWith("Global");
        if (list.size() > most) {
            throw DynamoDbErrors.invalidParameter(
                    global
                            ? "GlobalSecondaryIndex count exceeds the per-table limit of " + most
                            : "Number of LocalSecondaryIndexes exceeds per-table limit of " + most);
        }
        if (!global && key.sort().isEmpty()) {
            throw DynamoDbErrors.invalidParameter("Table KeySchema does not have a range key, which is required when"
                    + " specifying a LocalSecondaryIndex");
        }
        parameters.elements(parameter).forEach(index -> addIndex(index, global));
    }

    private void addIndex(Parameters index, boolean global) {
        String name = index.name("IndexName").orElseThrow(() -> index.missing("IndexName"));
        KeySchema schema = keySchema(index);
        if (!global) {
            checkLocal(name, schema);
        }
        if (indexes.stream().anyMatch(other -> other.name().equals(name))) {
            throw DynamoDbErrors.invalidParameter("Duplicate index name: " + name);
        }
        Optional<Set<String>> projected = projected(index.part("Projection"));
        indexes.add(new IndexDefinition(
                name, schema, global, projected, global ? throughputOf(name, index) : Optional.empty()));
    }

    private void checkLocal(String name, KeySchema schema) {
        if (schema.sort().isEmpty()) {
            throw DynamoDbErrors.invalidParameter("Index KeySchema does not have a range key for index: " + name);
        }
        if (!schema.partition().equals(key.partition())) {
            throw DynamoDbErrors.invalidParameter(
                    "Index KeySchema does not have the same leading hash key as table KeySchema for index: " + name
                            + ". index hash key: " + schema.partition() + ", table hash key: " + key.partition());
        }
    }

    private static Optional<Set<String>> projected(Parameters projection) {
        String type = projection
                .oneOf("ProjectionType", List.of("ALL", "INCLUDE", "KEYS_ONLY"))
                .orElse("null");
        JsonNode attributes = projection.node().path(NON_KEY_ATTRIBUTES);
        if (attributes.size() > MAX_NON_KEY_ATTRIBUTES) {
            throw projection.violated(
                    NON_KEY_ATTRIBUTES, "Member must have length less than or equal to " + MAX_NON_KEY_ATTRIBUTES);
        }
        if (!type.equals("INCLUDE") && !attributes.isMissingNode()) {
            throw DynamoDbErrors.invalidParameter("ProjectionType is " + type + ", but NonKeyAttributes is specified");
        }
        return switch (type) {
            case "ALL" -> Optional.empty();
            case "KEYS_ONLY" -> Optional.of(Set.of());
            case "INCLUDE" -> Optional.of(included(attributes));
            default -> throw DynamoDbErrors.invalidParameter("Unknown ProjectionType: " + type);
        };
    }

    private static Set<String> included(JsonNode attributes) {
        Set<String> names = new LinkedHashSet<>();
        attributes.forEach(attribute -> names.add(attribute.asText()));
        if (names.isEmpty()) {
            throw DynamoDbErrors.invalidParameter("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");
        }
        return names;
    }

    private void checkProjections() {
        long projected = indexes.stream()
                .flatMap(index -> index.projected().stream())
                .mapToLong(Set::size)
                .sum();
        if (projected > MAX_NON_KEY_ATTRIBUTES_OF_ALL) {
            throw DynamoDbErrors.invalidParameter(
                    "Number of NonKeyAttributes of all indexes exceeds the per-table limit of "
                            + MAX_NON_KEY_ATTRIBUTES_OF_ALL);
        }
    }

    private void checkUse() {
        Set<String> used = new HashSet<>(key.attributes());
        indexes.forEach(index -> used.addAll(index.key().attributes()));
        if (!used.containsAll(types.keySet())) {
            throw DynamoDbErrors.invalidParameter(
                    indexes.isEmpty()
                            ? "Number of attributes in KeySchema does not exactly match number of attributes defined in"
                                    + " AttributeDefinitions"
                            : "Some AttributeDefinitions are not used. AttributeDefinitions: " + types.keySet()
                                    + ", keys used: " + used);
        }
    }
}
