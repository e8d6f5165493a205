package io.github.managedflink.jobs.metric;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A sum of decimals without rounding, so that neither the order nor the grouping of its terms shows: 0.1 and 0.2 make
 * 0.3. Digits are kept in a long as long as they fit.
 */
final class ExactSum extends ExactNumber {
    private static final long[] POWERS_OF_TEN = powersOfTen();

    private static long[] powersOfTen() {
        long[] powers = new long[19];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }

    void add(NumericInput term) {
        if (term.big() == null) {
            add(term.unscaled(), term.scale());
        } else {
            addBig(term.big());
        }
    }

    void add(ExactSum other) {
        if (other.big == null) {
            add(other.unscaled, other.scale);
        } else {
            addBig(other.big);
        }
    }

    private void add(long termUnscaled, int termScale) {
        if (big != null) {
            addBig(BigDecimal.valueOf(termUnscaled, termScale));
            return;
        }
        try {
            if (termScale == scale) {
                unscaled = Math.addExact(unscaled, termUnscaled);
            } else if (termScale < scale) {
                long widened = Math.multiplyExact(termUnscaled, POWERS_OF_TEN[scale - termScale]);
                unscaled = Math.addExact(unscaled, widened);
            } else {
                long widened = Math.multiplyExact(unscaled, POWERS_OF_TEN[termScale - scale]);
                unscaled = Math.addExact(widened, termUnscaled);
                scale = termScale;
            }
        } catch (ArithmeticException e) {
            addBig(BigDecimal.valueOf(termUnscaled, termScale));
        }
    }

    private void addBig(BigDecimal term) {
        big = (big == null ? BigDecimal.valueOf(unscaled, scale) : big).add(term);
    }

    /** The double nearest to the sum; infinite beyond the range of doubles. */
    double nearest() {
        return big == null && scale == 0 ? unscaled : value().doubleValue();
    }

    /** The double nearest to the sum divided by a count, of whose digits the first 34 are looked at. */
    double dividedBy(long count) {
        return value().divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
    }
}
