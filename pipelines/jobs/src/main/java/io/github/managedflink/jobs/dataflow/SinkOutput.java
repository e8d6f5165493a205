package io.github.managedflink.jobs.dataflow;

import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.ServiceFailure;
import org.apache.flink.util.OutputTag;

/** The way to one sink: encodes a record and hands it over. */
public final class SinkOutput<T> {
    /** Takes what a sink is given. */
    public interface Target {
        <X> void output(OutputTag<X> tag, X value);
    }

    private final String name;
    private final OutputTag<T> tag;
    private final SinkEncoder<T> encoder;

    SinkOutput(String name, OutputTag<T> tag, SinkEncoder<T> encoder) {
        this.name = name;
        this.tag = tag;
        this.encoder = encoder;
    }

    /** The sink's name in dead letters. */
    public String stepName() {
        return "sink." + name;
    }

    /** Only the encoder may refuse a record; what the sink throws is a failure of the job. */
    public void write(PipelineEvent event, Target target) throws RecordFault {
        T encoded;
        try {
            encoded = encoder.encode(event);
        } catch (ServiceFailure e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            throw new RecordFault("unexpected " + e);
        }
        target.output(tag, encoded);
    }
}
