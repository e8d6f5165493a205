package io.github.managedflink.local.presentation;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Where times are on a plot, from left to right, with round times at its ticks. */
final class TimeAxis {
    private static final int MOST_TICKS = 12;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);
    private static final List<Duration> STEPS = Stream.of(
                    "PT1S", "PT2S", "PT5S", "PT10S", "PT30S", "PT1M", "PT2M", "PT5M", "PT10M", "PT30M", "PT1H", "PT2H",
                    "PT6H", "PT12H", "P1D", "P2D", "P7D", "P14D", "P28D", "P91D")
            .map(Duration::parse)
            .toList();

    private final Instant from;
    private final Duration range;
    private final double left;
    private final double right;
    private final Duration step;

    /** An axis from the pixel {@code left} to the pixel {@code right}. */
    TimeAxis(Instant from, Instant to, double left, double right) {
        this.from = from;
        this.range = to.isAfter(from) ? Duration.between(from, to) : Duration.ofSeconds(1);
        this.left = left;
        this.right = right;
        this.step = STEPS.stream()
                .filter(each -> range.dividedBy(each) < MOST_TICKS)
                .findFirst()
                .orElseGet(() -> range.dividedBy(MOST_TICKS));
    }

    /** The times at which there are ticks. */
    List<Instant> ticks() {
        List<Instant> ticks = new ArrayList<>();
        long stepMillis = step.toMillis();
        long first = Math.floorDiv(from.toEpochMilli() + stepMillis - 1, stepMillis) * stepMillis;
        Instant to = from.plus(range);
        for (Instant tick = Instant.ofEpochMilli(first); !tick.isAfter(to); tick = tick.plus(step)) {
            ticks.add(tick);
        }
        return ticks;
    }

    /** The pixel of a time. */
    double at(Instant time) {
        return left + (right - left) * Duration.between(from, time).toMillis() / range.toMillis();
    }

    /** A tick's time as people read it, as fine as ticks are. */
    String label(Instant tick) {
        String day = range.compareTo(YEAR) > 0 ? "yyyy-MM-dd" : "MMM d";
        String time = step.compareTo(Duration.ofMinutes(1)) >= 0 ? "HH:mm" : "HH:mm:ss";
        String pattern = step.compareTo(DAY) >= 0 ? day : range.compareTo(DAY) > 0 ? day + " " + time : time;
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(tick);
    }
}
