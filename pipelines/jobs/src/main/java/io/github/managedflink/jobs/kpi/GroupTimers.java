package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.kpi.alert.GroupWatch;
import io.github.managedflink.jobs.kpi.alert.WatchState;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.InternalTimerServiceImpl;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * Each group has two timers, both set to event times. Watermarks fire both; while nothing arrives, the clock fires
 * those of the second service ahead of the watermark. They are in the state backend's own queues, so that what is due
 * is found without a look at any other group.
 */
final class GroupTimers {
    private final InternalTimerServiceImpl<?, VoidNamespace> byEventTime;
    private final InternalTimerServiceImpl<?, VoidNamespace> bySilence;
    private final Due due;
    private final Due dueInSilence;
    private boolean isSilent;

    GroupTimers(Services services, Due due, Due dueInSilence) {
        this.due = due;
        this.dueInSilence = dueInSilence;
        byEventTime = service(services, "alerts", this::onEventTime);
        bySilence = service(services, "silence", this::onSilence);
    }

    private static InternalTimerServiceImpl<?, VoidNamespace> service(Services services, String name, Handler handler) {
        // No public service lets anything else than watermarks move its time.
        return (InternalTimerServiceImpl<?, VoidNamespace>)
                services.get(name, VoidNamespaceSerializer.INSTANCE, handler);
    }

    /** Sets the timers of the current group to what is due next; one that is set for an earlier time comes first. */
    void set(GroupWatch watch) {
        WatchState state = watch.state();
        long next = watch.nextDue();
        if (next < state.timer()) {
            byEventTime.registerEventTimeTimer(VoidNamespace.INSTANCE, next);
            state.setTimer(next);
        }
        long nextInSilence = watch.looksAhead() ? watch.nextDueInSilence() : next;
        if (nextInSilence < state.silenceTimer()) {
            bySilence.registerEventTimeTimer(VoidNamespace.INSTANCE, nextInSilence);
            state.setSilenceTimer(nextInSilence);
        }
    }

    /**
     * Takes a timer that is due. Returns whether it counts: another may have taken its place, and then what was due.
     */
    boolean take(long time, WatchState state) {
        boolean counts = state.timer() == time || state.silenceTimer() == time;
        if (state.timer() == time && !isSilent) {
            state.setTimer(WatchState.NO_TIMER);
        }
        if (state.silenceTimer() == time) {
            state.setSilenceTimer(WatchState.NO_TIMER);
        }
        return counts;
    }

    /** Lets time pass by the clock alone. */
    void passInSilence(long clock) throws Exception {
        isSilent = true;
        try {
            bySilence.advanceWatermark(clock);
        } finally {
            isSilent = false;
        }
    }

    private void onEventTime(long time) throws Exception {
        due.at(time, byEventTime.currentWatermark());
    }

    /** Watermarks move all timers; what event time comes to needs no silence any more. */
    private void onSilence(long time) throws Exception {
        (isSilent ? dueInSilence : due).at(time, bySilence.currentWatermark());
    }

    /** The timer services of an operator. */
    interface Services {
        InternalTimerService<VoidNamespace> get(
                String name, TypeSerializer<VoidNamespace> namespaces, Triggerable<GroupKey, VoidNamespace> handler);
    }

    /** Does what is due for the current group. */
    interface Due {
        /**
         * Does it.
         *
         * @param timer the time that the timer was set to
         * @param time what has been reached
         */
        void at(long timer, long time) throws Exception;
    }

    /** Takes timers by event time alone. */
    private interface Handler extends Triggerable<GroupKey, VoidNamespace> {
        void at(long time) throws Exception;

        @Override
        default void onEventTime(InternalTimer<GroupKey, VoidNamespace> timer) throws Exception {
            at(timer.getTimestamp());
        }

        @Override
        default void onProcessingTime(InternalTimer<GroupKey, VoidNamespace> timer) {
            throw new IllegalStateException("groups have no timers by the clock");
        }
    }
}
