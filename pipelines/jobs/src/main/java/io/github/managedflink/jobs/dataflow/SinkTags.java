package io.github.managedflink.jobs.dataflow;

import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.connector.SinkConnectors;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.util.OutputTag;

/** The side outputs before the sinks: one for each sink and one for the dead letters. */
public final class SinkTags implements Serializable {
    private static final long serialVersionUID = 1L;

    private final SinkConnectors connectors;
    private final LinkedHashMap<String, OutputTag<?>> tags = new LinkedHashMap<>();
    private final OutputTag<Routed<byte[]>> deadLetters;

    public SinkTags(Map<String, PipelineSinkSpec> sinks, SinkConnectors connectors) {
        this.connectors = connectors;
        sinks.forEach((name, sink) -> tags.put(name, tag("sink-" + name, connectors.sink(name, sink))));
        this.deadLetters = tag("dead-letters", connectors.deadLetters());
    }

    private static <T> OutputTag<T> tag(String name, SinkConnector<T> sink) {
        return new OutputTag<>(name, sink.inputType());
    }

    public OutputTag<Routed<byte[]>> deadLetters() {
        return deadLetters;
    }

    /** The tag of a sink whose connector takes {@code T}. */
    @SuppressWarnings("unchecked") // The constructor gave each name the tag of its connector's type.
    public <T> OutputTag<T> of(String sink) {
        return (OutputTag<T>) tags.get(sink);
    }

    /** The ways to the sinks, in the order of the specification. */
    public List<SinkOutput<?>> outputs(Map<String, PipelineSinkSpec> sinks) {
        List<SinkOutput<?>> outputs = new ArrayList<>();
        for (Map.Entry<String, PipelineSinkSpec> sink : sinks.entrySet()) {
            outputs.add(output(sink.getKey(), connectors.sink(sink.getKey(), sink.getValue())));
        }
        return outputs;
    }

    private <T> SinkOutput<T> output(String name, SinkConnector<T> sink) {
        return new SinkOutput<>(name, of(name), sink.encoder());
    }
}
