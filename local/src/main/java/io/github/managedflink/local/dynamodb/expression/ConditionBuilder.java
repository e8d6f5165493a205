package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.AndContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.BetweenContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.ComparisonContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.ConditionExpressionContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.FunctionConditionContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.FunctionContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.FunctionOperandContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.InContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.NotContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.OperandContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.OperandParenthesesContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.OrContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.ParenthesesContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.PathOperandContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.ValueOperandContext;
import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.ScalarValue;
import io.github.managedflink.local.dynamodb.model.StringValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a condition of its parse tree. */
final class ConditionBuilder extends DynamoDbExpressionBaseVisitor<Condition> {

    private static final String SIZE = "size";
    private static final Map<String, Integer> OPERANDS = Map.of(
            "attribute_exists",
            1,
            "attribute_not_exists",
            1,
            "attribute_type",
            2,
            "begins_with",
            2,
            "contains",
            2,
            SIZE,
            1);
    private static final int MAX_OPERANDS_OF_IN = 100;
    /** What stands in the place of a condition that cannot be made; the problems then tell why. */
    private static final Condition NONE = new Condition.Exists(DocumentPath.of(""));

    private final ExpressionProblems problems = new ExpressionProblems();
    private final OperandBuilder operands;

    private ConditionBuilder(Placeholders placeholders) {
        this.operands = new OperandBuilder(placeholders, problems);
    }

    /** @throws ExpressionException if it is none that the service takes */
    static Condition build(ConditionExpressionContext tree, Placeholders placeholders) {
        ConditionBuilder builder = new ConditionBuilder(placeholders);
        Condition condition = builder.visit(tree.condition());
        builder.problems.check();
        return condition;
    }

    @Override
    public Condition visitAnd(AndContext context) {
        return new Condition.And(visit(context.condition(0)), visit(context.condition(1)));
    }

    @Override
    public Condition visitOr(OrContext context) {
        return new Condition.Or(visit(context.condition(0)), visit(context.condition(1)));
    }

    @Override
    public Condition visitNot(NotContext context) {
        return new Condition.Not(visit(context.condition()));
    }

    @Override
    public Condition visitParentheses(ParenthesesContext context) {
        if (context.condition() instanceof ParenthesesContext) {
            operands.redundantParentheses();
        }
        return visit(context.condition());
    }

    @Override
    public Condition visitComparison(ComparisonContext context) {
        Comparator comparator = Comparator.of(context.comparator().getText());
        Operand left = operand(context.operand(0));
        Operand right = operand(context.operand(1));
        checkDistinct(comparator.sign(), left, List.of(right));
        if (!comparator.isForAllTypes()) {
            checkOrdered(comparator.sign(), List.of(left, right));
        }
        return new Condition.Comparison(comparator, left, right);
    }

    @Override
    public Condition visitBetween(BetweenContext context) {
        Operand value = operand(context.operand(0));
        Operand lower = operand(context.operand(1));
        Operand upper = operand(context.operand(2));
        checkDistinct("BETWEEN", value, List.of(lower, upper));
        checkOrdered("BETWEEN", List.of(value, lower, upper));
        checkBounds(lower, upper);
        return new Condition.Between(value, lower, upper);
    }

    @Override
    public Condition visitIn(InContext context) {
        List<Operand> all = context.operand().stream().map(this::operand).toList();
        List<Operand> among = all.subList(1, all.size());
        if (among.size() > MAX_OPERANDS_OF_IN) {
            problems.add(
                    ExpressionProblems.Kind.OPERAND_COUNT,
                    "The IN operator is provided with too many operands; number of operands: " + among.size());
        }
        checkDistinct("IN", all.get(0), among);
        return new Condition.In(all.get(0), among);
    }

    @Override
    public Condition visitFunctionCondition(FunctionConditionContext context) {
        FunctionContext function = context.function();
        String name = function.IDENTIFIER().getText();
        List<Operand> arguments = arguments(function);
        if (arguments.isEmpty()) {
            return NONE;
        }
        return switch (name) {
            case "attribute_exists" -> exists(name, arguments.get(0));
            case "attribute_not_exists" -> new Condition.Not(exists(name, arguments.get(0)));
            case "attribute_type" -> hasType(name, arguments);
            case "begins_with" -> {
                checkTexts(name, arguments);
                checkDistinct(name, arguments.get(0), arguments.subList(1, 2));
                yield new Condition.BeginsWith(arguments.get(0), arguments.get(1));
            }
            case "contains" -> {
                checkDistinct(name, arguments.get(0), arguments.subList(1, 2));
                yield new Condition.Contains(arguments.get(0), arguments.get(1));
            }
            default -> misused(name);
        };
    }

    private Condition exists(String function, Operand operand) {
        if (operand instanceof DocumentPath path) {
            return new Condition.Exists(path);
        }
        operands.noPath(function);
        return NONE;
    }

    private Condition hasType(String function, List<Operand> arguments) {
        if (arguments.get(1) instanceof Operand.Literal literal && literal.value() instanceof StringValue name) {
            Optional<AttributeType> type = AttributeType.of(name.text());
            if (type.isPresent()) {
                return new Condition.HasType(arguments.get(0), type.get());
            }
            problems.add(
                    ExpressionProblems.Kind.OPERAND_TYPE,
                    "Invalid attribute type name found; type: " + name.text()
                            + ", valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}");
        } else {
            problems.add(
                    ExpressionProblems.Kind.OPERAND_TYPE,
                    "Incorrect operand type for operator or function; operator or function: " + function
                            + ", operand type: "
                            + arguments
                                    .get(1)
                                    .staticType()
                                    .map(AttributeType::name)
                                    .orElse("{NS,SS,L,BS,N,M,B,BOOL,NULL,S}"));
        }
        return NONE;
    }

    private void checkTexts(String function, List<Operand> arguments) {
        for (Operand argument : arguments) {
            argument.staticType()
                    .filter(type -> type != AttributeType.S && type != AttributeType.B)
                    .ifPresent(type -> operands.wrongType(function, type));
        }
    }

    /** Those of a function of a condition; empty if they are not the right number or the function is unknown. */
    private List<Operand> arguments(FunctionContext function) {
        String name = function.IDENTIFIER().getText();
        List<Operand> arguments = function.operand().stream().map(this::operand).toList();
        Integer expected = OPERANDS.get(name);
        if (expected == null) {
            operands.unknownFunction(name);
            return List.of();
        }
        if (arguments.size() != expected) {
            operands.wrongCount(name, arguments.size());
            return List.of();
        }
        return arguments;
    }

    private Operand operand(OperandContext context) {
        if (context instanceof PathOperandContext path) {
            return operands.path(path.path());
        }
        if (context instanceof ValueOperandContext value) {
            return operands.literal(value.VALUE());
        }
        if (context instanceof OperandParenthesesContext parentheses) {
            if (parentheses.operand() instanceof OperandParenthesesContext) {
                operands.redundantParentheses();
            }
            return operand(parentheses.operand());
        }
        return size(((FunctionOperandContext) context).function());
    }

    private Operand size(FunctionContext function) {
        String name = function.IDENTIFIER().getText();
        List<Operand> arguments = arguments(function);
        if (arguments.isEmpty()) {
            return DocumentPath.of("");
        }
        if (!name.equals(SIZE)) {
            misused(name);
            return DocumentPath.of("");
        }
        Operand of = arguments.get(0);
        of.staticType()
                .filter(type -> type == AttributeType.N || type == AttributeType.BOOL || type == AttributeType.NULL)
                .ifPresent(type -> operands.wrongType(name, type));
        return new Operand.Size(of);
    }

    private Condition misused(String function) {
        operands.misused(function);
        return NONE;
    }

    private void checkDistinct(String operator, Operand first, List<Operand> others) {
        if (first instanceof DocumentPath && others.contains(first)) {
            problems.add(
                    ExpressionProblems.Kind.SAME_OPERANDS,
                    "The first operand must be distinct from the remaining operands for this operator or function;"
                            + " operator: " + operator + ", first operand: " + first);
        }
    }

    private void checkOrdered(String operator, List<Operand> compared) {
        for (Operand operand : compared) {
            if (operand instanceof Operand.Literal literal && !(literal.value() instanceof ScalarValue)) {
                operands.wrongType(operator, literal.value().type());
            }
        }
    }

    private void checkBounds(Operand lower, Operand upper) {
        if (lower instanceof Operand.Literal low && upper instanceof Operand.Literal high) {
            if (low.value().type() != high.value().type()) {
                wrongBounds("same data type for lower and upper bounds", low.value(), high.value());
            } else if (Comparator.GREATER.holds(Optional.of(low.value()), Optional.of(high.value()))) {
                wrongBounds("upper bound to be greater than or equal to lower bound", low.value(), high.value());
            }
        }
    }

    private void wrongBounds(String required, AttributeValue lower, AttributeValue upper) {
        problems.add(
                ExpressionProblems.Kind.OPERAND_TYPE,
                "The BETWEEN operator requires " + required + "; lower bound operand: AttributeValue: "
                        + lower.inErrors() + ", upper bound operand: AttributeValue: " + upper.inErrors());
    }
}
