package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.jobs.record.ExactDouble;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Numbers of up to 38 significant digits between 1E-130 and 9.99…E+125 in magnitude, as DynamoDB keeps them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Data
 *     types in DynamoDB</a>
 */
final class ItemNumber {
    private static final int MAX_DIGITS = 38;
    private static final int MIN_EXPONENT = -130;
    private static final int MAX_EXPONENT = 125;
    private static final Pattern SMALL_EXPONENT = Pattern.compile("[eE]-");

    private ItemNumber() {}

    /**
     * The number; null if the value is none.
     *
     * @param field the path of the field that holds it, for messages
     */
    static AttributeValue of(Object value, String field) throws RecordFault {
        if (value instanceof Long) {
            return AttributeValue.fromN(value.toString());
        }
        if (value instanceof JsonNumber) {
            return decimal((JsonNumber) value, field);
        }
        if (value instanceof BigDecimal) {
            return decimal((BigDecimal) value, field);
        }
        if (value instanceof Double) {
            double number = (Double) value;
            if (Double.isNaN(number) || Double.isInfinite(number)) {
                throw new RecordFault("the field " + field + " is " + number + ", which DynamoDB has no number for");
            }
            return decimal(ExactDouble.decimal(number), field);
        }
        return null;
    }

    private static AttributeValue decimal(JsonNumber value, String field) throws RecordFault {
        BigDecimal number;
        try {
            number = value.decimalValue();
        } catch (NumberFormatException e) {
            throw SMALL_EXPONENT.matcher(value.text()).find() ? tooSmall(field) : tooLarge(field);
        }
        return decimal(number, field);
    }

    private static AttributeValue decimal(BigDecimal value, String field) throws RecordFault {
        BigDecimal number = value.stripTrailingZeros();
        if (number.signum() == 0) {
            return AttributeValue.fromN("0");
        }
        long exponent = (long) number.precision() - number.scale() - 1;
        if (exponent > MAX_EXPONENT) {
            throw tooLarge(field);
        }
        if (exponent < MIN_EXPONENT) {
            throw tooSmall(field);
        }
        if (number.precision() > MAX_DIGITS) {
            throw new RecordFault("the number in the field " + field + " has " + number.precision()
                    + " significant digits; DynamoDB takes " + MAX_DIGITS);
        }
        return AttributeValue.fromN(number.toPlainString());
    }

    private static RecordFault tooLarge(String field) {
        return new RecordFault("the number in the field " + field + " is too large; DynamoDB takes magnitudes below 1E"
                + (MAX_EXPONENT + 1));
    }

    private static RecordFault tooSmall(String field) {
        return new RecordFault("the number in the field " + field
                + " is too close to zero; DynamoDB takes magnitudes from 1E" + MIN_EXPONENT + " on, and 0");
    }
}
