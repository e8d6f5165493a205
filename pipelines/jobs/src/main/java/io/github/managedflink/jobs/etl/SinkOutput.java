package io.github.managedflink.jobs.etl;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.s3.Addressed;
import io.github.managedflink.jobs.s3.S3Encoding;
import org.apache.flink.util.OutputTag;

/** The way to one sink: encodes a record and hands it over. */
final class SinkOutput<T> {
    /** Takes what a sink is given. */
    interface Target {
        <X> void output(OutputTag<X> tag, X value);
    }

    private final String name;
    private final OutputTag<Addressed<T>> tag;
    private final S3Encoding<T> encoding;

    SinkOutput(String name, OutputTag<Addressed<T>> tag, S3Encoding<T> encoding) {
        this.name = name;
        this.tag = tag;
        this.encoding = encoding;
    }

    /** The sink's name in dead letters. */
    String stepName() {
        return "sink." + name;
    }

    /** Only the encoding may refuse a record; what the sink throws is a failure of the job. */
    void write(EtlEvent event, Target target) throws RecordFault {
        Addressed<T> encoded;
        try {
            encoded = encoding.encode(event);
        } catch (RuntimeException | StackOverflowError e) {
            throw new RecordFault("unexpected " + e);
        }
        target.output(tag, encoded);
    }
}
