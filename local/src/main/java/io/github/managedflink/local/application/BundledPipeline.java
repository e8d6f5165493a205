package io.github.managedflink.local.application;

import io.github.managedflink.spec.PipelineKind;
import io.github.managedflink.spec.PipelineSpec;
import io.github.managedflink.spec.etl.StreamingEtlSpec;
import io.github.managedflink.spec.kpi.KpiMonitorSpec;
import io.github.managedflink.spec.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.spec.settings.SpecException;
import java.util.Map;
import java.util.Optional;

/** The pipeline of this library that an application runs. */
public final class BundledPipeline {
    private BundledPipeline() {}

    /**
     * Reads an application's properties; empty if it runs a job of its own.
     *
     * @throws SpecException if the job would not take the properties, either
     */
    public static Optional<PipelineSpec> in(Map<String, Map<String, String>> propertyGroups) {
        return PipelineKind.in(propertyGroups).map(kind -> switch (kind) {
            case STREAMING_ETL -> StreamingEtlSpec.fromPropertyGroups(propertyGroups);
            case METRICS_LEADERBOARD -> MetricsLeaderboardSpec.fromPropertyGroups(propertyGroups);
            case KPI_MONITOR -> KpiMonitorSpec.fromPropertyGroups(propertyGroups);
        });
    }
}
