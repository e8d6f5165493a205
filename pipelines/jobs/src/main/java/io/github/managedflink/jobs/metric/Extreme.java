package io.github.managedflink.jobs.metric;

import io.github.managedflink.jobs.record.ExactDouble;
import java.io.IOException;
import java.math.BigDecimal;
import org.apache.flink.core.memory.DataInputView;

/**
 * The least or the greatest of numbers, exactly. Most comparisons are those of the nearest doubles, which are in the
 * order of the numbers; where they are the same, the numbers decide.
 */
final class Extreme extends ExactNumber {
    /** Numbers of more digits before the point than this are not written out. */
    private static final int MOST_WHOLE_DIGITS = 100;

    private final boolean isGreatest;
    private double nearest;

    Extreme(boolean isGreatest) {
        this.isGreatest = isGreatest;
    }

    /** Takes a number, whatever this one has been. */
    void set(NumericInput number) {
        set(number.nearest(), number.unscaled(), number.scale(), number.big());
    }

    /** Takes a number if it goes beyond this one. */
    void add(NumericInput number) {
        add(number.nearest(), number.unscaled(), number.scale(), number.big());
    }

    void set(Extreme other) {
        set(other.nearest, other.unscaled, other.scale, other.big);
    }

    void add(Extreme other) {
        add(other.nearest, other.unscaled, other.scale, other.big);
    }

    private void set(double otherNearest, long otherUnscaled, int otherScale, BigDecimal otherBig) {
        nearest = otherNearest;
        unscaled = otherUnscaled;
        scale = otherScale;
        big = otherBig;
    }

    private void add(double otherNearest, long otherUnscaled, int otherScale, BigDecimal otherBig) {
        int order = Double.compare(otherNearest, nearest);
        if (order == 0) {
            if (otherBig == null && big == null && otherScale == scale) {
                order = Long.compare(otherUnscaled, unscaled);
            } else {
                BigDecimal number = otherBig == null ? BigDecimal.valueOf(otherUnscaled, otherScale) : otherBig;
                order = number.compareTo(value());
            }
        }
        if (isGreatest ? order > 0 : order < 0) {
            set(otherNearest, otherUnscaled, otherScale, otherBig);
        }
    }

    /**
     * The double that stands for the number; the number itself if none does. Equal numbers give equal values, whatever
     * zeros they were written with.
     */
    Number number() {
        BigDecimal value = value();
        Double exact = ExactDouble.of(value);
        if (exact != null) {
            // Without the sign of a zero, which would depend on the order.
            return exact + 0.0;
        }
        BigDecimal plain = value.stripTrailingZeros();
        return plain.scale() < 0 && plain.scale() >= -MOST_WHOLE_DIGITS ? plain.setScale(0) : plain;
    }

    @Override
    void read(DataInputView in) throws IOException {
        super.read(in);
        nearest = value().doubleValue();
    }

    /** Reads one that was a double. */
    void readDouble(double value) {
        set(value, 0, 0, ExactDouble.decimal(value));
    }
}
