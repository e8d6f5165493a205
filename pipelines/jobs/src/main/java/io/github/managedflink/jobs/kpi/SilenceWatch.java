package io.github.managedflink.jobs.kpi;

import java.util.concurrent.ScheduledFuture;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;

/**
 * Looks again and again for how long nothing has come to a task, and says so once that is a silence. For the task's
 * thread.
 */
final class SilenceWatch {
    /** The time from one look to the next, in milliseconds. */
    private static final long LOOK_INTERVAL = 250;
    /** The least time without anything that is a silence, in milliseconds. */
    private static final long SILENCE = 1_000;
    /** The time that sources may take to bring events after a restart, in milliseconds. */
    private static final long PATIENCE = 60_000;

    private final ProcessingTimeService clock;
    private final Listener listener;
    private final SilenceClock silence;
    private ScheduledFuture<?> nextLook;

    /** @param isRestored whether the job goes on from a snapshot */
    SilenceWatch(ProcessingTimeService clock, boolean isRestored, Listener listener) {
        this.clock = clock;
        this.listener = listener;
        long now = clock.getCurrentProcessingTime();
        silence = new SilenceClock(LOOK_INTERVAL, isRestored ? PATIENCE : 0, now);
        lookAfter(now);
    }

    /** Something has come. */
    void interrupt() {
        silence.interrupt(clock.getCurrentProcessingTime());
    }

    void cancel() {
        nextLook.cancel(false);
    }

    private void lookAfter(long now) {
        nextLook = clock.registerTimer(now + LOOK_INTERVAL, this::look);
    }

    private void look(long time) throws Exception {
        long now = clock.getCurrentProcessingTime();
        long silent = silence.look(now);
        if (silent >= SILENCE) {
            listener.silentFor(silent);
        }
        lookAfter(now);
    }

    /** Hears of silence. */
    @FunctionalInterface
    interface Listener {
        /**
         * Hears that it lasts.
         *
         * @param millis how long nothing has come
         */
        void silentFor(long millis) throws Exception;
    }
}
