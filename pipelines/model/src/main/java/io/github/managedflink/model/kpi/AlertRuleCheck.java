package io.github.managedflink.model.kpi;

import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** What a rule must be like. */
final class AlertRuleCheck {
    private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(1);
    private static final Duration SHORTEST_REMINDER = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int MAX_DESCRIPTION = 1_000;

    private final AlertRule rule;
    private final Violations violations;

    AlertRuleCheck(AlertRule rule, Violations violations) {
        this.rule = rule;
        this.violations = violations;
    }

    void check(Integer breached, Integer windows, Long minimumSample) {
        violations.require("kpi", rule.kpi());
        checkLevels();
        checkWindows(breached, windows);
        if (violations.require("minimum-sample", minimumSample)) {
            violations.range("minimum-sample", minimumSample, 0, Long.MAX_VALUE);
        }
        if (rule.noDataAfter() != null) {
            Spans.check(violations, "no-data-after", rule.noDataAfter(), SHORTEST_SILENCE, LONGEST);
        }
        checkMuted();
        if (rule.flapDamping() != null) {
            rule.flapDamping().check(violations.at("flap-damping"));
        }
        if (rule.remindEvery() != null) {
            Spans.check(violations, "remind-every", rule.remindEvery(), SHORTEST_REMINDER, LONGEST);
        }
        checkTexts();
    }

    private void checkLevels() {
        Threshold warning = rule.warning();
        Threshold critical = rule.critical();
        if (warning == null && critical == null && rule.noDataAfter() == null) {
            violations.add(
                    "critical", null, "is missing, and so are warning and no-data-after; a rule needs one of them.");
        }
        if (warning != null) {
            warning.check(violations.at("warning"));
        }
        if (critical != null) {
            critical.check(violations.at("critical"));
        }
        if (warning == null || critical == null || !warning.isComparable() || !critical.isComparable()) {
            return;
        }
        if (warning.comparator().isLower() != critical.comparator().isLower()) {
            violations.add(
                    "critical.comparator",
                    word(critical.comparator()),
                    "points the other way than the warning's, " + word(warning.comparator())
                            + ". Make two rules of it.");
        } else if (!critical.isWithin(warning)) {
            violations.add(
                    "critical.threshold",
                    critical.value(),
                    "is reached before the warning's, " + warning.value() + ". Exchange them.");
        }
    }

    private static String word(Threshold.Comparator comparator) {
        return comparator.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void checkWindows(Integer breached, Integer windows) {
        if (violations.require("windows.of", windows)) {
            violations.range("windows.of", windows, 1, AlertRule.MAX_WINDOWS);
        }
        if (violations.require("windows.breached", breached)) {
            boolean isKnown = windows != null && windows >= 1 && windows <= AlertRule.MAX_WINDOWS;
            violations.range("windows.breached", breached, 1, isKnown ? windows : AlertRule.MAX_WINDOWS);
        }
    }

    private void checkMuted() {
        if (rule.muted().size() > AlertRule.MAX_MUTE_SCHEDULES) {
            violations.add("mute", rule.muted().size(), "may be " + AlertRule.MAX_MUTE_SCHEDULES + " at most.");
        }
        int number = 0;
        for (MuteSchedule schedule : rule.muted()) {
            String at = "mute." + ++number;
            if (violations.require(at, schedule)) {
                schedule.check(violations.at(at));
            }
        }
    }

    private void checkTexts() {
        String runbook = rule.runbook();
        if (runbook != null && !Tokens.isToken(runbook) && !isWebAddress(runbook)) {
            violations.add(
                    "runbook", runbook, "is no address of a page; write one such as https://example.org/runbook.");
        }
        String description = rule.description();
        if (description != null && description.length() > MAX_DESCRIPTION) {
            violations.add(
                    "description",
                    description,
                    "is " + description.length() + " characters long; " + MAX_DESCRIPTION + " are the most.");
        }
    }

    private static boolean isWebAddress(String text) {
        try {
            URI address = new URI(text);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && address.getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    /**
     * @param kpis the names of the KPIs; empty if they are not known
     * @param slide the longest time from the start of a window to that of the next; null if it is not known
     * @param groupTtl after how long without events a group is forgotten; null if it is not known
     */
    void checkWithin(Set<String> kpis, Duration slide, Duration groupTtl) {
        if (rule.kpi() != null && !kpis.isEmpty() && !kpis.contains(rule.kpi())) {
            violations.add("kpi", rule.kpi(), "is no KPI; the KPIs are " + String.join(", ", kpis) + ".");
        }
        Duration silence = rule.noDataAfter();
        if (silence != null && slide != null && silence.compareTo(slide) < 0) {
            violations.add(
                    "no-data-after",
                    silence,
                    "is shorter than from one window to the next, " + slide
                            + ". Make it at least that, or the windows shorter.");
        }
        if (silence != null && groupTtl != null && silence.compareTo(groupTtl) >= 0) {
            violations.add(
                    "no-data-after",
                    silence,
                    "never comes, as a group is forgotten after " + groupTtl + ". Make it shorter than that.");
        }
    }
}
