package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.NameContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.PathContext;
import io.github.managedflink.local.dynamodb.model.AttributeType;
import io.github.managedflink.local.dynamodb.model.NullValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Puts names and values in the place of placeholders. What is wrong with them goes to the problems. */
final class OperandBuilder {

    private static final int MAX_LEVELS = 32;

    private final Placeholders placeholders;
    private final ExpressionProblems problems;

    OperandBuilder(Placeholders placeholders, ExpressionProblems problems) {
        this.placeholders = placeholders;
        this.problems = problems;
    }

    DocumentPath path(PathContext context) {
        List<DocumentPath.Step> steps = new ArrayList<>();
        steps.add(member(context.name()));
        for (ParseTree child : context.children) {
            if (child instanceof DynamoDbExpressionParser.MemberContext member) {
                steps.add(member(member.name()));
            } else if (child instanceof DynamoDbExpressionParser.ElementContext element) {
                steps.add(element(element.INDEX().getText()));
            }
        }
        if (steps.size() > MAX_LEVELS) {
            problems.add(
                    ExpressionProblems.Kind.UNDEFINED,
                    "The document path has too many nesting levels; nesting levels: " + steps.size());
        }
        return new DocumentPath(steps);
    }

    private DocumentPath.Member member(NameContext context) {
        String name = context.getText();
        if (context.NAME() == null) {
            if (ReservedWords.contains(name)) {
                problems.add(
                        ExpressionProblems.Kind.RESERVED_WORD,
                        "Attribute name is a reserved keyword; reserved keyword: " + name);
            }
            return new DocumentPath.Member(name);
        }
        Optional<String> attribute = placeholders.name(name);
        if (attribute.isEmpty()) {
            problems.add(
                    ExpressionProblems.Kind.UNDEFINED,
                    "An expression attribute name used in the document path is not defined; attribute name: " + name);
        }
        return new DocumentPath.Member(attribute.orElse(name));
    }

    private DocumentPath.Element element(String index) {
        try {
            return new DocumentPath.Element(Integer.parseInt(index));
        } catch (NumberFormatException e) {
            problems.add(
                    ExpressionProblems.Kind.UNDEFINED,
                    "List index is not within the allowable range; index: [" + index + "]");
            return new DocumentPath.Element(0);
        }
    }

    Operand.Literal literal(TerminalNode placeholder) {
        String name = placeholder.getText();
        return placeholders.value(name).map(Operand.Literal::new).orElseGet(() -> {
            problems.add(
                    ExpressionProblems.Kind.UNDEFINED,
                    "An expression attribute value used in expression is not defined; attribute value: " + name);
            return new Operand.Literal(new NullValue());
        });
    }

    void unknownFunction(String name) {
        problems.add(ExpressionProblems.Kind.UNKNOWN_FUNCTION, "Invalid function name; function: " + name);
    }

    void misused(String function) {
        problems.add(
                ExpressionProblems.Kind.MISUSED_FUNCTION,
                "The function is not allowed to be used this way in an expression; function: " + function);
    }

    void wrongType(String function, AttributeType type) {
        problems.add(
                ExpressionProblems.Kind.OPERAND_TYPE,
                "Incorrect operand type for operator or function; operator or function: " + function
                        + ", operand type: " + type);
    }

    void wrongCount(String function, int operands) {
        problems.add(
                ExpressionProblems.Kind.OPERAND_COUNT,
                "Incorrect number of operands for operator or function; operator or function: " + function
                        + ", number of operands: " + operands);
    }

    void noPath(String function) {
        problems.add(
                ExpressionProblems.Kind.OPERAND_TYPE,
                "Operator or function requires a document path; operator or function: " + function);
    }

    void redundantParentheses() {
        problems.add(ExpressionProblems.Kind.PARENTHESES, "The expression has redundant parentheses;");
    }
}
