package io.github.managedflink.local.presentation;

import java.math.BigDecimal;
import java.time.Duration;

/** Shows spans of time to people. */
public final class SpanText {
    private static final int HOURS_PER_DAY = 24;

    private SpanText() {}

    /** In its two largest units, such as {@code 2 d 3 h} or {@code 5 min}; below a minute in seconds. */
    public static String of(Duration span) {
        if (span.toDays() > 0) {
            return pair(span.toDays(), "d", span.toHours() % HOURS_PER_DAY, "h");
        }
        if (span.toHours() > 0) {
            return pair(span.toHours(), "h", span.toMinutesPart(), "min");
        }
        if (span.toMinutes() > 0) {
            return pair(span.toMinutes(), "min", span.toSecondsPart(), "s");
        }
        return BigDecimal.valueOf(span.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    private static String pair(long large, String largeUnit, long small, String smallUnit) {
        return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
    }
}
