package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.DynamoDbErrors;
import io.github.managedflink.local.dynamodb.model.KeySchema;
import io.github.managedflink.local.dynamodb.model.MapValue;
import io.github.managedflink.local.dynamodb.model.Position;
import io.github.managedflink.local.dynamodb.model.ScalarValue;
import io.github.managedflink.local.dynamodb.model.TableDefinition;
import io.github.managedflink.local.http.AwsError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The keys that a query asks for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.KeyConditionExpressions.html">Key
 *     condition expressions</a>
 */
public final class KeyCondition {

    private final Map<String, Condition> byAttribute;

    private KeyCondition(Map<String, Condition> byAttribute) {
        this.byAttribute = byAttribute;
    }

    /** @throws AwsError if it is no condition for keys */
    static KeyCondition of(Condition condition) {
        Map<String, Condition> byAttribute = new LinkedHashMap<>();
        collect(condition, byAttribute);
        if (byAttribute.size() > 2) {
            throw wrongLength();
        }
        return new KeyCondition(byAttribute);
    }

    static AwsError wrongLength() {
        return DynamoDbErrors.validation("Conditions can be of length 1 or 2 only");
    }

    private static void collect(Condition condition, Map<String, Condition> byAttribute) {
        if (condition instanceof Condition.And both) {
            collect(both.left(), byAttribute);
            collect(both.right(), byAttribute);
            return;
        }
        Condition simple = withAttributeFirst(condition);
        DocumentPath path = (DocumentPath) simple.operands().get(0);
        if (!path.isTopLevel()) {
            throw DynamoDbErrors.validation("KeyConditionExpressions cannot have conditions on nested attributes");
        }
        if (byAttribute.put(path.head(), simple) != null) {
            throw DynamoDbErrors.validation("KeyConditionExpressions must only contain one condition per key");
        }
    }

    private static Condition withAttributeFirst(Condition condition) {
        List<Operand> operands = condition.operands();
        if (operands.stream().anyMatch(Operand.Size.class::isInstance)) {
            throw DynamoDbErrors.validation("KeyConditionExpressions cannot contain nested operations");
        }
        long paths = operands.stream().filter(DocumentPath.class::isInstance).count();
        if (condition instanceof Condition.Comparison comparison && comparison.comparator() != Comparator.NOT_EQUAL) {
            checkPaths(paths);
            return comparison.left() instanceof DocumentPath
                    ? comparison
                    : new Condition.Comparison(
                            comparison.comparator().mirrored(),
                            /* left= */ comparison.right(),
                            /* right= */ comparison.left());
        }
        if (condition instanceof Condition.Between || condition instanceof Condition.BeginsWith) {
            if (!(operands.get(0) instanceof DocumentPath)) {
                throw DynamoDbErrors.validation("Invalid condition in KeyConditionExpression: " + nameOf(condition)
                        + " operator must have the key attribute as its first operand");
            }
            checkPaths(paths);
            return condition;
        }
        throw DynamoDbErrors.validation("Invalid operator used in KeyConditionExpression: " + nameOf(condition));
    }

    private static void checkPaths(long paths) {
        if (paths > 1) {
            throw DynamoDbErrors.validation(
                    "Invalid condition in KeyConditionExpression: Multiple attribute names used" + " in one condition");
        }
        if (paths == 0) {
            throw DynamoDbErrors.validation("Invalid condition in KeyConditionExpression: No key attribute specified");
        }
    }

    private static String nameOf(Condition condition) {
        if (condition instanceof Condition.Not not) {
            return not.of() instanceof Condition.Exists ? "attribute_not_exists" : "NOT";
        }
        if (condition instanceof Condition.Comparison comparison) {
            return comparison.comparator().sign();
        }
        if (condition instanceof Condition.Exists) {
            return "attribute_exists";
        }
        if (condition instanceof Condition.HasType) {
            return "attribute_type";
        }
        if (condition instanceof Condition.BeginsWith) {
            return "begins_with";
        }
        if (condition instanceof Condition.Contains) {
            return "contains";
        }
        return condition.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }

    /**
     * The part of a table or index that it asks for.
     *
     * @throws AwsError if it does not fit the key
     */
    public KeyRange rangeIn(TableDefinition table, KeySchema key) {
        check(table, key);
        ScalarValue partition = literal(byAttribute.get(key.partition()), 1);
        Optional<Condition> ofSort = key.sort().map(byAttribute::get);
        return ofSort.map(condition -> rangeOf(partition, condition))
                .orElseGet(() -> new KeyRange(
                        Position.before(partition, Optional.empty()), Position.behind(partition, Optional.empty())));
    }

    private void check(TableDefinition table, KeySchema key) {
        if (key.sort().isEmpty() && byAttribute.size() > 1) {
            throw DynamoDbErrors.validation("Query key condition not supported");
        }
        for (String attribute : key.attributes()) {
            Condition condition = byAttribute.get(attribute);
            boolean isPartition = attribute.equals(key.partition());
            if (condition == null) {
                if (isPartition || byAttribute.size() > 1) {
                    throw DynamoDbErrors.validation("Query condition missed key schema element: " + attribute);
                }
                return;
            }
            for (Operand operand :
                    condition.operands().subList(1, condition.operands().size())) {
                AttributeValue value = ((Operand.Literal) operand).value();
                if (value.type() != table.types().get(attribute)) {
                    throw DynamoDbErrors.invalidParameter("Condition parameter type does not match schema type");
                }
                if (((ScalarValue) value).isEmpty()) {
                    throw DynamoDbErrors.validation("One or more parameter values are not valid. The AttributeValue for"
                            + " a key attribute cannot contain an empty string value. Key: " + attribute);
                }
            }
            if (isPartition
                    && !(condition instanceof Condition.Comparison comparison
                            && comparison.comparator() == Comparator.EQUAL)) {
                throw DynamoDbErrors.validation("Query key condition not supported");
            }
        }
    }

    private static KeyRange rangeOf(ScalarValue partition, Condition condition) {
        Position start = Position.before(partition, Optional.empty());
        Position end = Position.behind(partition, Optional.empty());
        Optional<ScalarValue> value = Optional.of(literal(condition, 1));
        if (condition instanceof Condition.Between) {
            Optional<ScalarValue> upper = Optional.of(literal(condition, 2));
            return new KeyRange(Position.before(partition, value), Position.behind(partition, upper));
        }
        if (condition instanceof Condition.BeginsWith) {
            Optional<ScalarValue> behind = value.flatMap(ScalarValue::behindAllItStarts);
            return new KeyRange(
                    Position.before(partition, value), behind.isPresent() ? Position.before(partition, behind) : end);
        }
        Position before = Position.before(partition, value);
        Position behind = Position.behind(partition, value);
        return switch (((Condition.Comparison) condition).comparator()) {
            case EQUAL -> new KeyRange(before, behind);
            case LESS -> new KeyRange(start, before);
            case LESS_OR_EQUAL -> new KeyRange(start, behind);
            case GREATER -> new KeyRange(behind, end);
            case GREATER_OR_EQUAL -> new KeyRange(before, end);
            case NOT_EQUAL -> throw new IllegalStateException("refused before");
        };
    }

    private static ScalarValue literal(Condition condition, int index) {
        return (ScalarValue) ((Operand.Literal) condition.operands().get(index)).value();
    }

    /**
     * Refuses to go on from a key that it does not ask for.
     *
     * @throws AwsError if the query would not have come by the key
     */
    public void checkStart(MapValue start, KeySchema key) {
        boolean inPartition = byAttribute.get(key.partition()).holdsFor(start);
        Optional<Condition> ofSort = key.sort().map(byAttribute::get);
        if (ofSort.isEmpty()) {
            check(inPartition, "The provided starting key is outside query boundaries based on provided conditions");
        } else {
            check(ofSort.get().holdsFor(start), "The provided starting key does not match the range key predicate");
            check(inPartition, "The query can return at most one row and cannot be restarted");
        }
    }

    private static void check(boolean isTrue, String otherwise) {
        if (!isTrue) {
            throw DynamoDbErrors.validation(otherwise);
        }
    }
}
