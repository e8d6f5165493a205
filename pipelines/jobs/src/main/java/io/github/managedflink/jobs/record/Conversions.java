package io.github.managedflink.jobs.record;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * Conversions between types that keep the number or refuse it, whether it is a value, a number of JSON or a text.
 * Blanks around a text are ignored.
 */
public final class Conversions {
    /** What Java reads as a number and nobody else does, such as {@code 1f} or {@code 0x1p3}, is none. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

    private static final int MAX_NUMBER_LENGTH = 1000;
    private static final int SHOWN = 60;

    private Conversions() {}

    public static String toText(Object value) throws RecordFault {
        String text = ScalarText.of(value);
        if (text == null) {
            throw refused(value, "text");
        }
        return text;
    }

    public static Long toLong(Object value) throws RecordFault {
        if (value instanceof Long) {
            return (Long) value;
        }
        try {
            if (value instanceof String) {
                String text = ((String) value).strip();
                return text.length() < 18 && isWhole(text)
                        ? Long.parseLong(text)
                        : number(value, "a long").longValueExact();
            }
            return number(value, "a long").longValueExact();
        } catch (ArithmeticException e) {
            throw refused(value, "a long without loss");
        }
    }

    private static boolean isWhole(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** The double that stands for a number: see {@link ExactDouble}. */
    public static Double toDouble(Object value) throws RecordFault {
        if (value instanceof Double) {
            return (Double) value;
        }
        Double exact;
        if (value instanceof Long) {
            exact = ExactDouble.of((Long) value);
        } else if (value instanceof BigDecimal) {
            exact = ExactDouble.of((BigDecimal) value);
        } else {
            exact = ofText(value);
        }
        if (exact == null) {
            throw refused(
                    value,
                    Double.isInfinite(number(value, "a double").doubleValue())
                            ? "a double, whose range it exceeds"
                            : "a double without loss");
        }
        return exact;
    }

    private static Double ofText(Object value) throws RecordFault {
        String text = text(value);
        if (!isNumber(text)) {
            throw refused(value, "a double");
        }
        try {
            return ExactDouble.of(text);
        } catch (NumberFormatException e) {
            throw refused(value, "a double");
        }
    }

    public static BigDecimal toDecimal(Object value) throws RecordFault {
        return number(value, "a decimal");
    }

    public static Boolean toBoolean(Object value) throws RecordFault {
        if (value instanceof Boolean) {
            return (Boolean) value;
        }
        if (value instanceof String) {
            String text = ((String) value).strip();
            if (text.equalsIgnoreCase("true")) {
                return Boolean.TRUE;
            }
            if (text.equalsIgnoreCase("false")) {
                return Boolean.FALSE;
            }
        }
        throw refused(value, "a boolean");
    }

    private static BigDecimal number(Object value, String type) throws RecordFault {
        if (value instanceof BigDecimal) {
            return (BigDecimal) value;
        }
        if (value instanceof Long) {
            return BigDecimal.valueOf((Long) value);
        }
        if (value instanceof Double && Double.isFinite((Double) value)) {
            return ExactDouble.decimal((Double) value);
        }
        String text = text(value);
        if (!isNumber(text)) {
            throw refused(value, type);
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw refused(value, type);
        }
    }

    /** The text of a number that is one; empty, which is no number, for any other value. */
    private static String text(Object value) {
        if (value instanceof JsonNumber) {
            return ((JsonNumber) value).text();
        }
        return value instanceof String ? ((String) value).strip() : "";
    }

    private static boolean isNumber(String text) {
        return text.length() <= MAX_NUMBER_LENGTH && NUMBER.matcher(text).matches();
    }

    private static RecordFault refused(Object value, String type) {
        return new RecordFault(shown(value) + " cannot become " + type);
    }

    private static String shown(Object value) {
        if (!ScalarText.isScalar(value)) {
            return value instanceof DataRecord ? "an object" : "a list";
        }
        String text = String.valueOf(value);
        String part = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return value instanceof String ? "\"" + part + "\"" : part;
    }
}
