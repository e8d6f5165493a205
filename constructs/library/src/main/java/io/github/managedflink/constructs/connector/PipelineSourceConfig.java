package io.github.managedflink.constructs.connector;

import io.github.managedflink.model.source.PipelineSourceSpec;
import java.util.Optional;
import software.amazon.awscdk.services.cloudwatch.IMetric;

/** A source whose resources exist in a stack. */
public interface PipelineSourceConfig extends ConnectorConfig {
    /** The source as the job reads it. */
    PipelineSourceSpec spec();

    /**
     * By how many milliseconds reading lags behind, at most; the metric of the source's service, which any metrics
     * level reports. Empty if the service has none.
     */
    Optional<IMetric> lag();
}
