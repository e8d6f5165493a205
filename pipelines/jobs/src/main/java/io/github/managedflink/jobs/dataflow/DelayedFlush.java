package io.github.managedflink.jobs.dataflow;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;

/**
 * Runs something once, a moment after it has been asked for, however often it has been asked for meanwhile. For the
 * task's thread.
 */
public final class DelayedFlush {
    /** How soon a correction goes out where there are no regular updates, in milliseconds. */
    private static final long CORRECTION = 1_000;

    private final ProcessingTimeService clock;
    private final long millis;
    private final ThrowingRunnable<Exception> action;
    /** Null while nobody has asked. */
    private ScheduledFuture<?> next;

    /** @param interval between regular updates; null if there are none */
    public DelayedFlush(ProcessingTimeService clock, Duration interval, ThrowingRunnable<Exception> action) {
        this.clock = clock;
        // What is shown goes through two of these.
        this.millis = interval == null ? CORRECTION : interval.toMillis() / 2;
        this.action = action;
    }

    /** Asks for it. */
    public void start() {
        if (next == null) {
            next = clock.registerTimer(clock.getCurrentProcessingTime() + millis, time -> {
                next = null;
                action.run();
            });
        }
    }
}
