package io.github.managedflink.jobs.cel;

import java.math.BigDecimal;

/**
 * A number that is neither an int nor a double, as cel-java sees it: equal to no int and no double, so that it can be
 * passed on and is recognized when it comes back, while every operator refuses it.
 */
final class CelDecimal {
    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MOST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private final BigDecimal number;

    private CelDecimal(BigDecimal number) {
        this.number = number;
    }

    /** The int that a number is for which no double stands; else the number itself. */
    static Object of(BigDecimal number) {
        if (number.compareTo(LEAST_LONG) < 0 || number.compareTo(MOST_LONG) > 0) {
            return new CelDecimal(number);
        }
        return isWhole(number) ? (Object) number.longValueExact() : new CelDecimal(number);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    BigDecimal number() {
        return number;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CelDecimal && ((CelDecimal) other).number.compareTo(number) == 0;
    }

    @Override
    public int hashCode() {
        return number.stripTrailingZeros().hashCode();
    }

    @Override
    public String toString() {
        return number.toString();
    }
}
