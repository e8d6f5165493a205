package io.github.managedflink.model.settings;

import java.util.Objects;

/** One thing that is wrong with one setting. */
public final class Fault {
    private static final int SHOWN_CHARACTERS = 120;

    private final String setting;
    private final String value;
    private final String advice;

    Fault(String setting, Object value, String advice) {
        this.setting = setting;
        this.value = value == null ? null : String.valueOf(value);
        this.advice = advice;
    }

    /** The setting's full name, for example {@code steps.3.field}. */
    public String setting() {
        return setting;
    }

    /** What is wrong and what to do. */
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
        return other instanceof Fault
                && setting.equals(((Fault) other).setting)
                && Objects.equals(value, ((Fault) other).value)
                && advice.equals(((Fault) other).advice);
    }

    @Override
    public int hashCode() {
        return Objects.hash(setting, value, advice);
    }
}
