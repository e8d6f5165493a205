package io.github.managedflink.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.JsonValues;
import io.github.managedflink.local.dynamodb.model.SetValue;
import io.github.managedflink.local.dynamodb.model.ValueReader;
import io.github.managedflink.local.http.AwsError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * What requests said before there were expressions, and the mapper of the first AWS SDK for Java says to this day.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/LegacyConditionalParameters.html">Legacy
 *     conditional parameters</a>
 */
final class LegacyParameters {

    static final String CONDITIONAL_OPERATOR = "ConditionalOperator";

    /** The parameters whose conditions it joins. */
    private static final List<String> JOINED = List.of("QueryFilter", "ScanFilter", "Expected");

    private static final String OPERATOR = "ComparisonOperator";
    private static final String VALUES = "AttributeValueList";
    private static final Map<String, Integer> OPERANDS = Map.ofEntries(
            Map.entry("EQ", 1),
            Map.entry("NE", 1),
            Map.entry("LE", 1),
            Map.entry("LT", 1),
            Map.entry("GE", 1),
            Map.entry("GT", 1),
            Map.entry("NOT_NULL", 0),
            Map.entry("NULL", 0),
            Map.entry("CONTAINS", 1),
            Map.entry("NOT_CONTAINS", 1),
            Map.entry("BEGINS_WITH", 1),
            Map.entry("BETWEEN", 2));
    /** The operators that a query can look for. */
    private static final Set<String> INDEXED = Set.of("EQ", "LE", "LT", "GE", "GT", "BEGINS_WITH", "BETWEEN");

    private static final Set<String> UNORDERED = Set.of("EQ", "NE", "NOT_NULL", "NULL");

    private LegacyParameters() {}

    /**
     * Refuses an operator that joins nothing.
     *
     * @throws AwsError if the request has such a one
     */
    static void checkOperator(JsonNode request) {
        if (!request.hasNonNull(CONDITIONAL_OPERATOR)) {
            return;
        }
        operator(request);
        int conditions = JOINED.stream()
                .mapToInt(parameter -> request.path(parameter).size())
                .sum();
        if (conditions == 0) {
            throw DynamoDbErrors.validation("ConditionalOperator cannot be used without Filter or Expected");
        }
        if (conditions == 1) {
            throw DynamoDbErrors.validation(
                    "ConditionalOperator can only be used when Filter or Expected has two or more elements");
        }
    }

    /** Conditions by attributes: {@code QueryFilter} and {@code ScanFilter}. */
    static Optional<Condition> conditions(JsonNode request, String parameter) {
        return join(request, parameter, LegacyParameters::condition, operator(request));
    }

    /** The keys of a query: {@code KeyConditions}. */
    static Condition keyConditions(JsonNode request) {
        Condition all = join(request, "KeyConditions", LegacyParameters::condition, Condition.And::new)
                .orElseThrow(KeyCondition::wrongLength);
        for (JsonNode condition : request.get("KeyConditions")) {
            if (!INDEXED.contains(condition.path(OPERATOR).asText())) {
                throw DynamoDbErrors.validation("Attempted conditional constraint is not an indexable operation");
            }
        }
        return all;
    }

    /** The expectations of a write: {@code Expected}. */
    static Optional<Condition> expected(JsonNode request) {
        return join(request, "Expected", LegacyParameters::expectation, operator(request));
    }

    /** Makes a condition of what is said of an attribute. */
    private interface Reader {
        /** @param path of it, as errors show it */
        Condition read(String attribute, JsonNode said, String path);
    }

    private static Optional<Condition> join(
            JsonNode request, String parameter, Reader reader, BinaryOperator<Condition> joined) {
        String path = DynamoDbErrors.inPath(parameter);
        return request.path(parameter).properties().stream()
                .map(each -> reader.read(each.getKey(), each.getValue(), path + "." + each.getKey() + ".member."))
                .reduce(joined);
    }

    private static BinaryOperator<Condition> operator(JsonNode request) {
        String operator = request.path(CONDITIONAL_OPERATOR).asText("AND");
        if (!operator.equals("OR") && !operator.equals("AND")) {
            throw DynamoDbErrors.constraint(
                    "'" + operator + "'", "conditionalOperator", "Member must satisfy enum value set: [OR, AND]");
        }
        return operator.equals("OR") ? Condition.Or::new : Condition.And::new;
    }

    private static Condition condition(String attribute, JsonNode said, String path) {
        return condition(attribute, operator(said, path), values(said.path(VALUES)));
    }

    private static String operator(JsonNode said, String path) {
        String name = path + "comparisonOperator";
        if (!said.hasNonNull(OPERATOR)) {
            throw DynamoDbErrors.missing(name);
        }
        String operator = said.get(OPERATOR).asText();
        if (!operator.equals("IN") && !OPERANDS.containsKey(operator)) {
            throw DynamoDbErrors.constraint(
                    "'" + operator + "'",
                    name,
                    "Member must satisfy enum value set: [IN, NULL, BETWEEN, LT, NOT_CONTAINS, EQ, GT, NOT_NULL, NE, LE,"
                            + " BEGINS_WITH, GE, CONTAINS]");
        }
        return operator;
    }

    private static Condition expectation(String attribute, JsonNode said, String path) {
        boolean hasValue = said.hasNonNull("Value");
        boolean hasList = said.hasNonNull(VALUES);
        if (hasValue && hasList) {
            throw invalid("Value and AttributeValueList cannot be used together", attribute);
        }
        if (said.hasNonNull(OPERATOR)) {
            if (said.hasNonNull("Exists")) {
                throw invalid("Exists and ComparisonOperator cannot be used together", attribute);
            }
            String operator = operator(said, path);
            if (!hasValue && !hasList && !OPERANDS.getOrDefault(operator, 1).equals(0)) {
                throw invalid(
                        "Value or AttributeValueList must be used with ComparisonOperator: " + operator, attribute);
            }
            List<AttributeValue> values =
                    hasValue ? List.of(ValueReader.read(said.get("Value"))) : values(said.path(VALUES));
            return condition(attribute, operator, values);
        }
        if (hasList) {
            throw invalid("AttributeValueList can only be used with a ComparisonOperator", attribute);
        }
        boolean exists = said.path("Exists").asBoolean(true);
        if (exists != hasValue) {
            throw invalid(
                    exists
                            ? "Value must be provided when Exists is "
                                    + said.path("Exists").asText("null")
                            : "Value cannot be used when Exists is false",
                    attribute);
        }
        return exists
                ? condition(attribute, "EQ", List.of(ValueReader.read(said.get("Value"))))
                : condition(attribute, "NULL", List.of());
    }

    private static AwsError invalid(String message, String attribute) {
        return DynamoDbErrors.invalidParameter(message + " for Attribute: " + attribute);
    }

    private static List<AttributeValue> values(JsonNode list) {
        List<AttributeValue> values = new ArrayList<>();
        list.forEach(value -> values.add(ValueReader.read(value)));
        return values;
    }

    private static Condition condition(String attribute, String operator, List<AttributeValue> values) {
        check(operator, values);
        DocumentPath path = DocumentPath.of(attribute);
        List<Operand> operands =
                values.stream().<Operand>map(Operand.Literal::new).toList();
        return switch (operator) {
            case "NOT_NULL" -> new Condition.Exists(path);
            case "NULL" -> new Condition.Not(new Condition.Exists(path));
            case "CONTAINS" -> new Condition.Contains(path, operands.get(0));
            case "NOT_CONTAINS" -> new Condition.Not(new Condition.Contains(path, operands.get(0)));
            case "BEGINS_WITH" -> new Condition.BeginsWith(path, operands.get(0));
            case "IN" -> new Condition.In(path, operands);
            case "BETWEEN" -> new Condition.Between(path, operands.get(0), operands.get(1));
            case "EQ" -> new Condition.Comparison(Comparator.EQUAL, path, operands.get(0));
            case "NE" -> new Condition.Comparison(Comparator.NOT_EQUAL, path, operands.get(0));
            case "LT" -> new Condition.Comparison(Comparator.LESS, path, operands.get(0));
            case "LE" -> new Condition.Comparison(Comparator.LESS_OR_EQUAL, path, operands.get(0));
            case "GT" -> new Condition.Comparison(Comparator.GREATER, path, operands.get(0));
            default -> new Condition.Comparison(Comparator.GREATER_OR_EQUAL, path, operands.get(0));
        };
    }

    private static void check(String operator, List<AttributeValue> values) {
        if (operator.equals("IN") ? values.isEmpty() : values.size() != OPERANDS.get(operator)) {
            throw DynamoDbErrors.invalidParameter(
                    "Invalid number of argument(s) for the " + operator + " ComparisonOperator");
        }
        if (values.stream().map(AttributeValue::type).distinct().count() > 1) {
            throw DynamoDbErrors.invalidParameter("AttributeValues inside AttributeValueList must be of same type");
        }
        for (AttributeValue value : values) {
            if (!takes(operator, value.type())) {
                throw DynamoDbErrors.invalidParameter("ComparisonOperator " + operator + " is not valid for "
                        + value.type() + " AttributeValue type");
            }
        }
        if (operator.equals("BETWEEN")
                && Comparator.GREATER.holds(Optional.of(values.get(0)), Optional.of(values.get(1)))) {
            throw DynamoDbErrors.validation(
                    "The BETWEEN condition was provided a range where the lower bound is greater than the upper bound");
        }
    }

    private static boolean takes(String operator, AttributeType type) {
        if (UNORDERED.contains(operator)) {
            return true;
        }
        boolean ordered = type == AttributeType.S || type == AttributeType.N || type == AttributeType.B;
        return ordered && !(operator.equals("BEGINS_WITH") && type == AttributeType.N);
    }

    /** The changes of an update: {@code AttributeUpdates}. */
    static Update updates(JsonNode updates) {
        Map<DocumentPath, UpdateAction> actions = new LinkedHashMap<>();
        updates.properties()
                .forEach(each -> actions.put(DocumentPath.of(each.getKey()), action(each.getKey(), each.getValue())));
        return new Update(actions);
    }

    private static UpdateAction action(String attribute, JsonNode update) {
        String action = update.path("Action").asText("PUT");
        Optional<AttributeValue> value =
                update.hasNonNull("Value") ? Optional.of(ValueReader.read(update.get("Value"))) : Optional.empty();
        if (value.isEmpty()) {
            if (!action.equals("DELETE")) {
                throw DynamoDbErrors.invalidParameter(
                        "Only DELETE action is allowed when no attribute value is specified");
            }
            return new UpdateAction.Remove();
        }
        return switch (action) {
            case "PUT" -> new UpdateAction.Put(new UpdateValue.Plain(new Operand.Literal(value.get())));
            case "ADD" -> add(value.get());
            case "DELETE" -> {
                if (value.get() instanceof SetValue set) {
                    yield new UpdateAction.Delete(set, LegacyParameters::mismatch);
                }
                throw unsupported("DELETE action with value", value.get());
            }
            default ->
                throw DynamoDbErrors.constraint(
                        "'" + action + "'",
                        "attributeUpdates." + attribute + ".member.action",
                        "Member must satisfy enum value set: [ADD, DELETE, PUT]");
        };
    }

    private static UpdateAction add(AttributeValue value) {
        AttributeType type = value.type();
        if (type != AttributeType.N && type != AttributeType.L && !type.isSet()) {
            throw unsupported("ADD action", value);
        }
        return new UpdateAction.Add(value, LegacyParameters::mismatch);
    }

    private static AwsError mismatch() {
        return DynamoDbErrors.validation("Type mismatch for attribute to update");
    }

    private static AwsError unsupported(String action, AttributeValue value) {
        return DynamoDbErrors.invalidParameter(action + " is not supported for the type " + value.type());
    }

    /** The attributes that a reader wants: {@code AttributesToGet}. */
    static Projection attributes(JsonNode names) {
        JsonValues.requireList(names);
        if (names.isEmpty()) {
            throw DynamoDbErrors.constraint(
                    "'[]'", "attributesToGet", "Member must have length greater than or equal to 1");
        }
        Set<DocumentPath> paths = new LinkedHashSet<>();
        names.forEach(name -> {
            if (!paths.add(DocumentPath.of(JsonValues.text(name)))) {
                throw DynamoDbErrors.invalidParameter("Duplicate value in attribute name: " + name.asText());
            }
        });
        return new Projection(List.copyOf(paths));
    }
}
