package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.event.PipelineEvent;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * The time of the newest event: its own, or that of its arrival if that was before. It is remembered over a restart,
 * because no other may come.
 */
final class NewestEvent {
    private static final ListStateDescriptor<Long> STATE = new ListStateDescriptor<>("newest-event", Types.LONG);

    private final ListState<Long> state;
    private long time = Long.MIN_VALUE;

    NewestEvent(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getUnionListState(STATE);
        for (long subtask : state.get()) {
            time = Math.max(time, subtask);
        }
    }

    void see(PipelineEvent event) {
        time = Math.max(time, Math.min(event.eventTime(), event.message().arrival()));
    }

    /** Its time; {@link Long#MIN_VALUE} as long as there has been none. */
    long time() {
        return time;
    }

    void snapshot() throws Exception {
        state.clear();
        state.add(time);
    }
}
