package io.github.managedflink.jobs.kpi;

/**
 * How long nothing at all has come, by the clock of the machine. Time in which the task did not get to look, because it
 * was not there, or was held up by a sink, does not count: nobody knows what would have come.
 */
final class SilenceClock {
    private final long interval;
    private long lookedAt;
    /** Negative as long as there is patience left. */
    private long silent;

    /**
     * @param interval how often somebody looks, in milliseconds
     * @param patience how long sources may take to bring the first events after a start, in milliseconds
     * @param now the clock
     */
    SilenceClock(long interval, long patience, long now) {
        this.interval = interval;
        this.silent = -patience;
        this.lookedAt = now;
    }

    /** Something has come. */
    void interrupt(long now) {
        silent = 0;
        lookedAt = now;
    }

    /** Looks, and tells for how many milliseconds nothing has come. */
    long look(long now) {
        silent += Math.max(0, Math.min(now - lookedAt, 2 * interval));
        lookedAt = now;
        return Math.max(0, silent);
    }
}
