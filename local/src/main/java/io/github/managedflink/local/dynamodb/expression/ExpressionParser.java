package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.ConditionExpressionContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.ProjectionExpressionContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.UpdateExpressionContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.antlr.v4.runtime.BailErrorStrategy;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.ParseCancellationException;

/** Parses each text once, as long as it is among the last ones that were used. */
final class ExpressionParser {

    /** In UTF-8: <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">4 KB</a>. */
    private static final int MAX_BYTES = 4_096;

    private static final int MAX_OPERATORS = 300;
    private static final int REMEMBERED = 256;
    private static final Set<Integer> OPERATORS = Set.of(
            DynamoDbExpressionLexer.AND,
            DynamoDbExpressionLexer.OR,
            DynamoDbExpressionLexer.NOT,
            DynamoDbExpressionLexer.BETWEEN,
            DynamoDbExpressionLexer.IN);
    private static final Set<String> OPERATOR_SIGNS = Set.of("=", "<>", "<", "<=", ">", ">=", "+", "-", "(");

    private final Map<String, ConditionExpressionContext> conditions = newMemory();
    private final Map<String, UpdateExpressionContext> updates = newMemory();
    private final Map<String, ProjectionExpressionContext> projections = newMemory();

    private static <T> Map<String, T> newMemory() {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > REMEMBERED;
            }
        };
    }

    /** @throws ExpressionException if it is no condition */
    ConditionExpressionContext condition(String text) {
        return parse(text, conditions, DynamoDbExpressionParser::conditionExpression);
    }

    /** @throws ExpressionException if it is no update */
    UpdateExpressionContext update(String text) {
        return parse(text, updates, DynamoDbExpressionParser::updateExpression);
    }

    /** @throws ExpressionException if it is no projection */
    ProjectionExpressionContext projection(String text) {
        return parse(text, projections, DynamoDbExpressionParser::projectionExpression);
    }

    private static <T> T parse(String text, Map<String, T> memory, Function<DynamoDbExpressionParser, T> rule) {
        synchronized (memory) {
            T parsed = memory.get(text);
            if (parsed != null) {
                return parsed;
            }
        }
        T parsed = parse(text, rule);
        synchronized (memory) {
            memory.put(text, parsed);
        }
        return parsed;
    }

    private static <T> T parse(String text, Function<DynamoDbExpressionParser, T> rule) {
        if (text.isEmpty()) {
            throw new ExpressionException("The expression can not be empty;");
        }
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new ExpressionException(
                    "Expression size has exceeded the maximum allowed size; expression size: " + bytes);
        }
        CommonTokenStream tokens = new CommonTokenStream(new DynamoDbExpressionLexer(CharStreams.fromString(text)));
        tokens.fill();
        checkOperators(tokens);
        DynamoDbExpressionParser parser = new DynamoDbExpressionParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(new BailErrorStrategy());
        try {
            return rule.apply(parser);
        } catch (ParseCancellationException e) {
            if (e.getCause() instanceof RecognitionException error) {
                throw syntaxError(text, tokens, error.getOffendingToken());
            }
            throw e;
        }
    }

    /** Also keeps the parser from more levels than a stack can hold. */
    private static void checkOperators(CommonTokenStream tokens) {
        long operators = tokens.getTokens().stream()
                .filter(token -> OPERATORS.contains(token.getType()) || OPERATOR_SIGNS.contains(token.getText()))
                .count();
        if (operators > MAX_OPERATORS) {
            throw new ExpressionException("The expression contains too many operators; operator count: " + operators);
        }
    }

    /** The service shows the token with its neighbours. */
    private static ExpressionException syntaxError(String text, CommonTokenStream tokens, Token token) {
        Token first = token.getTokenIndex() > 0 ? tokens.get(token.getTokenIndex() - 1) : token;
        Token last = tokens.get(Math.min(token.getTokenIndex() + 1, tokens.size() - 1));
        int end = last.getType() == Token.EOF ? text.length() - 1 : last.getStopIndex();
        String near = first.getStartIndex() > end
                ? ""
                : CharStreams.fromString(text).getText(Interval.of(first.getStartIndex(), end));
        return new ExpressionException(
                "Syntax error; token: \"" + token.getText() + "\", near: \"" + near.strip() + "\"");
    }
}
