package io.github.managedflink.model.kpi;

import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.NamedValues;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of a monitor by their names, in their order, with the revision under which they were made known. */
public final class AlertRules extends SpecValue {
    /** How many rules a monitor may have. */
    public static final int MAX_RULES = 50;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
    private static final int MAX_REVISION = 64;
    /** That of a zone whose clocks are put back by two hours, as at Troll in Antarctica. */
    private static final Duration LONGEST_DAY = Duration.ofHours(26);

    private final String revision;
    private final NamedValues<AlertRule> rules;

    private AlertRules(String revision, NamedValues<AlertRule> rules) {
        this.revision = revision;
        this.rules = rules;
    }

    /** Returns no rules. */
    public static AlertRules none() {
        return new AlertRules(null, NamedValues.none());
    }

    /**
     * Returns the same and another rule. Its name has 1 to 64 letters, digits, dots, hyphens or underscores, and is
     * part of the ids of its alerts. There are {@value #MAX_RULES} at most.
     */
    public AlertRules with(String name, AlertRule rule) {
        return new AlertRules(revision, rules.with(name, rule));
    }

    /** Returns the same under a revision, which alerts carry: up to 64 characters. Default: none. */
    public AlertRules withRevision(String text) {
        return new AlertRules(text, rules);
    }

    /** Reads what was written: {@code revision}, and {@code rules.N.name} with the rule's settings beside it. */
    public static AlertRules read(SettingsReader settings) {
        return new AlertRules(settings.text("revision"), settings.named("rules", AlertRule::read));
    }

    /**
     * Reads rules that replace others while the job runs.
     *
     * @param document the settings: {@code revision}, which may be absent, and at least one rule
     * @param kpis the names of the monitor's KPIs
     * @param window the monitor's windows
     * @param groupTtl after how long without events a group is forgotten
     * @throws io.github.managedflink.model.settings.InvalidSpecException if anything is wrong with them; it names all
     *     faults
     */
    public static AlertRules fromDocument(
            Map<String, String> document, Set<String> kpis, Window window, Duration groupTtl) {
        Violations violations = new Violations();
        SettingsReader settings = new SettingsReader(Arguments.given("document", document), violations);
        AlertRules rules = read(settings);
        settings.checkAllRead();
        violations.require("rules", rules.rules.values());
        rules.check(violations, kpis, window, groupTtl);
        violations.throwIfAny("The document of rules");
        return rules;
    }

    /** Returns the revision; null if there is none. */
    public String revision() {
        return revision;
    }

    /** Returns the rules by their names, in their order. */
    public Map<String, AlertRule> rules() {
        return rules.asMap();
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("revision", revision).put("rules", rules);
    }

    @Override
    public void check(Violations violations) {
        check(violations, Set.of(), null, null);
    }

    /**
     * Records what is wrong with the rules in a monitor.
     *
     * @param kpis the names of its KPIs; empty if they are not known
     * @param window its windows; null if they are not known
     * @param groupTtl after how long without events a group is forgotten; null if it is not known
     */
    public void check(Violations violations, Set<String> kpis, Window window, Duration groupTtl) {
        if (revision != null && revision.length() > MAX_REVISION) {
            violations.add("revision", revision, "is longer than " + MAX_REVISION + " characters.");
        }
        int count = rules.values().size();
        if (count > MAX_RULES) {
            violations.add("rules", count, "may be " + MAX_RULES + " at most.");
        }
        rules.checkNames(violations, "rules", "rules");
        Duration slide = slide(window);
        for (int i = 0; i < count; i++) {
            String at = "rules." + (i + 1);
            checkName(violations, at + ".name", rules.names().get(i));
            AlertRule rule = rules.values().get(i);
            if (violations.require(at, rule)) {
                rule.check(violations.at(at), kpis, slide, groupTtl);
            }
        }
    }

    /** Records which thresholds the values of their KPIs never reach, or always. */
    void checkReachable(Violations violations, Map<String, Kpi> kpis) {
        int number = 0;
        for (AlertRule rule : rules.values()) {
            Violations at = violations.at("rules." + ++number);
            Kpi kpi = rule == null ? null : kpis.get(rule.kpi());
            if (kpi != null) {
                kpi.checkReachable(at.at("warning"), rule.warning());
                kpi.checkReachable(at.at("critical"), rule.critical());
            }
        }
    }

    /** The longest time from the start of a window to that of the next; null if it is not known. */
    private static Duration slide(Window window) {
        if (window == null || window.kind() == null) {
            return null;
        }
        switch (window.kind()) {
            case TUMBLING:
                return window.size();
            case SLIDING:
                return window.slide();
            case CALENDAR_DAY:
                return LONGEST_DAY;
            default:
                return null;
        }
    }

    private static void checkName(Violations violations, String setting, String name) {
        if (violations.require(setting, name)) {
            violations.matches(
                    setting,
                    name,
                    NAME,
                    "is no name for a rule; it has 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
    }
}
