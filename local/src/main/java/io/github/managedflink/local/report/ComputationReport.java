package io.github.managedflink.local.report;

import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.etl.EtlStep;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.window.WindowedSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A part of what a pipeline does with its records.
 *
 * @param kind what it is, such as {@code format}, {@code step 2}, {@code kpi} or {@code window}
 * @param name its name; empty for what there is one of
 * @param settings its settings, as they are in the application's properties
 */
public record ComputationReport(String kind, String name, Map<String, String> settings) {
    public ComputationReport {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /** Returns the parts in the order in which records come to them. */
    static List<ComputationReport> of(PipelineSpec spec) {
        List<ComputationReport> parts = new ArrayList<>();
        parts.add(part("format", "", spec.format()));
        parts.add(part("event time", "", spec.eventTime()));
        if (spec instanceof StreamingEtlSpec etl) {
            addParts(parts, etl);
        }
        if (spec instanceof WindowedSpec windowed) {
            addParts(parts, windowed);
        }
        return parts;
    }

    private static void addParts(List<ComputationReport> parts, StreamingEtlSpec etl) {
        int number = 0;
        for (EtlStep step : etl.steps()) {
            parts.add(part("step " + ++number, "", step));
        }
    }

    private static void addParts(List<ComputationReport> parts, WindowedSpec windowed) {
        if (windowed.filter() != null) {
            parts.add(new ComputationReport("filter", "", Map.of("condition", windowed.filter())));
        }
        if (!windowed.deduplicationKeys().isEmpty()) {
            parts.add(new ComputationReport(
                    "deduplicate",
                    "",
                    new SettingsWriter()
                            .put("key", windowed.deduplicationKeys())
                            .put("ttl", windowed.deduplicationTtl())
                            .asMap()));
        }
        windowed.groupFields().forEach(field -> parts.add(part("group", field.name(), field)));
        parts.add(part("window", "", windowed.window()));
        if (windowed instanceof MetricsLeaderboardSpec leaderboard) {
            addParts(parts, leaderboard);
        }
        if (windowed instanceof KpiMonitorSpec monitor) {
            addParts(parts, monitor);
        }
    }

    private static void addParts(List<ComputationReport> parts, MetricsLeaderboardSpec leaderboard) {
        leaderboard.metrics().forEach((name, metric) -> parts.add(part("metric", name, metric)));
        if (leaderboard.ranking() != null) {
            parts.add(part("ranking", "", leaderboard.ranking()));
        }
    }

    private static void addParts(List<ComputationReport> parts, KpiMonitorSpec monitor) {
        monitor.kpis().forEach((name, kpi) -> parts.add(part("kpi", name, kpi)));
        monitor.rules().rules().forEach((name, rule) -> parts.add(part("rule", name, rule)));
        if (monitor.rulesSource() != null) {
            parts.add(part("rules source", "", monitor.rulesSource()));
        }
    }

    private static ComputationReport part(String kind, String name, SpecValue value) {
        SettingsWriter settings = new SettingsWriter();
        value.writeTo(settings);
        return new ComputationReport(kind, name, settings.asMap());
    }
}
