package io.github.managedflink.jobs.record;

import java.math.BigDecimal;
import java.util.List;

/** A single value as text: where keys are compared, values masked, and folders named. */
public final class ScalarText {
    private ScalarText() {}

    /** The text; null for null, an object or a list. */
    public static String of(Object value) {
        if (value == null || !isScalar(value)) {
            return null;
        }
        if (value instanceof Double) {
            return ExactDouble.text((Double) value);
        }
        // A plain text could take gigabytes for a decimal like 1E+999999999.
        return value instanceof BigDecimal && Math.abs((long) ((BigDecimal) value).scale()) <= 100
                ? ((BigDecimal) value).toPlainString()
                : value.toString();
    }

    /** Whether a value is neither an object nor a list. */
    public static boolean isScalar(Object value) {
        return !(value instanceof DataRecord) && !(value instanceof List);
    }
}
