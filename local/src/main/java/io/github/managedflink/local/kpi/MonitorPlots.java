package io.github.managedflink.local.kpi;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.presentation.KpiPlot;
import io.github.managedflink.local.presentation.KpiPlot.Limit;
import io.github.managedflink.local.presentation.KpiPlot.Point;
import io.github.managedflink.local.presentation.KpiPlot.Span;
import io.github.managedflink.local.presentation.SvgPlot;
import io.github.managedflink.local.presentation.WindowText;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.AlertState;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMeasurement;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.window.Window;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plots for each rule of a monitor the groups whose states changed most often, if the run's sinks took measurements.
 */
public final class MonitorPlots {
    private static final String UNSAFE_IN_NAMES = "[^A-Za-z0-9._-]+";
    private static final String SUFFIX = ".svg";
    private static final int LONGEST_GROUP_IN_NAME = 60;
    /** By how much longer a calendar day may be than another. */
    private static final Duration CLOCK_CHANGE = Duration.ofHours(2);

    private final KpiMonitorSpec monitor;
    private final List<Series> chosen = new ArrayList<>();
    private final Map<String, NavigableMap<Instant, JsonNode>> measurementsByGroup = new LinkedHashMap<>();

    private MonitorPlots(KpiMonitorSpec monitor) {
        this.monitor = monitor;
    }

    /**
     * Writes the plots of a monitor.
     *
     * @param groups how many groups of each rule are plotted at most
     * @param outputs the files that the run wrote
     * @param folder which the plots go to
     * @return their files
     */
    public static List<Path> write(
            KpiMonitorSpec monitor, int groups, AlertLog log, Collection<Path> outputs, OwnFolder folder)
            throws IOException {
        MonitorPlots plots = new MonitorPlots(monitor);
        plots.choose(log.of(monitor.name()), groups);
        outputs.forEach(file -> OutputRecords.forEach(file, (line, record) -> plots.addMeasurement(record)));
        Map<String, KpiPlot> byFile = new LinkedHashMap<>();
        for (Series series : plots.chosen) {
            plots.plot(series).ifPresent(plot -> byFile.put(plots.fileName(series, byFile.keySet()), plot));
        }
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, KpiPlot> each : byFile.entrySet()) {
            files.add(folder.write(each.getKey(), SvgPlot.draw(each.getValue())));
        }
        return files;
    }

    /** What one rule told of one group. */
    private record Series(String rule, String group, List<MonitorAlert> alerts) {}

    private void choose(List<MonitorAlert> alerts, int groups) {
        for (String rule : monitor.rules().rules().keySet()) {
            Map<String, List<MonitorAlert>> byGroup = alerts.stream()
                    .filter(alert -> alert.rule().equals(rule) && !alert.isReminder())
                    .collect(Collectors.groupingBy(MonitorAlert::group, TreeMap::new, Collectors.toList()));
            byGroup.entrySet().stream()
                    .map(group -> new Series(rule, group.getKey(), group.getValue()))
                    .sorted(Comparator.comparing(
                                    (Series series) -> series.alerts().size())
                            .reversed())
                    .limit(groups)
                    .forEach(chosen::add);
        }
        for (Series series : chosen) {
            measurementsByGroup.put(series.group(), new TreeMap<>());
        }
    }

    private void addMeasurement(JsonNode record) {
        NavigableMap<Instant, JsonNode> measurements =
                measurementsByGroup.get(record.path(KpiMeasurement.GROUP).asText());
        if (measurements != null
                && record.path(KpiMeasurement.MONITOR).asText().equals(monitor.name())
                && record.hasNonNull(KpiMeasurement.EVENTS)
                && record.hasNonNull(KpiMeasurement.WINDOW_END)) {
            measurements.put(
                    Instant.parse(record.path(KpiMeasurement.WINDOW_END).asText()), record);
        }
    }

    private Optional<KpiPlot> plot(Series series) {
        AlertRule rule = monitor.rules().rules().get(series.rule());
        List<Point> points = points(series.group(), rule.kpi());
        // Without measurements there is nothing to plot; with measurements that all lack a value, neither.
        if (points.stream().allMatch(point -> point.value().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(new KpiPlot(
                rule.kpi() + (monitor.groupFields().isEmpty() ? "" : " of " + series.group()),
                "Monitor %s, rule %s, %s".formatted(monitor.name(), series.rule(), WindowText.of(monitor.window())),
                rule.kpi(),
                isShare(monitor.kpis().get(rule.kpi())),
                points,
                limits(rule),
                spans(series.alerts(), points)));
    }

    /**
     * With one without a value where windows are missing, as between the last event of a group and the first after it
     * was forgotten.
     */
    private List<Point> points(String group, String kpi) {
        List<Point> points = new ArrayList<>();
        Instant next = Instant.MAX;
        for (Map.Entry<Instant, JsonNode> measurement :
                measurementsByGroup.get(group).entrySet()) {
            if (measurement.getKey().isAfter(next)) {
                points.add(new Point(next, OptionalDouble.empty()));
            }
            points.add(new Point(
                    measurement.getKey(), number(measurement.getValue().path(kpi))));
            next = measurement.getKey().plus(longestStep());
        }
        return points;
    }

    private Duration longestStep() {
        Window window = monitor.window();
        return window.kind() == Window.Kind.CALENDAR_DAY ? window.step().plus(CLOCK_CHANGE) : window.step();
    }

    private static OptionalDouble number(JsonNode value) {
        return value.isNumber() ? OptionalDouble.of(value.asDouble()) : OptionalDouble.empty();
    }

    private static boolean isShare(Kpi kpi) {
        return kpi.kind() == Kpi.Kind.RATIO || kpi.change() != null;
    }

    private static List<Limit> limits(AlertRule rule) {
        List<Limit> limits = new ArrayList<>();
        addLimits(limits, AlertState.WARNING, rule.warning());
        addLimits(limits, AlertState.CRITICAL, rule.critical());
        return limits;
    }

    private static void addLimits(List<Limit> limits, AlertState level, Threshold threshold) {
        if (threshold != null) {
            limits.add(new Limit(level, false, threshold.value()));
            if (threshold.clear() != threshold.value()) {
                limits.add(new Limit(level, true, threshold.clear()));
            }
        }
    }

    /** What the state was from the first measurement or alert to the last one. */
    private static List<Span> spans(List<MonitorAlert> alerts, List<Point> points) {
        Instant end = latest(
                points.get(points.size() - 1).time(),
                alerts.get(alerts.size() - 1).time());
        List<Span> spans = new ArrayList<>();
        Instant from = points.get(0).time();
        for (MonitorAlert alert : alerts) {
            if (alert.time().isAfter(from)) {
                spans.add(new Span(alert.previousState(), from, alert.time()));
            }
            from = alert.time();
        }
        spans.add(new Span(alerts.get(alerts.size() - 1).state(), from, end));
        return spans;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Groups whose names differ only in what a file's name leaves out are numbered. */
    private String fileName(Series series, Set<String> taken) {
        String group = series.group().replaceAll(UNSAFE_IN_NAMES, "_");
        String shortened = group.substring(0, Math.min(group.length(), LONGEST_GROUP_IN_NAME));
        String name =
                monitor.name() + "-" + series.rule() + (monitor.groupFields().isEmpty() ? "" : "-" + shortened);
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> (number == 1 ? name : name + "-" + number) + SUFFIX)
                .filter(each -> !taken.contains(each))
                .findFirst()
                .orElseThrow();
    }
}
