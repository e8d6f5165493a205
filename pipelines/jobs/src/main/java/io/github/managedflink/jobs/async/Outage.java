package io.github.managedflink.jobs.async;

import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Paces the calls to a service that is in trouble, and tells of it. The pauses double up to {@link #LONGEST_PAUSE} and
 * begin anew when entries are delivered again; half of each is random, so that the subtasks of a sink do not call in
 * step. Thread-safe.
 */
final class Outage {
    static final long SHORTEST_PAUSE = 100;
    static final long LONGEST_PAUSE = 5_000;

    private static final Logger LOG = LoggerFactory.getLogger(Outage.class);
    private static final int MAX_DOUBLINGS = 6;
    private static final long MILLIS_BETWEEN_WARNINGS = 60_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SinkTarget target;
    private int failures;
    private long entriesSinceWarning;
    private long lastWarning;
    private boolean warned;

    Outage(SinkTarget target) {
        this.target = target;
    }

    /** The service takes entries again, be it not all of them. */
    synchronized void over() {
        failures = 0;
    }

    /** A call has not delivered entries: after how many milliseconds to try them again. */
    synchronized long pause(int entries, String cause) {
        entriesSinceWarning += entries;
        long now = System.nanoTime() / NANOS_PER_MILLI;
        if (!warned || now - lastWarning >= MILLIS_BETWEEN_WARNINGS) {
            LOG.warn("{} tries {} entries again: {}", target, entriesSinceWarning, cause);
            warned = true;
            lastWarning = now;
            entriesSinceWarning = 0;
        }
        long most = Math.min(LONGEST_PAUSE, SHORTEST_PAUSE << Math.min(failures, MAX_DOUBLINGS));
        failures++;
        return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    }
}
