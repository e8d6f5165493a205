package io.github.managedflink.jobs.step;

import io.github.managedflink.jobs.record.EtlRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.ScalarText;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Conversions between types that lose nothing, or refuse. Blanks around a text are ignored. */
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

    public static Double toDouble(Object value) throws RecordFault {
        double number;
        if (value instanceof Double) {
            return (Double) value;
        } else if (value instanceof Long) {
            number = ((Long) value).doubleValue();
            if ((long) number != (Long) value || (Long) value == Long.MAX_VALUE) {
                throw refused(value, "a double without loss");
            }
        } else if (value instanceof JsonNumber) {
            number = ((JsonNumber) value).doubleValue();
        } else if (value instanceof String && isNumber(((String) value).strip())) {
            number = Double.parseDouble(((String) value).strip());
        } else if (value instanceof BigDecimal) {
            number = ((BigDecimal) value).doubleValue();
        } else {
            throw refused(value, "a double");
        }
        if (Double.isInfinite(number)) {
            throw refused(value, "a double, whose range it exceeds");
        }
        return number;
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
            return BigDecimal.valueOf((Double) value);
        }
        String text = value instanceof String
                ? ((String) value).strip()
                : value instanceof JsonNumber ? ((JsonNumber) value).text() : "";
        if (!isNumber(text)) {
            throw refused(value, type);
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw refused(value, type);
        }
    }

    private static boolean isNumber(String text) {
        return text.length() <= MAX_NUMBER_LENGTH && NUMBER.matcher(text).matches();
    }

    private static RecordFault refused(Object value, String type) {
        return new RecordFault(shown(value) + " cannot become " + type);
    }

    private static String shown(Object value) {
        if (!ScalarText.isScalar(value)) {
            return value instanceof EtlRecord ? "an object" : "a list";
        }
        String text = String.valueOf(value);
        String part = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return value instanceof String ? "\"" + part + "\"" : part;
    }
}
