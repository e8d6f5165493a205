package io.github.managedflink.model.settings;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Gathers faults, so that a user sees all of them at once. {@link #at} gives a view that puts a prefix before the names
 * of settings; all views share one list.
 */
public final class Violations {
    private final List<Violation> found;
    private final String prefix;

    /** An empty collection. */
    public Violations() {
        this(new ArrayList<>(), "");
    }

    private Violations(List<Violation> found, String prefix) {
        this.found = found;
        this.prefix = prefix;
    }

    /** Returns a view on the same faults for the settings below {@code name}. */
    public Violations at(String name) {
        return new Violations(found, prefix + name + ".");
    }

    /**
     * Records that {@code setting}, which has {@code value} (null if it has none), is wrong; {@code advice} says what
     * to do.
     */
    public void add(String setting, Object value, String advice) {
        found.add(new Violation(prefix + setting, value, advice));
    }

    /** Checks that a setting is there. Silent when reading the setting has already found a fault. */
    public boolean require(String setting, Object value) {
        boolean missing = value == null
                || (value instanceof String && ((String) value).isEmpty())
                || (value instanceof List && ((List<?>) value).isEmpty());
        if (missing && !hasFaultAt(setting)) {
            add(setting, null, "is required but missing.");
        }
        return !missing;
    }

    /** Checks that a number lies in a range; null passes. */
    public void range(String setting, Number value, long least, long most) {
        if (value != null && (value.longValue() < least || value.longValue() > most)) {
            add(setting, value, "must be between " + least + " and " + most + ".");
        }
    }

    /**
     * Checks a text against a pattern; null passes, and so does a CDK token, whose value is known only at deployment.
     */
    public void matches(String setting, String value, Pattern pattern, String advice) {
        if (value != null && !Tokens.isToken(value) && !pattern.matcher(value).matches()) {
            add(setting, value, advice);
        }
    }

    private boolean hasFaultAt(String setting) {
        return found.stream().anyMatch(fault -> fault.setting().equals(prefix + setting));
    }

    /** Returns everything found so far, through this view or another. */
    public List<Violation> all() {
        return Collections.unmodifiableList(found);
    }

    /**
     * Ends a check.
     *
     * @throws InvalidSpecException if there is any fault; its message lists all of them
     */
    public void throwIfAny(String subject) {
        if (!found.isEmpty()) {
            throw new InvalidSpecException(subject, found);
        }
    }
}
