package io.github.managedflink.model.kpi;

import io.github.managedflink.model.settings.Faults;
import io.github.managedflink.model.sink.PipelineSink;
import io.github.managedflink.model.window.KeyedSink;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whether a sink that keeps one state under each key ends with the newest one, whatever comes twice or late. */
final class StateSafety {
    private StateSafety() {}

    static void check(boolean takesReadings, PipelineSink sink, Set<String> groups, Faults faults) {
        KeyedSink.of(sink).filter(keyed -> !keyed.key().isEmpty()).ifPresent(keyed -> {
            if (takesReadings) {
                checkReadings(keyed, groups, faults);
            } else {
                checkAlerts(keyed, groups, faults);
            }
        });
    }

    private static void checkReadings(KeyedSink sink, Set<String> groups, Faults faults) {
        Set<String> fixed = new LinkedHashSet<>(
                Set.of(KpiReading.MONITOR, KpiReading.GROUP, KpiReading.WINDOW_START, KpiReading.WINDOW_END));
        fixed.addAll(groups);
        boolean hasWindow =
                sink.key().contains(KpiReading.WINDOW_START) || sink.key().contains(KpiReading.WINDOW_END);
        if (!hasWindow || !namesGroup(sink.key(), groups) || !fixed.containsAll(sink.key())) {
            refuseKey(sink, faults, "a reading", KpiReading.GROUP + " and " + KpiReading.WINDOW_END);
        }
    }

    private static void checkAlerts(KeyedSink sink, Set<String> groups, Faults faults) {
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
                    faults,
                    "the state of a rule in a group",
                    AlertEvent.RULE + " and " + AlertEvent.GROUP + " for the current states, " + AlertEvent.ID
                            + " for all events");
        }
        if (!AlertEvent.VERSION.equals(sink.version())) {
            faults.add(
                    "version",
                    sink.version(),
                    "must be " + AlertEvent.VERSION + ", or an older state of a rule could overwrite a newer one.");
        }
    }

    private static boolean namesGroup(Set<String> key, Set<String> groups) {
        return key.contains(AlertEvent.GROUP) || key.containsAll(groups);
    }

    private static void refuseKey(KeyedSink sink, Faults faults, String what, String advice) {
        faults.add(
                sink.keySetting(),
                String.join(", ", sink.key()),
                "does not identify " + what + ", so that others would overwrite it. Use " + advice + ".");
    }
}
