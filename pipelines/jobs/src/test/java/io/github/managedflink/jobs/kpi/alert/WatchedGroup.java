package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.window.FixedPanes;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.AlertRules;
import io.github.managedflink.model.kpi.Threshold;
import java.util.ArrayList;
import java.util.List;

/**
 * A group of the monitor {@code web} with windows of 10 ms, a KPI {@code rate} that empty windows have no value of, and
 * a {@code count}.
 */
final class WatchedGroup {
    static final MonitorLayout LAYOUT = new MonitorLayout(
            "web", List.of("rate", "count"), new double[] {Double.NaN, 0}, new FixedPanes(10, 10), 1_000);
    static final AlertRule LOW_RATE =
            AlertRule.on("rate").critical(Threshold.below(5).clearAt(7));

    private final List<Alert> alerts = new ArrayList<>();
    private final WatchState watched = new WatchState();
    private final GroupState state = watched.now();

    GroupMonitor monitor(AlertRule rule) {
        return monitor(AlertRules.none().withRevision("1").with("low", rule));
    }

    GroupMonitor monitor(AlertRules rules) {
        return new GroupMonitor(LAYOUT, new RuleSet(rules, LAYOUT), "EU", state, alerts::add);
    }

    GroupWatch watch(AlertRule rule) {
        return new GroupWatch(LAYOUT, rules("1", "low", rule), "EU", watched, alerts::add);
    }

    static RuleSet rules(String revision, String name, AlertRule rule) {
        return new RuleSet(AlertRules.none().withRevision(revision).with(name, rule), LAYOUT);
    }

    /** Ten events in the window, the last at {@code last}. */
    static void window(GroupMonitor monitor, long start, long last, double rate) {
        monitor.seen(start, start, last);
        monitor.measurement(measurement(start, rate));
    }

    static void windows(GroupWatch watch, long start, double... rates) {
        for (int i = 0; i < rates.length; i++) {
            long window = start + 10L * i;
            watch.seen(window, window, window + 5);
            watch.measurement(measurement(window, rates[i]));
        }
    }

    static WindowMeasurement measurement(long window, double rate) {
        return new WindowMeasurement(window, new double[] {rate, 10}, new long[] {10, 10});
    }

    static void windows(GroupMonitor monitor, long start, double... rates) {
        for (int i = 0; i < rates.length; i++) {
            window(monitor, start + 10L * i, start + 10L * i + 5, rates[i]);
        }
    }

    List<Alert> alerts() {
        return alerts;
    }

    GroupState state() {
        return state;
    }

    /** What has been sent since it was asked last. */
    List<String> told() {
        List<String> told = alerts.stream()
                .map(alert -> alert.time() + " " + alert.state() + " " + alert.reason() + " v" + alert.version()
                        + (alert.kind() == Alert.Kind.REMINDER ? " reminder" : ""))
                .toList();
        alerts.clear();
        return told;
    }
}
