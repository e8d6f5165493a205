package io.github.managedflink.model.kpi;

import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.window.KeyedSink;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whether a sink that keeps one state under each key ends with the newest one, whatever comes twice or late. */
final class StateSafety {
    private StateSafety() {}

    static void check(boolean takesMeasurements, PipelineSinkSpec sink, Set<String> groups, Violations violations) {
        KeyedSink.of(sink).filter(keyed -> !keyed.key().isEmpty()).ifPresent(keyed -> {
            if (takesMeasurements) {
                checkMeasurements(keyed, groups, violations);
            } else {
                checkAlerts(keyed, groups, violations);
            }
        });
    }

    private static void checkMeasurements(KeyedSink sink, Set<String> groups, Violations violations) {
        Set<String> fixed = new LinkedHashSet<>(Set.of(
                KpiMeasurement.MONITOR, KpiMeasurement.GROUP, KpiMeasurement.WINDOW_START, KpiMeasurement.WINDOW_END));
        fixed.addAll(groups);
        boolean hasWindow =
                sink.key().contains(KpiMeasurement.WINDOW_START) || sink.key().contains(KpiMeasurement.WINDOW_END);
        if (!hasWindow || !namesGroup(sink.key(), groups) || !fixed.containsAll(sink.key())) {
            refuseKey(sink, violations, "a measurement", KpiMeasurement.GROUP + " and " + KpiMeasurement.WINDOW_END);
        }
    }

    private static void checkAlerts(KeyedSink sink, Set<String> groups, Violations violations) {
        Set<String> key = sink.key();
        if (key.contains(AlertEvent.ID)) {
            return;
        }
        Set<String> fixed =
                new LinkedHashSet<>(Set.of(AlertEvent.MONITOR, AlertEvent.RULE, AlertEvent.KPI, AlertEvent.GROUP));
        fixed.addAll(groups);
        if (!key.contains(AlertEvent.RULE) || !namesGroup(key, groups) || !fixed.containsAll(key)) {
            refuseKey(
                    sink,
                    violations,
                    "the state of a rule in a group",
                    AlertEvent.RULE + " and " + AlertEvent.GROUP + " for the current states, " + AlertEvent.ID
                            + " for all events");
        }
        if (!AlertEvent.VERSION.equals(sink.version())) {
            violations.add(
                    "version",
                    sink.version(),
                    "must be " + AlertEvent.VERSION + ", or an older state of a rule could overwrite a newer one.");
        }
    }

    private static boolean namesGroup(Set<String> key, Set<String> groups) {
        return key.contains(AlertEvent.GROUP) || key.containsAll(groups);
    }

    private static void refuseKey(KeyedSink sink, Violations violations, String what, String advice) {
        violations.add(
                sink.keySetting(),
                String.join(", ", sink.key()),
                "does not identify " + what + ", so that others would overwrite it. Use " + advice + ".");
    }
}
