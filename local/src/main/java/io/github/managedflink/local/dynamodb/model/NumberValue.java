package io.github.managedflink.local.dynamodb.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.managedflink.local.http.AwsError;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A number of up to 38 significant digits, without zeros that say nothing.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html">Quotas of
 *     DynamoDB</a>
 */
public final class NumberValue implements ScalarValue {

    private static final int MAX_DIGITS = 38;
    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;

    private final BigDecimal number;

    private NumberValue(BigDecimal number) {
        this.number = number;
    }

    /**
     * Reads one.
     *
     * @throws AwsError if the text is no number, or one that the service does not take
     */
    public static NumberValue parse(String text) {
        if (text.isEmpty()) {
            throw DynamoDbErrors.validation("The parameter cannot be converted to a numeric value");
        }
        return of(new NumberText(text).value().orElseThrow(() -> noNumber(text)));
    }

    private static AwsError noNumber(String text) {
        return DynamoDbErrors.validation("The parameter cannot be converted to a numeric value: " + text);
    }

    static NumberValue of(BigDecimal any) {
        BigDecimal number = any.signum() == 0 ? BigDecimal.ZERO : any.stripTrailingZeros();
        check((long) number.precision() - number.scale() - 1, number.precision());
        return new NumberValue(number);
    }

    /**
     * Refuses what is no number of the service.
     *
     * @param exponent of the first digit that is not zero
     * @param digits how many there are from there to the last one that is not zero
     * @throws AwsError if there are too many digits, or the number is too large or too small
     */
    static void check(long exponent, int digits) {
        if (exponent > MAX_EXPONENT) {
            throw DynamoDbErrors.validation(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (exponent < MIN_EXPONENT) {
            throw DynamoDbErrors.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        if (digits > MAX_DIGITS) {
            throw DynamoDbErrors.validation("Attempting to store more than 38 significant digits in a Number");
        }
    }

    public static NumberValue of(long number) {
        return of(BigDecimal.valueOf(number));
    }

    /**
     * The sum.
     *
     * @throws AwsError if it is beyond what the service takes
     */
    public NumberValue plus(NumberValue other) {
        return of(number.add(other.number));
    }

    /**
     * The difference.
     *
     * @throws AwsError if it is beyond what the service takes
     */
    public NumberValue minus(NumberValue other) {
        return of(number.subtract(other.number));
    }

    public BigDecimal number() {
        return number;
    }

    @Override
    public AttributeType type() {
        return AttributeType.N;
    }

    @Override
    public JsonNode content() {
        return TextNode.valueOf(toString());
    }

    /** A byte for each two digits, counted from the point, and one for sign and exponent. */
    @Override
    public int size() {
        if (number.signum() == 0) {
            return 1;
        }
        int digits = number.precision();
        boolean odd = (digits - number.scale() - 1) % 2 != 0;
        int half = digits % 2 == 0 && !odd ? 1 : 0;
        return 1 + (digits + 1) / 2 + half + (number.signum() < 0 ? 1 : 0);
    }

    @Override
    public int compareTo(ScalarValue other) {
        return number.compareTo(((NumberValue) other).number);
    }

    @Override
    public boolean isStartOf(ScalarValue other) {
        return false;
    }

    @Override
    public Optional<ScalarValue> behindAllItStarts() {
        return Optional.empty();
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NumberValue value && number.equals(value.number);
    }

    @Override
    public int hashCode() {
        return number.hashCode();
    }

    @Override
    public String toString() {
        return number.toPlainString();
    }
}
