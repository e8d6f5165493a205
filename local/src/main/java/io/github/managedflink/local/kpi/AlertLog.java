package io.github.managedflink.local.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.model.kpi.AlertEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All alerts that a run's sinks took, each once, in the order of their times. */
public final class AlertLog {
    /** The part of an SNS message's line that tells its attributes. */
    private static final String ATTRIBUTES = "attributes";

    private static final String TIMESTAMP = "timestamp";

    private final Map<String, MonitorAlert> alerts = new LinkedHashMap<>();
    private final Map<String, Instant> published = new HashMap<>();
    private final Map<String, Map<Path, Integer>> files = new HashMap<>();

    private AlertLog() {}

    /**
     * Reads the alerts from all files that hold some: a sink at the state's key keeps the newest ones alone, and a
     * message for people does not say everything.
     *
     * @param outputs the files that the run wrote
     */
    public static AlertLog read(Collection<Path> outputs) {
        AlertLog log = new AlertLog();
        outputs.forEach(file -> OutputRecords.forEach(file, (line, record) -> log.add(file, line, record)));
        return log;
    }

    private void add(Path file, JsonNode line, JsonNode record) {
        Optional<MonitorAlert> alert = MonitorAlert.of(record);
        alert.ifPresent(each -> {
            alerts.putIfAbsent(each.id(), each);
            files.computeIfAbsent(each.monitor(), monitor -> new LinkedHashMap<>())
                    .merge(file, 1, Integer::sum);
        });
        Optional<String> id = alert.map(MonitorAlert::id)
                .or(() -> Optional.ofNullable(
                        line.path(ATTRIBUTES).path(AlertEvent.ID).textValue()));
        if (id.isPresent() && line.path(TIMESTAMP).isTextual()) {
            published.merge(id.get(), Instant.parse(line.path(TIMESTAMP).asText()), AlertLog::earlier);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** The alerts of a monitor. */
    public List<MonitorAlert> of(String monitor) {
        return alerts.values().stream()
                .filter(alert -> alert.monitor().equals(monitor))
                .sorted(MonitorAlert.IN_TIME)
                .toList();
    }

    /** When an alert was first published to a topic, if it was. */
    public Optional<Instant> published(MonitorAlert alert) {
        return Optional.ofNullable(published.get(alert.id()));
    }

    /** The file with the most alerts of a monitor, if any has some. */
    public Optional<Path> file(String monitor) {
        return files.getOrDefault(monitor, Map.of()).entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey);
    }
}
