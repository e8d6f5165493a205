package io.github.managedflink.jobs.kpi;

import io.github.managedflink.spec.EventTime;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * How far event time has come: the watermark, and the newest event. It is remembered over a restart, because silence may go on then. A date far ahead of the watermark is a wrong one, or the watermark follows at once; it does not
 * count by itself.
 */
final class ReachedTimes {
    private static final ListStateDescriptor<Tuple2<Long, Long>> STATE =
            new ListStateDescriptor<>("reached-times", Types.TUPLE(Types.LONG, Types.LONG));

    private final ListState<Tuple2<Long, Long>> state;
    private final boolean isRestored;
    private final long outOfOrderness;
    private final long furthestAhead;
    private long watermark = Long.MIN_VALUE;
    private long newest = Long.MIN_VALUE;

    ReachedTimes(FunctionInitializationContext context, EventTime eventTime) throws Exception {
        outOfOrderness = eventTime.maxOutOfOrderness().toMillis();
        // A shard that is further behind the others holds nothing back.
        furthestAhead = outOfOrderness + eventTime.idleTimeout().toMillis();
        state = context.getOperatorStateStore().getUnionListState(STATE);
        isRestored = context.isRestored();
        long least = Long.MAX_VALUE;
        for (Tuple2<Long, Long> subtask : state.get()) {
            least = Math.min(least, subtask.f0);
            newest = Math.max(newest, subtask.f1);
        }
        watermark = least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
    }

    /** Whether the job goes on from a snapshot. */
    boolean isRestored() {
        return isRestored;
    }

    long watermark() {
        return watermark;
    }

    /** The newest event. */
    long newest() {
        return newest;
    }

    void tellEvent(long time) {
        if (watermark != Long.MIN_VALUE && time <= watermark + furthestAhead) {
            newest = Math.max(newest, time);
        }
    }

    void tellWatermark(long time) {
        watermark = Math.max(watermark, time);
        newest = Math.max(newest, time + outOfOrderness);
    }

    void snapshot() throws Exception {
        state.clear();
        state.add(Tuple2.of(watermark, newest));
    }
}
