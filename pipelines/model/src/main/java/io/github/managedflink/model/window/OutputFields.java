package io.github.managedflink.model.window;

import io.github.managedflink.model.settings.NamedValues;
import io.github.managedflink.model.settings.Violations;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** The fields that all records of a pipeline for its sinks have, beside which there are those that the user names. */
public final class OutputFields {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");

    private final String records;
    private final Set<String> names;

    private OutputFields(String records, Set<String> names) {
        this.records = records;
        this.names = names;
    }

    /**
     * Fields that are there anyway.
     *
     * @param records what messages call the records, in the plural
     */
    public static OutputFields of(String records, Set<String> names) {
        return new OutputFields(records, Collections.unmodifiableSet(new LinkedHashSet<>(names)));
    }

    /**
     * Checks a name that the user gives to a field: up to 64 letters, digits and underscores, and none of those that
     * are there anyway.
     */
    public void checkName(Violations violations, String setting, String name) {
        violations.matches(
                setting,
                name,
                NAME,
                "is no name for a field of the " + records
                        + "; it has up to 64 letters, digits and underscores and does not begin with a digit.");
        if (names.contains(name)) {
            violations.add(setting, name, "is a field that the " + records + " have anyway. Take another name.");
        }
    }

    /**
     * Checks what is computed under names that become fields, beside those of the groups.
     *
     * @param setting what the values are written as
     * @param noun what they are, in the plural
     * @param most how many there may be
     * @param check records what is wrong with one of them
     */
    public <T> void checkNamed(
            Violations violations,
            String setting,
            String noun,
            NamedValues<T> given,
            int most,
            Set<String> groupNames,
            BiConsumer<Violations, T> check) {
        violations.require(setting, given.values());
        int count = given.values().size();
        if (count > most) {
            violations.add(setting, count, "may be " + most + " at most.");
        }
        given.checkNames(violations, setting, noun);
        for (int i = 0; i < count; i++) {
            String at = setting + "." + (i + 1);
            checkOutput(violations, at + ".name", given.names().get(i), groupNames);
            T value = given.values().get(i);
            if (violations.require(at, value)) {
                check.accept(violations.at(at), value);
            }
        }
    }

    private void checkOutput(Violations violations, String setting, String name, Set<String> groupNames) {
        if (violations.require(setting, name)) {
            checkName(violations, setting, name);
            if (groupNames.contains(name)) {
                violations.add(setting, name, "is the name of a group field too. Rename one of them.");
            }
        }
    }
}
