package io.github.managedflink.jobs.metric;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A decimal that changes, without rounding. Its digits are kept in a long as long as they fit. */
abstract class ExactNumber {
    private static final int IN_LONG = 0;
    private static final int BIG = 1;

    /** The digits, if {@link #big} is null. */
    long unscaled;
    /** How many of the digits are decimal places: 0 to 18. */
    int scale;
    /** The number, once its digits have grown beyond a long; else null. */
    BigDecimal big;

    final BigDecimal value() {
        return big == null ? BigDecimal.valueOf(unscaled, scale) : big;
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
