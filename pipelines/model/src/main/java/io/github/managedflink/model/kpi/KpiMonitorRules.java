package io.github.managedflink.model.kpi;

import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.window.Window;
import java.time.Duration;

/** What a monitor must be like, beside what every pipeline with windows must. */
final class KpiMonitorRules {
    private static final Duration SHORTEST_TTL = Duration.ofMinutes(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(366);

    private final KpiMonitorSpec spec;
    private final Violations violations;

    KpiMonitorRules(KpiMonitorSpec spec, Violations violations) {
        this.spec = spec;
        this.violations = violations;
    }

    void check(RecordShape arriving) {
        checkWindow(spec.window());
        KpiMeasurement.FIELDS.checkNamed(
                violations,
                "kpis",
                "KPIs",
                spec.givenKpis(),
                KpiMonitorSpec.MAX_KPIS,
                spec.groupNames(),
                (at, kpi) -> kpi.check(at, arriving, spec.window()));
        spec.groupNames().forEach(name -> KpiMeasurement.FIELDS.checkName(violations, "group-by", name));
        EventTime.checkDuration(violations, "groups.ttl", spec.groupTtl(), SHORTEST_TTL, LONGEST_TTL);
        if (spec.rulesSource() != null) {
            spec.rulesSource().check(violations.at("rules-source"));
        } else if (spec.rules().rules().isEmpty()) {
            violations.add("rules", null, "are required; add one, or say with rulesFrom(…) where they come from.");
        }
        spec.rules().check(violations, spec.kpis().keySet(), spec.window(), spec.groupTtl());
        spec.rules().checkReachable(violations, spec.kpis());
    }

    private void checkWindow(Window window) {
        if (window == null || window.kind() == null) {
            return;
        }
        if (window.kind() == Window.Kind.SESSION) {
            violations.add(
                    "window.type",
                    "session",
                    "has windows that begin and end with the events, so that none would be without. Use another window.");
        }
        if (window.updateInterval() != null) {
            violations.add(
                    "window.update-interval",
                    window.updateInterval(),
                    "is for leaderboards; a rule reads a window when it closes. Leave it out, and make the window or its"
                            + " slide shorter if need be.");
        }
        if (window.allowedLateness() != null && !window.allowedLateness().isZero()) {
            violations.add(
                    "window.allowed-lateness",
                    window.allowedLateness(),
                    "would change windows that rules have read. Leave it out, and give the event time more out-of-orderness"
                            + " if need be.");
        }
    }
}
