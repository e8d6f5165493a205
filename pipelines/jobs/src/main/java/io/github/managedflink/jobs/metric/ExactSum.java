package io.github.managedflink.jobs.metric;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * A sum of decimals without rounding, so that neither the order nor the grouping of its terms shows: 0.1 and 0.2 make 0.3. Digits are kept in a long as long as
 * they fit.
 */
final class ExactSum {
    private static final int IN_LONG = 0;
    private static final int BIG = 1;

    private static final long[] POWERS_OF_TEN = powersOfTen();

    private long unscaled;
    private int scale;
    /** The sum, once its digits have grown beyond a long; else null. */
    private BigDecimal big;

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

    private BigDecimal value() {
        return big == null ? BigDecimal.valueOf(unscaled, scale) : big;
    }

    /** The double nearest to the sum; infinite beyond the range of doubles. */
    double nearest() {
        return big == null && scale == 0 ? unscaled : value().doubleValue();
    }

    /** The double nearest to the sum divided by a count. */
    double dividedBy(long count) {
        return value().divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
    }

    void write(DataOutputView out) throws IOException {
        if (big == null) {
            out.writeByte(IN_LONG);
            Varint.write(scale, out);
            Varint.writeSigned(unscaled, out);
        } else {
            byte[] digits = big.unscaledValue().toByteArray();
            out.writeByte(BIG);
            out.writeInt(big.scale());
            Varint.write(digits.length, out);
            out.write(digits);
        }
    }

    void read(DataInputView in) throws IOException {
        if (in.readByte() == IN_LONG) {
            scale = (int) Varint.read(in);
            unscaled = Varint.readSigned(in);
        } else {
            int bigScale = in.readInt();
            byte[] digits = new byte[(int) Varint.read(in)];
            in.readFully(digits);
            big = new BigDecimal(new BigInteger(digits), bigScale);
        }
    }
}
