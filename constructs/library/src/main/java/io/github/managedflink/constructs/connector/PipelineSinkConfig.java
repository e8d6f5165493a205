package io.github.managedflink.constructs.connector;

import io.github.managedflink.model.sink.PipelineSinkSpec;

/** A sink whose resources exist in a stack. */
public interface PipelineSinkConfig extends ConnectorConfig {
    /** The sink as the job writes it. */
    PipelineSinkSpec spec();
}
