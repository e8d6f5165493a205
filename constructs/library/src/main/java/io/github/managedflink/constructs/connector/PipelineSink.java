package io.github.managedflink.constructs.connector;

import io.github.managedflink.model.sink.PipelineSinkSpec;

/** A sink before its resources exist. */
public interface PipelineSink extends PipelineConnector {
    /**
     * The sink as the job will write it, with tokens in place of what does not exist yet.
     *
     * @param name the sink's name in its pipeline
     */
    PipelineSinkSpec plan(String name);

    /**
     * Adds the resources, unless another binding that shares them has done so.
     *
     * @param name the sink's name in its pipeline
     */
    PipelineSinkConfig bind(String name, BindingContext context);

    /**
     * Returns the sink for the alert events of a {@link io.github.managedflink.constructs.KpiMonitor}: with what suits
     * them wherever nothing has been said. Default: this one.
     *
     * @param monitor the monitor's name
     */
    default PipelineSink forAlerts(String monitor) {
        return this;
    }
}
