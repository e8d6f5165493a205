package io.github.managedflink.jobs.dataflow;

import io.github.managedflink.model.PipelineCounters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/**
 * The counts of one operator: as accumulators, as metrics that MSF forwards to CloudWatch, and in operator state, so
 * that a record which is read again after a failure is counted once.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/monitoring-metrics-custom.html">Custom
 *     metrics</a>
 */
public final class RecordCounts {
    private static final ListStateDescriptor<Tuple2<String, Long>> STATE =
            new ListStateDescriptor<>("counts", Types.TUPLE(Types.STRING, Types.LONG));
    private final Map<String, Count> counts = new LinkedHashMap<>();
    private final Map<String, Long> restored = new TreeMap<>();
    private ListState<Tuple2<String, Long>> state;

    /** Reads the counts of before, whoever had them: after a change of parallelism or of steps their sum stays. */
    public void restore(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getListState(STATE);
        for (Tuple2<String, Long> count : state.get()) {
            restored.merge(count.f0, count.f1, Long::sum);
        }
    }

    /** Makes the counts of {@code names} and of all that were restored. */
    public void open(RuntimeContext context, List<String> names) {
        Set<String> all = restored.keySet();
        MetricGroup metrics = context.getMetricGroup().addGroup(PipelineCounters.METRIC_GROUP);
        names.forEach(name -> counts.computeIfAbsent(name, key -> count(context, metrics, key)));
        all.forEach(name -> counts.computeIfAbsent(name, key -> count(context, metrics, key)));
        restored.forEach((name, value) -> counts.get(name).add(value));
        restored.clear();
    }

    private static Count count(RuntimeContext context, MetricGroup metrics, String name) {
        Counter metric = PipelineCounters.isPart(name)
                ? new SimpleCounter()
                : metrics.counter(PipelineCounters.metricName(name));
        return new Count(context.getLongCounter(name), metric);
    }

    public Count of(String name) {
        return counts.get(name);
    }

    public void snapshot() throws Exception {
        state.clear();
        for (Map.Entry<String, Count> count : counts.entrySet()) {
            state.add(Tuple2.of(count.getKey(), count.getValue().value));
        }
    }

    /** One count. */
    public static final class Count {
        /** Shared by the operators of a task. */
        private final LongCounter accumulator;

        private final Counter metric;
        /** What this operator alone has counted. */
        private long value;

        private Count(LongCounter accumulator, Counter metric) {
            this.accumulator = accumulator;
            this.metric = metric;
        }

        public void add(long records) {
            value += records;
            accumulator.add(records);
            metric.inc(records);
        }
    }
}
