package io.github.managedflink.jobs.dataflow;

import io.github.managedflink.jobs.connector.Replacement;
import io.github.managedflink.jobs.event.ReadOrder;
import io.github.managedflink.model.PipelineCounters;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Leaves out a record that was overtaken in a shuffle by a newer one of its key, which would replace it anyway. So what
 * stays in a table is what would stay without a shuffle, and nothing waits.
 *
 * <p>Only records between two barriers can overtake one another: a barrier comes behind all records before it, on every
 * way through the shuffle. So what is known of the newest is forgotten when this subtask has the barriers of a
 * checkpoint from all sides, and is no part of any checkpoint. It is on the heap, some 200 bytes for each key that
 * comes in between. A checkpoint that is cancelled or times out before that ends nothing: under long back pressure
 * these may be the keys of several intervals.
 *
 * @param <T> what the sink takes for a record
 */
public final class NewestOfKey<T> extends KeyedProcessFunction<String, T, T> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final Replacement<T> replacement;
    /** By the source subtask, and by the key. */
    private transient Map<Integer, Map<String, ReadOrder>> newest;

    private transient Counter superseded;

    public NewestOfKey(Replacement<T> replacement) {
        this.replacement = replacement;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        newest = new HashMap<>();
    }

    @Override
    public void open(OpenContext openContext) {
        superseded = getRuntimeContext()
                .getMetricGroup()
                .addGroup(PipelineCounters.METRIC_GROUP)
                .counter(PipelineCounters.metricName(PipelineCounters.SUPERSEDED), new SimpleCounter());
    }

    @Override
    public void processElement(T entry, Context context, Collector<T> out) {
        ReadOrder order = replacement.messageOf(entry).order();
        ReadOrder last = newest.computeIfAbsent(order.reader(), reader -> new HashMap<>())
                .merge(
                        context.getCurrentKey(),
                        order,
                        (before, present) -> present.isBefore(before) ? before : present);
        if (order.isBefore(last)) {
            superseded.inc();
        } else {
            out.collect(entry);
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        newest.clear();
    }
}
