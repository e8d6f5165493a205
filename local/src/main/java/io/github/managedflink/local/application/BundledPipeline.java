package io.github.managedflink.local.application;

import io.github.managedflink.model.PipelineKind;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.settings.InvalidSpecException;
import java.util.Map;
import java.util.Optional;

/** The pipeline of this library that an application runs. */
public final class BundledPipeline {
    private BundledPipeline() {}

    /**
     * Reads an application's properties; empty if it runs a job of its own.
     *
     * @throws InvalidSpecException if the job would not take the properties, either
     */
    public static Optional<PipelineSpec> in(Map<String, Map<String, String>> propertyGroups) {
        return PipelineKind.in(propertyGroups).map(kind -> switch (kind) {
            case STREAMING_ETL -> StreamingEtlSpec.fromPropertyGroups(propertyGroups);
            case METRICS_LEADERBOARD -> MetricsLeaderboardSpec.fromPropertyGroups(propertyGroups);
            case KPI_MONITOR -> KpiMonitorSpec.fromPropertyGroups(propertyGroups);
        });
    }
}
