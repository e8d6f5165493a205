package io.github.managedflink.model;

import io.github.managedflink.model.settings.Arguments;
import java.util.Map;
import java.util.Optional;

/** The kinds of pipelines that the jobs run, as the setting {@code pipeline.type} names them. */
public enum PipelineKind {
    /** {@link io.github.managedflink.model.etl.StreamingEtlSpec}. */
    STREAMING_ETL("streaming-etl", "The streaming ETL pipeline"),
    /** {@link io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec}. */
    METRICS_LEADERBOARD("metrics-leaderboard", "The metrics leaderboard"),
    /** {@link io.github.managedflink.model.kpi.KpiMonitorSpec}. */
    KPI_MONITOR("kpi-monitor", "The KPI monitor");

    private static final String PIPELINE = "pipeline";

    private final String type;
    private final String subject;

    PipelineKind(String type, String subject) {
        this.type = type;
        this.subject = subject;
    }

    /** Returns the kind that the property groups describe, if they describe one that is known. */
    public static Optional<PipelineKind> in(Map<String, ? extends Map<String, String>> groups) {
        String type = Arguments.given("groups", groups).containsKey(PIPELINE)
                ? groups.get(PIPELINE).get("type")
                : null;
        for (PipelineKind kind : values()) {
            if (kind.type.equals(type)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Returns the value of the setting {@code pipeline.type}. */
    public String type() {
        return type;
    }

    /** How messages name a pipeline of this kind. */
    String subject() {
        return subject;
    }
}
