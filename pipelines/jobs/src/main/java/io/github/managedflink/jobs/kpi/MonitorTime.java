package io.github.managedflink.jobs.kpi;

import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/** The event time that has been reached. It is remembered over a restart, because silence may go on then. */
final class MonitorTime {
    private static final ListStateDescriptor<Long> STATE = new ListStateDescriptor<>("reached-time", Types.LONG);

    private final ListState<Long> state;
    private long watermark;

    MonitorTime(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getUnionListState(STATE);
        long least = Long.MAX_VALUE;
        for (long subtask : state.get()) {
            least = Math.min(least, subtask);
        }
        watermark = least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
    }

    /** The watermark; {@link Long#MIN_VALUE} as long as there has been none. */
    long watermark() {
        return watermark;
    }

    void advanceTo(long time) {
        watermark = Math.max(watermark, time);
    }

    void snapshot() throws Exception {
        state.clear();
        state.add(watermark);
    }
}
