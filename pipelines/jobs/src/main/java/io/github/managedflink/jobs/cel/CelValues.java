package io.github.managedflink.jobs.cel;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.ExactDouble;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.ScalarText;
import java.math.BigDecimal;
import java.util.List;

/** How record values look to CEL, and CEL's equality on them. */
final class CelValues {
    private static final double LONG_MAX = (double) Long.MAX_VALUE;
    private static final double LONG_MIN = (double) Long.MIN_VALUE;

    private static final int SHOWN = 60;

    private CelValues() {}

    /**
     * A value as CEL computes with it. A number of a record that is no long is a double where one stands for it; else
     * it stays a {@link BigDecimal}, which can be passed on and compared but not computed with, so that nothing is
     * rounded.
     */
    static Object operand(Object value) throws CelFault {
        if (value instanceof JsonNumber) {
            try {
                return ((JsonNumber) value).value();
            } catch (NumberFormatException e) {
                throw new CelFault("the number " + value + " has too large an exponent");
            }
        }
        if (value instanceof BigDecimal) {
            Double exact = ExactDouble.of((BigDecimal) value);
            return exact == null ? value : exact;
        }
        return value;
    }

    /**
     * A value of a field that is declared a double: a whole number in the data is one too, if a double stands for it.
     */
    static Object ofDouble(Object value) {
        Double exact = value instanceof Long ? ExactDouble.of((Long) value) : null;
        return exact == null ? value : exact;
    }

    /** Equality across types, as cel-java has it. Structures are left to cel-java. */
    static boolean equal(Object left, Object right) throws CelFault {
        return operandsEqual(operand(left), operand(right));
    }

    private static boolean operandsEqual(Object left, Object right) {
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
        return value instanceof DataRecord || value instanceof List;
    }

    private static boolean numbersEqual(Number left, Number right) {
        if (left instanceof BigDecimal || right instanceof BigDecimal) {
            return isOrdered(left) && isOrdered(right) && compareExactly(left, right) == 0;
        }
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

    /** Compares numbers of which one is no long and no double, and none is NaN. */
    static int compareExactly(Number left, Number right) {
        if (isInfinite(left) || isInfinite(right)) {
            // The other one is a decimal, which lies between the infinities.
            return Double.compare(
                    isInfinite(left) ? left.doubleValue() : 0, isInfinite(right) ? right.doubleValue() : 0);
        }
        return decimal(left).compareTo(decimal(right));
    }

    static boolean isOrdered(Number number) {
        return !(number instanceof Double && ((Double) number).isNaN());
    }

    private static boolean isInfinite(Number number) {
        return number instanceof Double && ((Double) number).isInfinite();
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal) {
            return (BigDecimal) number;
        }
        return number instanceof Long ? BigDecimal.valueOf((Long) number) : ExactDouble.decimal((Double) number);
    }

    /**
     * Why a number is not computed with.
     *
     * @param field the field that holds it; null if that is not known
     */
    static CelFault inexact(String field, Object number) {
        String shown = ScalarText.of(number);
        return new CelFault("no double holds the number "
                + (shown.length() > SHOWN ? shown.substring(0, SHOWN) + "…" : shown)
                + (field == null ? "" : " in the field " + field)
                + " exactly, so it is not computed with; write double("
                + (field == null ? "…" : field)
                + ") for the nearest one");
    }

    /** A value's type in CEL's words, for messages. */
    static String typeOf(Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof Long) {
            return "int";
        }
        if (value instanceof Double || value instanceof JsonNumber || value instanceof BigDecimal) {
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
        return value instanceof DataRecord ? "map" : "timestamp";
    }
}
