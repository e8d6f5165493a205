package io.github.managedflink.local.kpi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How long after the end of the window that an alert follows from it was published to a topic, where events come as
 * they happen.
 *
 * @param alerts how many alerts were measured
 */
public record PublishingLatency(int alerts, Duration median, Duration percentile95) {
    private static final int MEDIAN = 50;
    private static final int HIGH = 95;
    private static final int PERCENT = 100;
    /** What was published longer after the end of its window was read from records that are older than the run. */
    private static final Duration LONGEST = Duration.ofMinutes(2);

    /** Measures the alerts of a monitor; empty if none was of a window that ended when it was published. */
    public static Optional<PublishingLatency> of(String monitor, AlertLog log) {
        List<Duration> latencies = log.of(monitor).stream()
                .filter(alert -> !alert.isReminder())
                .flatMap(alert -> latency(alert, log).stream())
                .sorted()
                .toList();
        return latencies.isEmpty()
                ? Optional.empty()
                : Optional.of(new PublishingLatency(
                        latencies.size(), percentile(latencies, MEDIAN), percentile(latencies, HIGH)));
    }

    private static Optional<Duration> latency(MonitorAlert alert, AlertLog log) {
        Optional<Instant> end = alert.windowEnd().filter(alert.time()::equals);
        return end.flatMap(windowEnd -> log.published(alert).map(published -> Duration.between(windowEnd, published)))
                .filter(latency -> latency.abs().compareTo(LONGEST) < 0);
    }

    /** The value of rank ⌈percent / 100 · n⌉. */
    private static Duration percentile(List<Duration> sorted, int percent) {
        int rank = (sorted.size() * percent + PERCENT - 1) / PERCENT;
        return sorted.get(rank - 1);
    }
}
