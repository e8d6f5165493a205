package io.github.managedflink.model.settings;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Collects settings as name and text. What is absent or empty is left out, as MSF allows no empty value. */
public final class SettingsWriter {
    private final Map<String, String> settings;
    private final String prefix;

    /** An empty collection. */
    public SettingsWriter() {
        this(new LinkedHashMap<>(), "");
    }

    private SettingsWriter(Map<String, String> settings, String prefix) {
        this.settings = settings;
        this.prefix = prefix;
    }

    /** Returns a view on the same collection that puts {@code name.} before each name. */
    public SettingsWriter at(String name) {
        return new SettingsWriter(settings, prefix + name + ".");
    }

    /** Writes a text. */
    public SettingsWriter put(String name, String value) {
        if (value != null && !value.isEmpty()) {
            settings.put(prefix + name, value);
        }
        return this;
    }

    /** Writes a number. */
    public SettingsWriter put(String name, Number value) {
        return put(name, value == null ? null : value.toString());
    }

    /** Writes {@code true}, or nothing for false. */
    public SettingsWriter put(String name, boolean value) {
        return put(name, value ? "true" : null);
    }

    /** Writes a duration as ISO-8601, for example {@code PT5M}. */
    public SettingsWriter put(String name, Duration value) {
        return put(name, value == null ? null : value.toString());
    }

    /** Writes a constant in lower case with hyphens. */
    public SettingsWriter put(String name, Enum<?> value) {
        return put(name, value == null ? null : word(value));
    }

    /** Writes a list as numbered entries: {@code name.1}, {@code name.2}, … */
    public SettingsWriter put(String name, List<String> values) {
        int number = 0;
        for (String value : values) {
            put(name + "." + ++number, value);
        }
        return this;
    }

    /**
     * Writes named values as numbered entries: {@code name.1.name} with the settings of the first value beside it, and
     * so on.
     */
    public SettingsWriter put(String name, NamedValues<? extends SpecValue> values) {
        int number = 0;
        for (SpecValue value : values.values()) {
            String at = name + "." + ++number;
            put(at + ".name", values.names().get(number - 1)).put(at, value);
        }
        return this;
    }

    /** Writes a value's own settings below {@code name}. */
    public SettingsWriter put(String name, SpecValue value) {
        if (value != null) {
            value.writeTo(at(name));
        }
        return this;
    }

    /** Returns all settings, in the order of writing. */
    public Map<String, String> asMap() {
        return Collections.unmodifiableMap(settings);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
