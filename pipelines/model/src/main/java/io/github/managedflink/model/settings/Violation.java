package io.github.managedflink.model.settings;

import java.util.Objects;

/** One thing that is wrong with one setting. */
public final class Violation {
    private static final int SHOWN_CHARACTERS = 120;

    private final String setting;
    private final String value;
    private final String advice;

    Violation(String setting, Object value, String advice) {
        this.setting = setting;
        this.value = value == null ? null : String.valueOf(value);
        this.advice = advice;
    }

    /** Returns the setting's full name, for example {@code steps.3.field}. */
    public String setting() {
        return setting;
    }

    /** Returns what is wrong and what to do. */
    public String advice() {
        return advice;
    }

    @Override
    public String toString() {
        if (value == null) {
            return setting + ": " + advice;
        }
        String shown = value.length() <= SHOWN_CHARACTERS ? value : value.substring(0, SHOWN_CHARACTERS) + "…";
        return setting + " = \"" + shown + "\": " + advice;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Violation
                && setting.equals(((Violation) other).setting)
                && Objects.equals(value, ((Violation) other).value)
                && advice.equals(((Violation) other).advice);
    }

    @Override
    public int hashCode() {
        return Objects.hash(setting, value, advice);
    }
}
