package io.github.managedflink.local.presentation;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Where values are on a plot, from bottom to top, with round numbers at its ticks. */
final class ValueAxis {
    private static final int TICKS = 6;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};
    private static final int PERCENT = 100;

    private final BigDecimal step;
    private final BigDecimal from;
    private final BigDecimal to;
    private final double top;
    private final double bottom;
    private final boolean inPercent;

    /**
     * An axis from the pixel {@code bottom} to the pixel {@code top} that has room for all values, of which there is
     * one.
     */
    ValueAxis(double[] values, boolean inPercent, double top, double bottom) {
        double least = DoubleStream.of(values).min().orElseThrow();
        double most = DoubleStream.of(values).max().orElseThrow();
        this.step = step(most > least ? most - least : Math.max(Math.abs(most), 1));
        this.from = multiple(least, RoundingMode.FLOOR);
        BigDecimal above = multiple(most, RoundingMode.CEILING);
        this.to = above.compareTo(from) == 0 ? from.add(step) : above;
        this.top = top;
        this.bottom = bottom;
        this.inPercent = inPercent;
    }

    private static BigDecimal step(double range) {
        double rough = range / TICKS;
        int magnitude = (int) Math.floor(Math.log10(rough));
        for (double round : ROUND) {
            if (round * Math.pow(10, magnitude) >= rough) {
                return BigDecimal.valueOf(round).scaleByPowerOfTen(magnitude).stripTrailingZeros();
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(magnitude + 1);
    }

    private BigDecimal multiple(double value, RoundingMode rounding) {
        return BigDecimal.valueOf(value).divide(step, 0, rounding).multiply(step);
    }

    /** The values at which there are ticks, from the least to the greatest that the axis shows. */
    List<BigDecimal> ticks() {
        List<BigDecimal> ticks = new ArrayList<>();
        for (BigDecimal tick = from; tick.compareTo(to) <= 0; tick = tick.add(step)) {
            ticks.add(tick);
        }
        return ticks;
    }

    /** The pixel of a value. */
    double at(double value) {
        double share = (value - from.doubleValue()) / to.subtract(from).doubleValue();
        return bottom - share * (bottom - top);
    }

    /** A value as people read it. */
    String label(BigDecimal value) {
        BigDecimal shown = inPercent ? value.multiply(BigDecimal.valueOf(PERCENT)) : value;
        return shown.signum() == 0
                ? inPercent ? "0 %" : "0"
                : shown.stripTrailingZeros().toPlainString() + (inPercent ? " %" : "");
    }
}
