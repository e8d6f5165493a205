package io.github.managedflink.jobs.connector;

import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import java.io.Serializable;

/** Knows which connector runs which sink. Travels to the operators, which make their encoders there. */
public interface SinkConnectors extends Serializable {
    /**
     * The connector of a sink.
     *
     * @param name the sink's name in its pipeline
     */
    SinkConnector<?> sink(String name, PipelineSinkSpec sink);

    /** The sink of dead letters: JSON lines. */
    SinkConnector<Routed<byte[]>> deadLetters();

    /** A sink of events that came too late, in the form of dead letters. */
    SinkConnector<Routed<byte[]>> lateEvents(S3Location place);
}
