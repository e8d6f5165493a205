package io.github.managedflink.local.dynamodb.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.managedflink.local.http.AwsError;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The limits of expressions, and what is said of their syntax.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas of
 *     DynamoDB</a>
 */
class ExpressionParserTest {

    private final ExpressionParser parser = new ExpressionParser();

    @Test
    void takesFourKilobytes() {
        String ofName = " = b";
        assertThatCode(() -> parser.condition("a".repeat(4_096 - ofName.length()) + ofName))
                .doesNotThrowAnyException();

        assertThatThrownBy(() -> parser.condition("a".repeat(4_097 - ofName.length()) + ofName))
                .isInstanceOf(ExpressionException.class)
                .hasMessage("Expression size has exceeded the maximum allowed size; expression size: 4097");
    }

    @Test
    void takesThreeHundredOperators() {
        assertThatCode(() -> parser.condition(operators(150))).doesNotThrowAnyException();

        assertThatThrownBy(() -> parser.condition(operators(151)))
                .isInstanceOf(ExpressionException.class)
                .hasMessage("The expression contains too many operators; operator count: 301");
    }

    /** So many comparisons, with one operator less between them. */
    private static String operators(int comparisons) {
        return String.join(" OR ", Collections.nCopies(comparisons, "a=b"));
    }

    @Test
    void countsNeitherParenthesesNorTheSignOfAssignments() {
        String operators = "(" + operators(150) + ")";
        assertThatCode(() -> parser.condition(operators)).doesNotThrowAnyException();
        String assignments = "SET " + String.join(",", Collections.nCopies(301, "a=b"));
        assertThatCode(() -> parser.update(assignments)).doesNotThrowAnyException();
        String sums = String.join(",", Collections.nCopies(301, "a=b+c"));
        assertThatThrownBy(() -> parser.update("SET " + sums))
                .isInstanceOf(ExpressionException.class)
                .hasMessage("The expression contains too many operators; operator count: 301");
    }

    @Test
    void countsABetweenOnce() {
        String betweens = String.join(" OR ", Collections.nCopies(150, "a BETWEEN b AND c"));
        assertThatCode(() -> parser.condition(betweens)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "NOT(", "size(", "(NOT ", "((a="})
    void fourKilobytesOfNestingOverflowNoStack(String start) {
        String beginnings = start.repeat(4_096 / start.length());
        assertThatThrownBy(() -> parser.condition(beginnings)).isInstanceOf(ExpressionException.class);
        assertThatThrownBy(() -> parser.update("SET a = " + beginnings.substring(8)))
                .isInstanceOf(ExpressionException.class);
    }

    @ParameterizedTest
    @CsvSource({"(, a = b, )", "NOT , a = b, ''", "size(, a, ) = b"})
    void deepNestingOverflowsNoStack(String before, String inner, String behind) {
        String start = before + " ";

        assertThatCode(() -> parser.condition(start.repeat(250) + inner + closing(behind, 250)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> parser.condition(start.repeat(600) + inner + closing(behind, 600)))
                .isInstanceOf(ExpressionException.class);
    }

    private static String closing(String behind, int levels) {
        return behind.isEmpty() ? "" : ")".repeat(levels) + behind.substring(1);
    }

    @Test
    void takesAHundredOperandsOfIn() {
        assertThat(filter(in(100))).isPresent();

        assertThatThrownBy(() -> filter(in(101)))
                .isInstanceOf(AwsError.class)
                .hasMessage("Invalid FilterExpression: The IN operator is provided with too many operands; number of"
                        + " operands: 101");
    }

    private static String in(int operands) {
        return "a IN (" + String.join(", ", Collections.nCopies(operands, "b")) + ")";
    }

    private static Optional<Condition> filter(String text) {
        JsonNode request = JsonNodeFactory.instance.objectNode().put("FilterExpression", text);
        return RequestExpressions.of(request).filter();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a = b AND        | <EOF> | AND",
                "a = = b          | =     | = = b",
                "a ! b            | !     | a ! b",
                "(a = b           | <EOF> | b",
                "a BETWEEN b      | <EOF> | b",
                "attribute_exists | <EOF> | attribute_exists",
                "a = 1 AND b = c  | 1     | = 1 AND"
            })
    void showsWhereTheSyntaxIsWrong(String expression, String token, String near) {
        assertThatThrownBy(() -> parser.condition(expression))
                .isInstanceOf(ExpressionException.class)
                .hasMessage("Syntax error; token: \"" + token + "\", near: \"" + near + "\"");
    }

    @Test
    void refusesIndexesThatNoListHas() {
        assertThatThrownBy(() -> filter("a[99999999999] = b"))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("List index is not within the allowable range; index: [99999999999]");
    }
}
