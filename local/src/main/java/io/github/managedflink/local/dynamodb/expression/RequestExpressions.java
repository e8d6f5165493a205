package io.github.managedflink.local.dynamodb.expression;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.JsonValues;
import io.github.managedflink.local.http.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The expressions of one request, which share its placeholders, or the parameters that were used before there were
 * expressions.
 */
public final class RequestExpressions {

    private static final ExpressionParser PARSER = new ExpressionParser();
    private static final String PROJECTION = "ProjectionExpression";
    private static final String KEY_CONDITION = "KeyConditionExpression";
    private static final List<String> EXPRESSIONS =
            List.of(PROJECTION, "FilterExpression", KEY_CONDITION, "UpdateExpression", "ConditionExpression");
    private static final List<String> LEGACY = List.of(
            "AttributesToGet",
            "QueryFilter",
            "ScanFilter",
            LegacyParameters.CONDITIONAL_OPERATOR,
            "KeyConditions",
            "AttributeUpdates",
            "Expected");

    private final JsonNode request;
    private final Placeholders placeholders;

    private RequestExpressions(JsonNode request, List<String> withValues) {
        this.request = request;
        checkOneKind();
        LegacyParameters.checkOperator(request);
        checkUseOfPlaceholders(withValues);
        this.placeholders = Placeholders.of(request);
    }

    /**
     * Those of a request, or of a part of one that has placeholders of its own.
     *
     * @param withValues the parameters of such a request that may use values
     * @throws AwsError if the service takes no such placeholders
     */
    public static RequestExpressions of(JsonNode request, String... withValues) {
        return new RequestExpressions(request, List.of(withValues));
    }

    private void checkOneKind() {
        List<String> expressions = given(EXPRESSIONS);
        List<String> legacy = new ArrayList<>(given(LEGACY));
        if (!expressions.contains(KEY_CONDITION)) {
            // The one parameter that may stand beside expressions.
            legacy.remove("KeyConditions");
        }
        if (!expressions.isEmpty() && !legacy.isEmpty()) {
            throw DynamoDbErrors.validation(
                    "Can not use both expression and non-expression parameters in the same request: Non-expression"
                            + " parameters: {" + String.join(", ", legacy) + "} Expression parameters: {"
                            + String.join(", ", expressions) + "}");
        }
    }

    private void checkUseOfPlaceholders(List<String> withValues) {
        if (request.hasNonNull(Placeholders.NAMES) && given(EXPRESSIONS).isEmpty()) {
            throw DynamoDbErrors.validation(Placeholders.NAMES + " can only be specified when using expressions");
        }
        if (request.hasNonNull(Placeholders.VALUES)
                && !withValues.isEmpty()
                && given(withValues).isEmpty()) {
            throw DynamoDbErrors.validation(Placeholders.VALUES + " can only be specified when using expressions: "
                    + String.join(" and ", withValues) + (withValues.size() > 1 ? " are" : " is") + " null");
        }
    }

    private List<String> given(List<String> parameters) {
        return parameters.stream().filter(request::hasNonNull).toList();
    }

    /**
     * What has to hold for a write.
     *
     * @throws AwsError if the service takes no such condition
     */
    public Optional<Condition> condition() {
        return condition("ConditionExpression").or(() -> LegacyParameters.expected(request));
    }

    /**
     * What has to hold for an item of a query or scan to be handed over.
     *
     * @throws AwsError if the service takes no such condition
     */
    public Optional<Condition> filter() {
        return condition("FilterExpression").or(() -> Stream.of("QueryFilter", "ScanFilter")
                .map(parameter -> LegacyParameters.conditions(request, parameter))
                .flatMap(Optional::stream)
                .findFirst());
    }

    /**
     * Which keys a query asks for.
     *
     * @throws AwsError if the service takes no such condition, or there is none
     */
    public KeyCondition keyCondition() {
        return condition(KEY_CONDITION)
                .or(() -> request.hasNonNull("KeyConditions")
                        ? Optional.of(LegacyParameters.keyConditions(request))
                        : Optional.empty())
                .map(KeyCondition::of)
                .orElseThrow(() -> DynamoDbErrors.validation("Either the KeyConditions or KeyConditionExpression"
                        + " parameter must be specified in the request."));
    }

    private Optional<Condition> condition(String parameter) {
        return read(parameter, text -> ConditionBuilder.build(PARSER.condition(text), placeholders));
    }

    /**
     * What a write changes.
     *
     * @throws AwsError if the service takes no such update
     */
    public Optional<Update> update() {
        return read("UpdateExpression", text -> UpdateBuilder.build(PARSER.update(text), placeholders))
                .or(() -> request.hasNonNull("AttributeUpdates")
                        ? Optional.of(LegacyParameters.updates(request.get("AttributeUpdates")))
                        : Optional.empty());
    }

    /**
     * What is wanted of an item; empty for all of it.
     *
     * @throws AwsError if the service takes no such projection
     */
    public Optional<Projection> projection() {
        return read(PROJECTION, this::projection)
                .or(() -> request.hasNonNull("AttributesToGet")
                        ? Optional.of(LegacyParameters.attributes(request.get("AttributesToGet")))
                        : Optional.empty());
    }

    /**
     * What is wanted of an item by a request that can have no other expression; empty for all of it.
     *
     * @throws AwsError if the service takes no such projection
     */
    public static Optional<Projection> projectionOf(JsonNode request) {
        RequestExpressions expressions = of(request);
        Optional<Projection> projection = expressions.projection();
        expressions.checkPlaceholders();
        return projection;
    }

    private Projection projection(String text) {
        ExpressionProblems problems = new ExpressionProblems();
        OperandBuilder operands = new OperandBuilder(placeholders, problems);
        List<DocumentPath> paths = new ArrayList<>();
        PARSER.projection(text).path().forEach(each -> {
            DocumentPath path = operands.path(each);
            PathChecks.check(path, paths, problems);
            paths.add(path);
        });
        problems.check();
        return new Projection(paths);
    }

    private <T> Optional<T> read(String parameter, Function<String, T> reader) {
        if (!request.hasNonNull(parameter)) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(JsonValues.text(request.get(parameter))));
        } catch (ExpressionException e) {
            throw DynamoDbErrors.validation("Invalid " + parameter + ": " + e.getMessage());
        }
    }

    /**
     * Refuses placeholders without a use. To be called when all expressions have been read.
     *
     * @throws AwsError if there are any
     */
    public void checkPlaceholders() {
        placeholders.checkAllUsed();
    }
}
