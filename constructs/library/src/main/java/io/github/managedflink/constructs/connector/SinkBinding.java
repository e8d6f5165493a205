package io.github.managedflink.constructs.connector;

import io.github.managedflink.model.sink.PipelineSink;

/** A sink before its resources exist. */
public interface SinkBinding extends ConnectorBinding {
    /**
     * The sink as the job will write it, with tokens in place of what does not exist yet.
     *
     * @param name the sink's name in its pipeline
     */
    PipelineSink plan(String name);

    /**
     * Adds the resources, unless another binding that shares them has done so.
     *
     * @param name the sink's name in its pipeline
     */
    BoundSink bind(String name, BindingContext context);

    /**
     * The sink for the alert events of a {@link io.github.managedflink.constructs.KpiMonitor}: with what suits them wherever nothing has been said. Default: this one.
     *
     * @param monitor the monitor's name
     */
    default SinkBinding forAlerts(String monitor) {
        return this;
    }
}
