package io.github.managedflink.jobs.dynamodb;

import io.github.managedflink.jobs.record.ExactDouble;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import java.math.BigDecimal;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Numbers of up to 38 significant digits between 1E-130 and 9.99…E+125 in magnitude, as DynamoDB keeps them.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">Data types in DynamoDB</a>
 */
final class ItemNumber {
    private static final int MAX_DIGITS = 38;
    private static final int MIN_EXPONENT = -130;
    private static final int MAX_EXPONENT = 125;

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
            throw unfitting(field);
        }
        return decimal(number, field);
    }

    private static AttributeValue decimal(BigDecimal value, String field) throws RecordFault {
        BigDecimal number = value.stripTrailingZeros();
        long exponent = (long) number.precision() - number.scale() - 1;
        if (number.signum() != 0
                && (number.precision() > MAX_DIGITS || exponent < MIN_EXPONENT || exponent > MAX_EXPONENT)) {
            throw unfitting(field);
        }
        return AttributeValue.fromN(number.signum() == 0 ? "0" : number.toPlainString());
    }

    private static RecordFault unfitting(String field) {
        return new RecordFault("the number in the field " + field + " has more than " + MAX_DIGITS
                + " digits or lies beyond what DynamoDB can hold");
    }
}
