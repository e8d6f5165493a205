package io.github.managedflink.jobs.cel;

import com.google.re2j.Pattern;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.record.CelExpression;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The functions on texts, sizes and types. Each takes the overloads that the type check left and errs where none of
 * them fits.
 */
final class CelFunctions {
    private static final int MOST_LONG_DIGITS = 19;

    private CelFunctions() {}

    /** A function of two texts, such as {@code startsWith}. */
    interface TextTest {
        boolean test(String text, String argument);
    }

    static CelNode textTest(String name, CelNode text, CelNode argument, TextTest test) {
        return record -> {
            Object a = text.eval(record);
            Object b = argument.eval(record);
            if (a instanceof String && b instanceof String) {
                return test.test((String) a, (String) b);
            }
            throw noOverload(name, a);
        };
    }

    /** {@code matches} with a pattern that is known beforehand. */
    static CelNode matches(CelNode text, String expression) {
        Pattern pattern = Pattern.compile(expression);
        boolean anywhere = CelExpression.OPTIONS.enableRegexPartialMatch();
        return record -> {
            Object value = text.eval(record);
            if (value instanceof String) {
                return anywhere
                        ? pattern.matcher((String) value).find()
                        : pattern.matcher((String) value).matches();
            }
            throw noOverload("matches", value);
        };
    }

    static CelNode size(CelNode operand, Set<String> overloads) {
        boolean strings = overloads.contains("size_string") || overloads.contains("string_size");
        boolean lists = overloads.contains("size_list") || overloads.contains("list_size");
        boolean maps = overloads.contains("size_map") || overloads.contains("map_size");
        return record -> {
            Object value = operand.eval(record);
            if (value instanceof String && strings) {
                String text = (String) value;
                return (long) text.codePointCount(0, text.length());
            }
            if (value instanceof List && lists) {
                return (long) ((List<?>) value).size();
            }
            if (value instanceof DataRecord && maps) {
                return (long) ((DataRecord) value).size();
            }
            throw noOverload("size", value);
        };
    }

    static CelNode negate(CelNode operand, Set<String> overloads) {
        boolean longs = overloads.contains("negate_int64");
        boolean doubles = overloads.contains("negate_double");
        return record -> {
            Object value = CelValues.operand(operand.eval(record));
            if (value instanceof Double && doubles) {
                return -(Double) value;
            }
            if (value instanceof Long && longs) {
                long number = (Long) value;
                if (number == Long.MIN_VALUE) {
                    throw new CelFault("the result is beyond the range of an int");
                }
                return -number;
            }
            if (value instanceof BigDecimal && doubles) {
                return ((BigDecimal) value).negate();
            }
            throw noOverload("-", value);
        };
    }

    static CelNode toInt(CelNode operand, Set<String> overloads) {
        return record -> {
            Object value = CelValues.operand(operand.eval(record));
            if (value instanceof Long && overloads.contains("int64_to_int64")) {
                return value;
            }
            if (value instanceof Double && overloads.contains("double_to_int64")) {
                return truncated((Double) value);
            }
            if (value instanceof BigDecimal && overloads.contains("double_to_int64")) {
                return truncated((BigDecimal) value);
            }
            if (value instanceof String && overloads.contains("string_to_int64")) {
                try {
                    return Long.parseLong((String) value);
                } catch (NumberFormatException e) {
                    throw new CelFault("int() of the text \"" + value + "\", which is no whole number in range");
                }
            }
            if (value instanceof Instant && overloads.contains("timestamp_to_int64")) {
                return ((Instant) value).getEpochSecond();
            }
            throw noOverload("int", value);
        };
    }

    private static Object truncated(BigDecimal value) throws CelFault {
        boolean isHuge = (long) value.precision() - value.scale() > MOST_LONG_DIGITS;
        BigInteger whole = isHuge ? null : value.toBigInteger();
        if (isHuge || whole.bitLength() >= Long.SIZE) {
            throw new CelFault("int() of " + value + ", which is beyond the range of an int");
        }
        return whole.longValue();
    }

    private static Object truncated(double value) throws CelFault {
        if (Math.getExponent(value) >= 63 && value != Long.MIN_VALUE) {
            throw new CelFault("int() of " + value + ", which is beyond the range of an int");
        }
        return (long) value;
    }

    static CelNode toDouble(CelNode operand, Set<String> overloads) {
        return record -> {
            Object value = CelValues.operand(operand.eval(record));
            if (value instanceof Double && overloads.contains("double_to_double")) {
                return value;
            }
            if (value instanceof Long && overloads.contains("int64_to_double")) {
                return ((Long) value).doubleValue();
            }
            if (value instanceof BigDecimal && overloads.contains("double_to_double")) {
                return ((BigDecimal) value).doubleValue();
            }
            if (value instanceof String && overloads.contains("string_to_double")) {
                try {
                    return Double.parseDouble((String) value);
                } catch (NumberFormatException e) {
                    throw new CelFault("double() of the text \"" + value + "\", which is no number");
                }
            }
            throw noOverload("double", value);
        };
    }

    static CelNode toText(CelNode operand, Set<String> overloads) {
        return record -> {
            Object value = CelValues.operand(operand.eval(record));
            if ((value instanceof String && overloads.contains("string_to_string"))
                    || (value instanceof Long && overloads.contains("int64_to_string"))
                    || (value instanceof Double && overloads.contains("double_to_string"))
                    || (value instanceof Boolean && overloads.contains("bool_to_string"))
                    || (value instanceof Instant && overloads.contains("timestamp_to_string"))) {
                return value.toString();
            }
            if (value instanceof BigDecimal && overloads.contains("double_to_string")) {
                return ScalarText.of(value);
            }
            throw noOverload("string", value);
        };
    }

    private static CelFault noOverload(String function, Object value) {
        return new CelFault(function + " does not take a value of type " + CelValues.typeOf(value));
    }
}
