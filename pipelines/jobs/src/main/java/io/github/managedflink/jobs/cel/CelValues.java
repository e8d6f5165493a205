package io.github.managedflink.jobs.cel;

import io.github.managedflink.jobs.record.EtlRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import java.math.BigDecimal;
import java.util.List;

/** How record values look to CEL, and CEL's equality on them. */
final class CelValues {
    private static final double LONG_MAX = (double) Long.MAX_VALUE;
    private static final double LONG_MIN = (double) Long.MIN_VALUE;

    private CelValues() {}

    /** The CEL value of a record's value: every number that is no long is a double. */
    static Object ofField(Object value) {
        if (value instanceof JsonNumber) {
            return ((JsonNumber) value).boxedDouble();
        }
        if (value instanceof BigDecimal) {
            return ((BigDecimal) value).doubleValue();
        }
        return value;
    }

    /** Equality across types, as cel-java has it. Structures are left to cel-java. */
    static boolean equal(Object left, Object right) {
        if (left instanceof String) {
            return left.equals(right);
        }
        if (left == right) {
            return true;
        }
        if (left instanceof Number) {
            return right instanceof Number && numbersEqual((Number) left, (Number) right);
        }
        if (isStructure(left) && isStructure(right)) {
            throw new CelUncovered("equality of structures");
        }
        return left != null && left.equals(right);
    }

    static boolean isStructure(Object value) {
        return value instanceof EtlRecord || value instanceof List;
    }

    private static boolean numbersEqual(Number left, Number right) {
        if (left instanceof Long) {
            return right instanceof Long
                    ? left.longValue() == right.longValue()
                    : compareDoubleWithLong(right.doubleValue(), left.longValue()) == 0;
        }
        return right instanceof Long
                ? compareDoubleWithLong(left.doubleValue(), right.longValue()) == 0
                : left.doubleValue() == right.doubleValue();
    }

    /** As cel-java's ComparisonFunctions, whose rounding and place of NaN this keeps. */
    static int compareDoubleWithLong(double left, long right) {
        if (left < LONG_MIN) {
            return -1;
        }
        if (left > LONG_MAX) {
            return 1;
        }
        return Double.compare(left, (double) right);
    }

    /** A value's type in CEL's words, for messages. */
    static String typeOf(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof Double) {
            return "double";
        }
        if (value instanceof String) {
            return "string";
        }
        if (value instanceof Boolean) {
            return "bool";
        }
        if (value instanceof List) {
            return "list";
        }
        return value instanceof EtlRecord ? "map" : "timestamp";
    }
}
