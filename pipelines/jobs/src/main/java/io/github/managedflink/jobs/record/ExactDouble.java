package io.github.managedflink.jobs.record;

import com.fasterxml.jackson.core.io.NumberInput;
import com.fasterxml.jackson.core.io.NumberOutput;
import java.math.BigDecimal;

/**
 * Which decimal a double stands for: the shortest one that is nearest to it, as outputs write it, such as 0.1. So each
 * double stands for one number and each number has one double or none, and what becomes a double has lost nothing.
 */
public final class ExactDouble {
    /**
     * Two numbers of so many significant digits never have the same nearest double; 2^53 is the last integer up to
     * which doubles hold all.
     */
    private static final int ALWAYS_EXACT_DIGITS = 15;

    private static final long ALWAYS_EXACT = 1L << 53;

    private ExactDouble() {}

    /** The decimal that a finite double stands for. */
    public static BigDecimal decimal(double value) {
        return new BigDecimal(text(value));
    }

    /**
     * The same as a text. That of the JDK before version 19 has more digits for some numbers: 9.200000000000001E22 for
     * 9.2E22.
     */
    public static String text(double value) {
        return NumberOutput.toString(value, true);
    }

    /** The double that stands for a number; null if none does. */
    public static Double of(long number) {
        return number >= -ALWAYS_EXACT && number <= ALWAYS_EXACT
                ? (Double) (double) number
                : of(BigDecimal.valueOf(number));
    }

    /** The double that stands for a number; null if none does. */
    public static Double of(BigDecimal number) {
        double nearest = number.doubleValue();
        return !Double.isInfinite(nearest) && decimal(nearest).compareTo(number) == 0 ? nearest : null;
    }

    /**
     * The double that stands for the number that a text is; null if none does.
     *
     * @param number in JSON's notation
     * @throws NumberFormatException if its exponent has more digits than a decimal can have
     */
    public static Double of(String number) {
        if (isPlain(number)) {
            return NumberInput.parseDouble(number, true);
        }
        double nearest = NumberInput.parseDouble(number, true);
        if (Double.isInfinite(nearest)) {
            return null;
        }
        // Most other numbers have been written by what writes doubles so, too.
        return text(nearest).equals(number) ? (Double) nearest : of(new BigDecimal(number));
    }

    /** Whether there are no more digits than a double always holds, and no exponent. */
    private static boolean isPlain(String number) {
        if (number.length() > ALWAYS_EXACT_DIGITS) {
            return false;
        }
        for (int i = 0; i < number.length(); i++) {
            if (number.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }
}
