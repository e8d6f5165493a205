package io.github.managedflink.model.settings;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads settings by name. A text that is no number, duration or known word is recorded as a fault and read as null;
 * what nobody asked for is found by {@link #checkAllRead}.
 */
public final class SettingsReader {
    private final Map<String, String> settings;
    private final Set<String> unread;
    private final String prefix;
    private final Violations violations;

    /** Reads {@code settings} and records faults in {@code violations}. */
    public SettingsReader(Map<String, String> settings, Violations violations) {
        this(settings, new TreeSet<>(settings.keySet()), "", violations);
    }

    private SettingsReader(Map<String, String> settings, Set<String> unread, String prefix, Violations violations) {
        this.settings = settings;
        this.unread = unread;
        this.prefix = prefix;
        this.violations = violations;
    }

    /** Returns a view on the settings below {@code name}. */
    public SettingsReader at(String name) {
        return new SettingsReader(settings, unread, prefix + name + ".", violations.at(name));
    }

    /** Returns where faults of this view's settings are recorded. */
    public Violations violations() {
        return violations;
    }

    /** Returns whether there is a setting {@code name}, or one below it. */
    public boolean has(String name) {
        String full = prefix + name;
        return settings.containsKey(full) || settings.keySet().stream().anyMatch(key -> key.startsWith(full + "."));
    }

    /** Returns a text, or null. */
    public String text(String name) {
        unread.remove(prefix + name);
        return settings.get(prefix + name);
    }

    /** Returns a whole number, or null. */
    public Integer integer(String name) {
        return parsed(name, Integer::valueOf, "must be a whole number.");
    }

    /** Returns a whole number, or null. */
    public Long number(String name) {
        return parsed(name, Long::valueOf, "must be a whole number.");
    }

    /** Returns a decimal number, or null. */
    public Double decimal(String name) {
        return parsed(name, Double::valueOf, "must be a number.");
    }

    /** Returns true only for {@code true}; an absent setting is false. */
    public boolean flag(String name) {
        Boolean value = parsed(
                name,
                text -> {
                    if (!text.equals("true") && !text.equals("false")) {
                        throw new IllegalArgumentException();
                    }
                    return Boolean.valueOf(text);
                },
                "must be true or false.");
        return Boolean.TRUE.equals(value);
    }

    /** Returns a duration in ISO-8601, or null. */
    public Duration duration(String name) {
        return parsed(name, Duration::parse, "must be a duration such as PT30S, PT5M or P1D.");
    }

    /** Returns a constant written in lower case with hyphens, or null. */
    public <E extends Enum<E>> E word(String name, Class<E> type) {
        List<String> words =
                Arrays.stream(type.getEnumConstants()).map(SettingsWriter::word).collect(Collectors.toList());
        return parsed(
                name,
                text -> {
                    int index = words.indexOf(text);
                    if (index < 0) {
                        throw new IllegalArgumentException();
                    }
                    return type.getEnumConstants()[index];
                },
                "must be one of " + String.join(", ", words) + ".");
    }

    /** Returns the numbered entries {@code name.1}, {@code name.2}, … */
    public List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        for (int number = 1; settings.containsKey(prefix + name + "." + number); number++) {
            values.add(text(name + "." + number));
        }
        return values;
    }

    /**
     * Returns the named values of the numbered entries {@code name.1}, {@code name.2}, …
     *
     * @param reader reads the value of an entry
     */
    public <T> NamedValues<T> named(String name, Function<SettingsReader, T> reader) {
        NamedValues<T> values = NamedValues.none();
        SettingsReader numbered = at(name);
        for (int number = 1; numbered.has(String.valueOf(number)); number++) {
            SettingsReader entry = numbered.at(String.valueOf(number));
            values = values.with(entry.text("name"), reader.apply(entry));
        }
        return values;
    }

    /** Returns the first parts of the names in this view, in the order in which they come. */
    public List<String> names() {
        return settings.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()).split("\\.", 2)[0])
                .distinct()
                .collect(Collectors.toList());
    }

    /** Records a fault for each setting that no reader asked for: most often a slip of the pen. */
    public void checkAllRead() {
        for (String name : unread) {
            if (name.startsWith(prefix)) {
                violations.add(
                        name.substring(prefix.length()), settings.get(name), "is not a setting that is known here.");
            }
        }
    }

    private <T> T parsed(String name, Function<String, T> parser, String advice) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            violations.add(name, text, advice);
            return null;
        }
    }
}
