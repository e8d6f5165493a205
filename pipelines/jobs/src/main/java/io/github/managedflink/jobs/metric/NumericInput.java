package io.github.managedflink.jobs.metric;

import io.github.managedflink.jobs.record.ExactDouble;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.ScalarText;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A field's value as a number: exactly, as a decimal, and as the nearest double. Used again for each event; for one
 * thread.
 */
final class NumericInput {
    /** The smallest double is 4.9E-324: what lies behind that many decimal places no double could show. */
    private static final int MAX_SCALE = 340;

    private static final int MAX_LONG_DIGITS = 18;
    /** 2^53: a double holds every integer up to it. */
    private static final long EXACT_INTEGERS = 1L << 53;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18
    };

    private long unscaled;
    private int scale;
    private BigDecimal big;
    private double nearest;

    /** The decimal's digits, if {@link #big()} is null. */
    long unscaled() {
        return unscaled;
    }

    /** How many of the digits are decimal places: 0 to 18. */
    int scale() {
        return scale;
    }

    /** The decimal, if it has too many digits for a long; else null. */
    BigDecimal big() {
        return big;
    }

    double nearest() {
        return nearest;
    }

    /** Takes a value that is not null: a number, or a text that holds one as those of CSV do. */
    void read(String field, Object value) throws RecordFault {
        if (value instanceof Long) {
            set((Long) value);
        } else if (value instanceof JsonNumber) {
            read(field, ((JsonNumber) value).text());
        } else if (value instanceof String) {
            read(field, ((String) value).strip());
        } else if (value instanceof Double && !((Double) value).isNaN() && !((Double) value).isInfinite()) {
            set(field, ExactDouble.decimal((Double) value));
        } else if (value instanceof BigDecimal) {
            set(field, (BigDecimal) value);
        } else {
            throw noNumber(field, value);
        }
    }

    private void set(long value) {
        unscaled = value;
        scale = 0;
        big = null;
        nearest = value;
    }

    private void read(String field, String text) throws RecordFault {
        if (!readPlain(text)) {
            try {
                set(field, new BigDecimal(text));
            } catch (NumberFormatException | ArithmeticException e) {
                throw noNumber(field, text);
            }
        }
    }

    /**
     * The usual form: an optional minus, up to 18 digits, and perhaps a point among them. Everything else is left to
     * the JDK.
     */
    private boolean readPlain(String text) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int point = -1;
        int start = negative ? 1 : 0;
        long digits = 0;
        if (length - start > MAX_LONG_DIGITS + 1) {
            return false;
        }
        for (int i = start; i < length; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0 && i > start) {
                point = i;
            } else if (c >= '0' && c <= '9') {
                digits = digits * 10 + (c - '0');
            } else {
                return false;
            }
        }
        int places = point < 0 ? 0 : length - point - 1;
        int count = length - start - (point < 0 ? 0 : 1);
        if (count == 0 || count > MAX_LONG_DIGITS || (point >= 0 && places == 0)) {
            return false;
        }
        unscaled = negative ? -digits : digits;
        scale = places;
        big = null;
        // Both operands are exact, so the quotient is the nearest double.
        nearest = digits <= EXACT_INTEGERS ? unscaled / POWERS_OF_TEN[places] : Double.parseDouble(text);
        return true;
    }

    private void set(String field, BigDecimal value) throws RecordFault {
        // Before any arithmetic: the digits of a decimal such as 1E+999999999 fill the memory.
        nearest = value.doubleValue();
        if (Double.isInfinite(nearest)) {
            throw new RecordFault("the field " + field + " is beyond the numbers that a double holds");
        }
        BigDecimal rounded = rounded(value);
        if (rounded.scale() >= 0 && rounded.scale() <= MAX_LONG_DIGITS && rounded.precision() <= MAX_LONG_DIGITS) {
            unscaled = rounded.unscaledValue().longValue();
            scale = rounded.scale();
            big = null;
        } else {
            big = rounded;
        }
    }

    private static BigDecimal rounded(BigDecimal value) {
        if (value.scale() <= MAX_SCALE) {
            return value;
        }
        // Neither is a decimal such as 1E-999999999 to be written with all its zeros.
        boolean isNothing = (long) value.scale() - value.precision() > MAX_SCALE;
        return isNothing ? BigDecimal.ZERO : value.setScale(MAX_SCALE, RoundingMode.HALF_EVEN);
    }

    private static RecordFault noNumber(String field, Object value) {
        String text = ScalarText.of(value);
        if (text == null) {
            return new RecordFault("the field " + field + " is an object or a list, and should be a number");
        }
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new RecordFault("the field " + field + " is no number: \"" + shown + "\"");
    }
}
