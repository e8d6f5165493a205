package io.github.managedflink.spec.window;

import io.github.managedflink.spec.settings.Faults;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
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

    /** Checks a name that the user gives to a field: up to 64 letters, digits and underscores, and none of those that are there anyway. */
    public void checkName(Faults faults, String setting, String name) {
        faults.matches(
                setting,
                name,
                NAME,
                "is no name for a field of the " + records
                        + "; it has up to 64 letters, digits and underscores and does not begin with a digit.");
        if (names.contains(name)) {
            faults.add(setting, name, "is a field that the " + records + " have anyway. Take another name.");
        }
    }
}
