package io.github.managedflink.jobs.etl;

import io.github.managedflink.jobs.connector.Replacement;
import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.connector.SinkConnectors;
import io.github.managedflink.jobs.dataflow.DeduplicateFunction;
import io.github.managedflink.jobs.dataflow.DeduplicationKey;
import io.github.managedflink.jobs.dataflow.NewestOfKey;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.dataflow.SinkTags;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.model.etl.DeduplicateStep;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * The dataflow of a streaming ETL pipeline: events → steps → (deduplication → steps)… → sinks. Between the shuffles of
 * deduplications everything is one chain, in which a record is an object that is handed on.
 */
public final class StreamingEtlPipeline {
    private final StreamingEtlSpec spec;
    private final SinkConnectors connectors;
    private final SinkTags tags;

    public StreamingEtlPipeline(StreamingEtlSpec spec, SinkConnectors connectors) {
        this.spec = spec;
        this.connectors = connectors;
        this.tags = new SinkTags(spec.sinks(), connectors);
    }

    /** Attaches the pipeline to parsed messages, which carry their event times and watermarks. */
    public void attachTo(DataStream<PipelineEvent> source) {
        SerializableSpec<StreamingEtlSpec> travelling =
                new SerializableSpec<>(spec, StreamingEtlSpec::fromPropertyGroups);
        List<Segment> segments = Segment.of(spec);
        boolean isOrdered = spec.sinks().entrySet().stream().anyMatch(sink -> connectors
                .sink(sink.getKey(), sink.getValue())
                .replacement()
                .isPresent());
        DataStream<PipelineEvent> events = source;
        DataStream<Routed<byte[]>> refused = null;
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            SingleOutputStreamOperator<PipelineEvent> steps = events.process(
                            new StepsFunction(travelling, segment, tags, isOrdered), PipelineEventTypeInfo.INSTANCE)
                    .uid("steps-" + (i + 1))
                    .name("steps-" + (i + 1));
            DataStream<Routed<byte[]>> letters = steps.getSideOutput(tags.deadLetters());
            refused = refused == null ? letters : refused.union(letters);
            if (segment.isLast()) {
                boolean isShuffled = !segment.isFirst();
                spec.sinks().forEach((name, sink) -> attach(name, connectors.sink(name, sink), steps, isShuffled));
            } else {
                events = deduplicate(steps, segment, i + 1);
            }
        }
        refused.sinkTo(connectors.deadLetters().sink()).uid("dead-letters").name("dead-letters");
    }

    private DataStream<PipelineEvent> deduplicate(DataStream<PipelineEvent> events, Segment before, int number) {
        DeduplicateStep step = (DeduplicateStep) spec.steps().get(before.to());
        String name = "deduplicate-" + number;
        return events.keyBy(new DeduplicationKey(step.keys()), Types.STRING)
                .process(new DeduplicateFunction(step.ttl().toMillis()), PipelineEventTypeInfo.INSTANCE)
                .uid(name)
                .name(name);
    }

    private <T> void attach(
            String name, SinkConnector<T> sink, SingleOutputStreamOperator<PipelineEvent> steps, boolean isShuffled) {
        OutputTag<T> tag = tags.of(name);
        DataStream<T> records = steps.getSideOutput(tag);
        if (isShuffled && sink.replacement().isPresent()) {
            records = newestOfEachKey(name, sink, sink.replacement().get(), records);
        }
        records.sinkTo(sink.sink()).uid("sink-" + name).name("sink-" + name);
    }

    /** Deduplication spreads the records of one key of a table over the subtasks; here they meet again. */
    private static <T> DataStream<T> newestOfEachKey(
            String sink, SinkConnector<T> connector, Replacement<T> replacement, DataStream<T> records) {
        String name = "newest-" + sink;
        return records.keyBy(replacement, Types.STRING)
                .process(new NewestOfKey<>(replacement), connector.inputType())
                .uid(name)
                .name(name);
    }
}
