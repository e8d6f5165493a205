package io.github.managedflink.jobs.dataflow;

import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.PipelineCounters;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes the first record of a key and drops those that happened within the time to live of it. Whether a record is one
 * of those is told by its own time. The watermark only tells when a key can be forgotten, and not alone: a single
 * record with a wrong clock can move it far ahead, so a key is also kept for the time to live by the clock of the
 * machine.
 */
public final class DeduplicateFunction extends KeyedProcessFunction<String, PipelineEvent, PipelineEvent>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final long ttlMillis;

    private transient RecordCounts counts;
    private transient RecordCounts.Count deduplicated;
    /** When the first record happened, and until when its key is kept: in event time, and by the clock. */
    private transient ValueState<Tuple3<Long, Long, Long>> remembered;

    /** @param ttlMillis how long after a record others of its key are dropped, in milliseconds of event time */
    public DeduplicateFunction(long ttlMillis) {
        this.ttlMillis = ttlMillis;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        counts = new RecordCounts();
        counts.restore(context);
    }

    @Override
    public void open(OpenContext openContext) {
        counts.open(getRuntimeContext(), List.of(PipelineCounters.DEDUPLICATED));
        deduplicated = counts.of(PipelineCounters.DEDUPLICATED);
        remembered = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("remembered", Types.TUPLE(Types.LONG, Types.LONG, Types.LONG)));
    }

    @Override
    public void processElement(PipelineEvent event, Context context, Collector<PipelineEvent> out) throws Exception {
        Tuple3<Long, Long, Long> first = remembered.value();
        if (first != null && Math.abs(event.eventTime() - first.f0) < ttlMillis) {
            deduplicated.add(1);
            return;
        }
        out.collect(event);
        if (first == null || event.eventTime() > first.f0) {
            TimerService timers = context.timerService();
            long end = Math.max(event.eventTime(), timers.currentWatermark()) + ttlMillis;
            remembered.update(Tuple3.of(event.eventTime(), end, timers.currentProcessingTime() + ttlMillis));
            if (first != null) {
                timers.deleteEventTimeTimer(first.f1);
            }
            timers.registerEventTimeTimer(end);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<PipelineEvent> out) throws Exception {
        Tuple3<Long, Long, Long> first = remembered.value();
        TimerService timers = context.timerService();
        if (first == null || timers.currentWatermark() < first.f1) {
            return;
        }
        if (timers.currentProcessingTime() >= first.f2) {
            remembered.clear();
        } else {
            timers.registerProcessingTimeTimer(first.f2);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        counts.snapshot();
    }
}
