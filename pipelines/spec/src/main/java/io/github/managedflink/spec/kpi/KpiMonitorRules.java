package io.github.managedflink.spec.kpi;

import io.github.managedflink.spec.EventTime;
import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.NamedValues;
import io.github.managedflink.spec.window.Window;
import java.time.Duration;

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
        NamedValues<Kpi> kpis = spec.givenKpis();
        faults.require("kpis", kpis.values());
        int count = kpis.values().size();
        if (count > KpiMonitorSpec.MAX_KPIS) {
            faults.add("kpis", count, "may be " + KpiMonitorSpec.MAX_KPIS + " at most.");
        }
        kpis.checkNames(faults, "kpis", "KPIs");
        for (int i = 0; i < count; i++) {
            String at = "kpis." + (i + 1);
            checkName(at + ".name", kpis.names().get(i));
            Kpi kpi = kpis.values().get(i);
            if (faults.require(at, kpi)) {
                kpi.check(faults.at(at), arriving, spec.window());
            }
        }
    }

    private void checkName(String setting, String name) {
        if (faults.require(setting, name)) {
            KpiReading.FIELDS.checkName(faults, setting, name);
            if (spec.groupNames().contains(name)) {
                faults.add(setting, name, "is the name of a group field too. Rename one of them.");
            }
        }
    }
}
