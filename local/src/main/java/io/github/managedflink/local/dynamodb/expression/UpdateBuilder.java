package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.AddClauseContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.AssignmentContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.DeleteClauseContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.FunctionContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.FunctionOperandContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.OperandContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.OperandParenthesesContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.PathAndValueContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.PathOperandContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.PlainSumContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.RemoveClauseContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.SetClauseContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.SumContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.SumParenthesesContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.UpdateExpressionContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.ValueOperandContext;
import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.AttributeValue;
import io.github.managedflink.local.dynamodb.model.NullValue;
import io.github.managedflink.local.dynamodb.model.SetValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes an update of its parse tree. */
final class UpdateBuilder extends DynamoDbExpressionBaseVisitor<Void> {

    private static final String IF_NOT_EXISTS = "if_not_exists";
    private static final String LIST_APPEND = "list_append";

    private static final Set<String> FUNCTIONS = Set.of(IF_NOT_EXISTS, LIST_APPEND);

    private final ExpressionProblems problems = new ExpressionProblems();
    private final OperandBuilder operands;
    private final Set<String> clauses = new HashSet<>();
    private final Map<DocumentPath, UpdateAction> actions = new LinkedHashMap<>();

    private UpdateBuilder(Placeholders placeholders) {
        this.operands = new OperandBuilder(placeholders, problems);
    }

    /** @throws ExpressionException if it is none that the service takes */
    static Update build(UpdateExpressionContext tree, Placeholders placeholders) {
        UpdateBuilder builder = new UpdateBuilder(placeholders);
        tree.clause().forEach(builder::visit);
        builder.problems.check();
        return new Update(builder.actions);
    }

    @Override
    public Void visitSetClause(SetClauseContext context) {
        checkOnce("SET");
        for (AssignmentContext assignment : context.assignment()) {
            UpdateValue value = sum(assignment.sum());
            add(operands.path(assignment.path()), new UpdateAction.Put(value));
        }
        return null;
    }

    @Override
    public Void visitRemoveClause(RemoveClauseContext context) {
        checkOnce("REMOVE");
        context.path().forEach(path -> add(operands.path(path), new UpdateAction.Remove()));
        return null;
    }

    @Override
    public Void visitAddClause(AddClauseContext context) {
        checkOnce("ADD");
        for (PathAndValueContext each : context.pathAndValue()) {
            AttributeValue value = operands.literal(each.VALUE()).value();
            if (value.type() != AttributeType.N && !value.type().isSet()) {
                wrongOperand("ADD", value);
            }
            add(operands.path(each.path()), new UpdateAction.Add(value, Update::wrongOperand));
        }
        return null;
    }

    @Override
    public Void visitDeleteClause(DeleteClauseContext context) {
        checkOnce("DELETE");
        for (PathAndValueContext each : context.pathAndValue()) {
            AttributeValue value = operands.literal(each.VALUE()).value();
            DocumentPath path = operands.path(each.path());
            if (value instanceof SetValue set) {
                add(path, new UpdateAction.Delete(set, Update::wrongOperand));
            } else {
                wrongOperand("DELETE", value);
            }
        }
        return null;
    }

    private void wrongOperand(String clause, AttributeValue value) {
        problems.add(
                ExpressionProblems.Kind.OPERAND_TYPE,
                "Incorrect operand type for operator or function; operator: " + clause + ", operand type: "
                        + value.type().longName());
    }

    private void checkOnce(String name) {
        if (!clauses.add(name)) {
            problems.add(
                    ExpressionProblems.Kind.SECTION,
                    "The \"" + name + "\" section can only be used once in an update expression;");
        }
    }

    private void add(DocumentPath path, UpdateAction action) {
        PathChecks.check(path, actions.keySet(), problems);
        actions.put(path, action);
    }

    private UpdateValue sum(SumContext context) {
        if (context instanceof SumParenthesesContext parentheses) {
            if (parentheses.sum() instanceof SumParenthesesContext) {
                operands.redundantParentheses();
            }
            return sum(parentheses.sum());
        }
        List<OperandContext> summands = ((PlainSumContext) context).operand();
        UpdateValue first = value(summands.get(0));
        if (summands.size() == 1) {
            return first;
        }
        String sign = context.getChild(1).getText();
        UpdateValue second = value(summands.get(1));
        checkTypes(sign, List.of(first, second), AttributeType.N);
        return new UpdateValue.Sum(first, second, sign.equals("-"));
    }

    private UpdateValue value(OperandContext context) {
        if (context instanceof PathOperandContext path) {
            return new UpdateValue.Plain(operands.path(path.path()));
        }
        if (context instanceof ValueOperandContext value) {
            return new UpdateValue.Plain(operands.literal(value.VALUE()));
        }
        if (context instanceof OperandParenthesesContext parentheses) {
            if (parentheses.operand() instanceof OperandParenthesesContext) {
                operands.redundantParentheses();
            }
            return value(parentheses.operand());
        }
        return function(((FunctionOperandContext) context).function());
    }

    private UpdateValue function(FunctionContext function) {
        String name = function.IDENTIFIER().getText();
        List<UpdateValue> arguments =
                function.operand().stream().map(this::value).toList();
        if (!FUNCTIONS.contains(name)) {
            operands.unknownFunction(name);
        } else if (arguments.size() != 2) {
            operands.wrongCount(name, arguments.size());
        } else if (name.equals(LIST_APPEND)) {
            if (arguments.stream().anyMatch(UpdateValue.ListAppend.class::isInstance)) {
                operands.misused(name);
            }
            checkTypes(name, arguments, AttributeType.L);
            return new UpdateValue.ListAppend(arguments.get(0), arguments.get(1));
        } else if (arguments.get(0) instanceof UpdateValue.Plain plain
                && plain.operand() instanceof DocumentPath path) {
            return new UpdateValue.IfNotExists(path, arguments.get(1));
        } else {
            operands.noPath(name);
        }
        // The problems tell why there is none.
        return new UpdateValue.Plain(new Operand.Literal(new NullValue()));
    }

    private void checkTypes(String function, List<UpdateValue> arguments, AttributeType expected) {
        for (UpdateValue argument : arguments) {
            argument.staticType()
                    .filter(type -> type != expected)
                    .ifPresent(type -> operands.wrongType(function, type));
        }
    }
}
