package io.github.managedflink.constructs.connector;

import io.github.managedflink.model.sink.PipelineSink;

/** A sink whose resources exist in a stack. */
public interface BoundSink extends BoundConnector {
    /** The sink as the job writes it. */
    PipelineSink spec();
}
