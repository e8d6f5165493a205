package io.github.managedflink.jobs.etl;

import io.github.managedflink.jobs.s3.Addressed;
import io.github.managedflink.jobs.s3.AddressedTypeInfo;
import io.github.managedflink.jobs.s3.S3Encoding;
import io.github.managedflink.jobs.s3.S3SinkConnector;
import io.github.managedflink.spec.PipelineSink;
import io.github.managedflink.spec.S3Sink;
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

    private final LinkedHashMap<String, OutputTag<?>> tags = new LinkedHashMap<>();
    private final OutputTag<Addressed<byte[]>> deadLetters;

    SinkTags(Map<String, S3SinkConnector<?>> sinks, S3SinkConnector<byte[]> deadLetters) {
        sinks.forEach((name, sink) -> tags.put(name, new OutputTag<>("sink-" + name, sink.inputType())));
        this.deadLetters = tag("dead-letters", deadLetters.inputType());
    }

    private static <T> OutputTag<Addressed<T>> tag(String name, AddressedTypeInfo<T> type) {
        return new OutputTag<>(name, type);
    }

    OutputTag<Addressed<byte[]>> deadLetters() {
        return deadLetters;
    }

    /** The tag of a sink whose connector takes {@code T}. */
    @SuppressWarnings("unchecked") // The constructor gave each name the tag of its connector's type.
    <T> OutputTag<Addressed<T>> of(String sink) {
        return (OutputTag<Addressed<T>>) tags.get(sink);
    }

    /** The ways to the sinks, in the order of the specification. */
    List<SinkOutput<?>> outputs(StreamingEtlSpec spec) {
        List<SinkOutput<?>> outputs = new ArrayList<>();
        for (Map.Entry<String, PipelineSink> sink : spec.sinks().entrySet()) {
            outputs.add(output(sink.getKey(), S3SinkConnector.encoding((S3Sink) sink.getValue())));
        }
        return outputs;
    }

    private <T> SinkOutput<T> output(String name, S3Encoding<T> encoding) {
        return new SinkOutput<>(name, of(name), encoding);
    }
}
