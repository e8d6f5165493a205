package io.github.managedflink.local.dynamodb.expression;

import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.ConditionExpressionContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.ProjectionExpressionContext;
import io.github.managedflink.local.dynamodb.expression.DynamoDbExpressionParser.UpdateExpressionContext;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
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

    /**
     * In UTF-8: <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">4 KB</a>.
     */
    private static final int MAX_BYTES = 4_096;

    private static final int MAX_OPERATORS = 300;
    private static final int REMEMBERED = 256;
    /**
     * What a stack can hold. An expression of {@link #MAX_OPERATORS} needs no more unless it has redundant parentheses.
     */
    private static final int MAX_LEVELS = 300;

    /** {@code BETWEEN} is counted by its {@code AND}. */
    private static final Set<String> OPERATORS_OF_CONDITIONS =
            Set.of("=", "<>", "<", "<=", ">", ">=", "AND", "OR", "NOT", "IN");

    private static final Set<String> OPERATORS_OF_UPDATES = Set.of("+", "-");

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
        return parse(text, conditions, OPERATORS_OF_CONDITIONS, DynamoDbExpressionParser::conditionExpression);
    }

    /** @throws ExpressionException if it is no update */
    UpdateExpressionContext update(String text) {
        return parse(text, updates, OPERATORS_OF_UPDATES, DynamoDbExpressionParser::updateExpression);
    }

    /** @throws ExpressionException if it is no projection */
    ProjectionExpressionContext projection(String text) {
        return parse(text, projections, Set.of(), DynamoDbExpressionParser::projectionExpression);
    }

    private static <T> T parse(
            String text, Map<String, T> memory, Set<String> operators, Function<DynamoDbExpressionParser, T> rule) {
        synchronized (memory) {
            T parsed = memory.get(text);
            if (parsed != null) {
                return parsed;
            }
        }
        T parsed = parse(text, operators, rule);
        synchronized (memory) {
            memory.put(text, parsed);
        }
        return parsed;
    }

    private static <T> T parse(String text, Set<String> operators, Function<DynamoDbExpressionParser, T> rule) {
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
        checkOperators(tokens, operators);
        checkLevels(tokens);
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

    private static void checkOperators(CommonTokenStream tokens, Set<String> operators) {
        long count = tokens.getTokens().stream()
                .filter(token -> operators.contains(token.getText().toUpperCase(Locale.ROOT)))
                .count();
        if (count > MAX_OPERATORS) {
            throw new ExpressionException("The expression contains too many operators; operator count: " + count);
        }
    }

    private static void checkLevels(CommonTokenStream tokens) {
        int levels = 0;
        for (Token token : tokens.getTokens()) {
            switch (token.getText()) {
                case "(" -> levels++;
                case ")" -> levels--;
                default -> {}
            }
            if (levels > MAX_LEVELS) {
                throw new ExpressionException("The expression has redundant parentheses;");
            }
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
