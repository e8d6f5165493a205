package io.github.managedflink.jobs.etl;

import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.s3.Addressed;
import io.github.managedflink.spec.PipelineSink;
import io.github.managedflink.spec.etl.StreamingEtlSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.OutputTag;

/** The side outputs of the steps: one for each sink and one for the dead letters. */
final class SinkTags implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SinkConnectors connectors;
    private final LinkedHashMap<String, OutputTag<?>> tags = new LinkedHashMap<>();
    private final OutputTag<Addressed<byte[]>> deadLetters;

    SinkTags(StreamingEtlSpec spec, SinkConnectors connectors) {
        this.connectors = connectors;
        spec.sinks().forEach((name, sink) -> tags.put(name, tag("sink-" + name, connectors.sink(name, sink))));
        this.deadLetters = tag("dead-letters", connectors.deadLetters());
    }

    private static <T> OutputTag<T> tag(String name, SinkConnector<T> sink) {
        return new OutputTag<>(name, sink.inputType());
    }

    OutputTag<Addressed<byte[]>> deadLetters() {
        return deadLetters;
    }

    /** The tag of a sink whose connector takes {@code T}. */
    @SuppressWarnings("unchecked") // The constructor gave each name the tag of its connector's type.
    <T> OutputTag<T> of(String sink) {
        return (OutputTag<T>) tags.get(sink);
    }

    /** The ways to the sinks, in the order of the specification. */
    List<SinkOutput<?>> outputs(StreamingEtlSpec spec) {
        List<SinkOutput<?>> outputs = new ArrayList<>();
        for (Map.Entry<String, PipelineSink> sink : spec.sinks().entrySet()) {
            outputs.add(output(sink.getKey(), connectors.sink(sink.getKey(), sink.getValue())));
        }
        return outputs;
    }

    private <T> SinkOutput<T> output(String name, SinkConnector<T> sink) {
        return new SinkOutput<>(name, of(name), sink.encoder());
    }
}
