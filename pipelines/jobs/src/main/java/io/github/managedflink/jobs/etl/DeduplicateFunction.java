package io.github.managedflink.jobs.etl;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.spec.PipelineCounters;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Passes the first record of a key and drops the others until the time to live has passed in event time. For a first record that is itself late, the time runs from the watermark, or
 * its key would be forgotten at once.
 */
final class DeduplicateFunction extends KeyedProcessFunction<String, EtlEvent, EtlEvent>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final long ttlMillis;

    private transient EtlCounts counts;
    private transient EtlCounts.Count deduplicated;
    /** Until when the key is remembered, in event time. */
    private transient ValueState<Long> until;

    DeduplicateFunction(long ttlMillis) {
        this.ttlMillis = ttlMillis;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        counts = new EtlCounts();
        counts.restore(context);
    }

    @Override
    public void open(OpenContext openContext) {
        counts.open(getRuntimeContext(), List.of(PipelineCounters.DEDUPLICATED));
        deduplicated = counts.of(PipelineCounters.DEDUPLICATED);
        until = getRuntimeContext().getState(new ValueStateDescriptor<>("until", Types.LONG));
    }

    @Override
    public void processElement(EtlEvent event, Context context, Collector<EtlEvent> out) throws Exception {
        Long end = until.value();
        if (end != null && event.eventTime() < end) {
            deduplicated.add(1);
            return;
        }
        if (end != null) {
            context.timerService().deleteEventTimeTimer(end);
        }
        long start = Math.max(event.eventTime(), context.timerService().currentWatermark());
        long newEnd = start + ttlMillis;
        until.update(newEnd);
        context.timerService().registerEventTimeTimer(newEnd);
        out.collect(event);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<EtlEvent> out) throws Exception {
        Long end = until.value();
        if (end != null && end == timestamp) {
            until.clear();
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        counts.snapshot();
    }
}
