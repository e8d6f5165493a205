package io.github.managedflink.spec.kpi;

import io.github.managedflink.spec.EventTime;
import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.window.Window;
import java.time.Duration;
import java.util.Map;

/** What a monitor must be like, beside what every pipeline with windows must. */
final class KpiMonitorRules {
    private static final Duration SHORTEST_TTL = Duration.ofMinutes(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(366);

    private final KpiMonitorSpec spec;
    private final Faults faults;

    KpiMonitorRules(KpiMonitorSpec spec, Faults faults) {
        this.spec = spec;
        this.faults = faults;
    }

    void check(RecordShape arriving) {
        checkWindow(spec.window());
        checkKpis(arriving);
        spec.groupNames().forEach(name -> KpiReading.FIELDS.checkName(faults, "group-by", name));
        EventTime.checkDuration(faults, "groups.ttl", spec.groupTtl(), SHORTEST_TTL, LONGEST_TTL);
        if (spec.rulesSource() != null) {
            spec.rulesSource().check(faults.at("rules-source"));
        } else if (spec.rules().rules().isEmpty()) {
            faults.add("rules", null, "are required; add one, or say with rulesFrom(…) where they come from.");
        }
        spec.rules().check(faults, spec.kpis().keySet(), spec.window(), spec.groupTtl());
    }

    private void checkWindow(Window window) {
        if (window == null || window.kind() == null) {
            return;
        }
        if (window.kind() == Window.Kind.SESSION) {
            faults.add(
                    "window.type",
                    "session",
                    "has windows that begin and end with the events, so that none would be without. Use another window.");
        }
        if (window.updateInterval() != null) {
            faults.add(
                    "window.update-interval",
                    window.updateInterval(),
                    "is for leaderboards; a rule reads a window when it closes. Leave it out, and make the window or its"
                            + " slide shorter if need be.");
        }
        if (window.allowedLateness() != null && !window.allowedLateness().isZero()) {
            faults.add(
                    "window.allowed-lateness",
                    window.allowedLateness(),
                    "would change windows that rules have read. Leave it out, and give the event time more out-of-orderness"
                            + " if need be.");
        }
    }

    private void checkKpis(RecordShape arriving) {
        Map<String, Kpi> kpis = spec.kpis();
        faults.require("kpis", kpis.isEmpty() ? null : kpis);
        if (kpis.size() > KpiMonitorSpec.MAX_KPIS) {
            faults.add("kpis", kpis.size(), "may be " + KpiMonitorSpec.MAX_KPIS + " at most.");
        }
        int number = 0;
        for (Map.Entry<String, Kpi> kpi : kpis.entrySet()) {
            String at = "kpis." + ++number;
            if (faults.require(at + ".name", kpi.getKey())) {
                KpiReading.FIELDS.checkName(faults, at + ".name", kpi.getKey());
                if (spec.groupNames().contains(kpi.getKey())) {
                    faults.add(at + ".name", kpi.getKey(), "is the name of a group field too. Rename one of them.");
                }
            }
            if (faults.require(at, kpi.getValue())) {
                kpi.getValue().check(faults.at(at), arriving, spec.window());
            }
        }
    }
}
