package io.github.managedflink.local.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Measures how fast a count has grown in the last seconds. */
final class RateMeter {
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration STEADY = Duration.ofSeconds(8);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Deque<Sample> samples = new ArrayDeque<>();

    /** Notes a count; one that is smaller than the last begins a new series. */
    void add(long nanos, long count) {
        if (!samples.isEmpty() && count < samples.getLast().count()) {
            samples.clear();
        }
        samples.add(new Sample(nanos, count));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos() > PERIOD.toNanos()) {
            samples.removeFirst();
        }
    }

    /** Returns the growth per second; 0 where it is not known yet. */
    double perSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        return (last.count() - first.count()) * NANOS_PER_SECOND / Math.max(1, last.nanos() - first.nanos());
    }

    /** Returns whether it has been measured for long enough to tell what comes. */
    boolean isSteady() {
        return perSecond() >= 1
                && samples.getLast().nanos() - samples.getFirst().nanos() >= STEADY.toNanos();
    }

    private record Sample(long nanos, long count) {}
}
