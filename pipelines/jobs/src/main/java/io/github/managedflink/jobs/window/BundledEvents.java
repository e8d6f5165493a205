package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.connector.SinkConnectors;
import io.github.managedflink.jobs.dataflow.DeduplicateFunction;
import io.github.managedflink.jobs.dataflow.DeduplicationKey;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.metric.AccumulatorLayout;
import io.github.managedflink.model.window.WindowedSpec;
import java.util.Collection;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The first half of every dataflow with windows: events → selection → (deduplication →) pre-aggregation. Up to the
 * shuffle behind it everything is one chain with the source, unless events are deduplicated, which takes a shuffle of
 * its own.
 */
public final class BundledEvents {
    private final WindowedSpec spec;
    private final SinkConnectors connectors;
    private final SideOutputs sides;
    private final SingleOutputStreamOperator<PipelineEvent> selected;
    private final SingleOutputStreamOperator<Bundle> bundles;

    /**
     * Attaches the operators to parsed messages, which carry their event times and watermarks.
     *
     * @param layout what is gathered
     * @param sendsAllWatermarks whether every watermark matters downstream, not only those that close or forget windows
     */
    public BundledEvents(
            DataStream<PipelineEvent> source,
            SerializableSpec<? extends WindowedSpec> travelling,
            SinkConnectors connectors,
            AccumulatorLayout layout,
            boolean sendsAllWatermarks) {
        this.spec = travelling.get();
        this.connectors = connectors;
        this.sides = new SideOutputs(connectors.deadLetters(), connectors.lateEvents(spec.lateEvents()));
        this.selected = source.process(new AdmitFunction(travelling, sides), PipelineEventTypeInfo.INSTANCE)
                .uid("select")
                .name("select");
        DataStream<PipelineEvent> unique = spec.deduplicationKeys().isEmpty() ? selected : deduplicated();
        this.bundles = unique.transform(
                        "pre-aggregate",
                        new BundleTypeInfo(layout),
                        new PreAggregateOperator(travelling, layout, sides, sendsAllWatermarks))
                .uid("pre-aggregate");
    }

    private DataStream<PipelineEvent> deduplicated() {
        return selected.keyBy(new DeduplicationKey(spec.deduplicationKeys()), Types.STRING)
                .process(new DeduplicateFunction(spec.deduplicationTtl().toMillis()), PipelineEventTypeInfo.INSTANCE)
                .uid("deduplicate")
                .name("deduplicate");
    }

    /** Where operators put what is refused or late. */
    public SideOutputs sides() {
        return sides;
    }

    /** The events, in the buckets of their groups. */
    public KeyedStream<Bundle, Integer> byBucket() {
        return bundles.keyBy(Bundle::bucket, Types.INT);
    }

    /**
     * Attaches the sinks of late events and of dead letters.
     *
     * @param windows the operator that keeps the windows
     * @param refused what has been refused behind it
     */
    public void attachSinks(SingleOutputStreamOperator<?> windows, Collection<DataStream<Routed<byte[]>>> refused) {
        DataStream<Routed<byte[]>> letters =
                selected.getSideOutput(sides.deadLetters()).union(bundles.getSideOutput(sides.deadLetters()));
        for (DataStream<Routed<byte[]>> more : refused) {
            letters = letters.union(more);
        }
        letters.sinkTo(connectors.deadLetters().sink()).uid("dead-letters").name("dead-letters");
        selected.getSideOutput(sides.late())
                .union(bundles.getSideOutput(sides.late()), windows.getSideOutput(sides.late()))
                .sinkTo(connectors.lateEvents(spec.lateEvents()).sink())
                .uid("late-events")
                .name("late-events");
    }
}
