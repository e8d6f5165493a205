package io.github.managedflink.spec.kpi;

import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SettingsWriter;
import io.github.managedflink.spec.settings.SpecValue;
import io.github.managedflink.spec.window.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
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
    private final List<String> names;
    private final List<AlertRule> values;

    private AlertRules(String revision, List<String> names, List<AlertRule> values) {
        this.revision = revision;
        this.names = Collections.unmodifiableList(names);
        this.values = Collections.unmodifiableList(values);
    }

    /** No rules. */
    public static AlertRules none() {
        return new AlertRules(null, List.of(), List.of());
    }

    /** The same and another rule. Its name has 1 to 64 letters, digits, dots, hyphens or underscores, and is part of the ids of its alerts. There are {@value #MAX_RULES} at most. */
    public AlertRules with(String name, AlertRule rule) {
        List<String> newNames = new ArrayList<>(names);
        newNames.add(name);
        List<AlertRule> newValues = new ArrayList<>(values);
        newValues.add(rule);
        return new AlertRules(revision, newNames, newValues);
    }

    /** The same under a revision, which alerts carry: up to 64 characters. Default: none. */
    public AlertRules withRevision(String text) {
        return new AlertRules(text, names, values);
    }

    /** Reads what was written: {@code revision}, and {@code rules.N.name} with the rule's settings beside it. */
    public static AlertRules read(SettingsReader settings) {
        AlertRules rules = none().withRevision(settings.text("revision"));
        SettingsReader numbered = settings.at("rules");
        for (int number = 1; numbered.has(String.valueOf(number)); number++) {
            SettingsReader rule = numbered.at(String.valueOf(number));
            rules = rules.with(rule.text("name"), AlertRule.read(rule));
        }
        return rules;
    }

    /**
     * Reads rules that replace others while the job runs.
     *
     * @param document the settings: {@code revision}, which may be absent, and at least one rule
     * @param kpis the names of the monitor's KPIs
     * @param window the monitor's windows
     * @param groupTtl after how long without events a group is forgotten
     * @throws io.github.managedflink.spec.settings.SpecException if anything is wrong with them; it names all faults
     */
    public static AlertRules fromDocument(
            Map<String, String> document, Set<String> kpis, Window window, Duration groupTtl) {
        Faults faults = new Faults();
        SettingsReader settings = new SettingsReader(document, faults);
        AlertRules rules = read(settings);
        settings.checkAllRead();
        faults.require("rules", rules.names);
        rules.check(faults, kpis, window, groupTtl);
        faults.throwIfAny("The document of rules");
        return rules;
    }

    /** The revision; null if there is none. */
    public String revision() {
        return revision;
    }

    /** The rules by their names, in their order. */
    public Map<String, AlertRule> rules() {
        Map<String, AlertRule> rules = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            rules.putIfAbsent(names.get(i), values.get(i));
        }
        return Collections.unmodifiableMap(rules);
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("revision", revision);
        for (int i = 0; i < names.size(); i++) {
            String at = "rules." + (i + 1);
            settings.put(at + ".name", names.get(i)).put(at, values.get(i));
        }
    }

    @Override
    public void check(Faults faults) {
        check(faults, Set.of(), null, null);
    }

    /**
     * Records what is wrong with the rules in a monitor.
     *
     * @param kpis the names of its KPIs; empty if they are not known
     * @param window its windows; null if they are not known
     * @param groupTtl after how long without events a group is forgotten; null if it is not known
     */
    public void check(Faults faults, Set<String> kpis, Window window, Duration groupTtl) {
        if (revision != null && revision.length() > MAX_REVISION) {
            faults.add("revision", revision, "is longer than " + MAX_REVISION + " characters.");
        }
        if (names.size() > MAX_RULES) {
            faults.add("rules", names.size(), "may be " + MAX_RULES + " at most.");
        }
        Duration slide = slide(window);
        Set<String> known = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String at = "rules." + (i + 1);
            checkName(faults, at + ".name", names.get(i), known);
            if (faults.require(at, values.get(i))) {
                values.get(i).check(faults.at(at), kpis, slide, groupTtl);
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

    private static void checkName(Faults faults, String setting, String name, Set<String> known) {
        if (!faults.require(setting, name)) {
            return;
        }
        faults.matches(
                setting,
                name,
                NAME,
                "is no name for a rule; it has 1 to 64 letters, digits, dots, hyphens or underscores.");
        if (!known.add(name)) {
            faults.add(setting, name, "is the name of two rules. Rename one of them.");
        }
    }
}
