package io.github.managedflink.model;

import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays flat settings out in the property groups of an MSF application, within the service's limits, and reads them
 * back.
 *
 * <p>The group is the setting's section ({@code source}, {@code steps}, {@code sink.NAME}, …). MSF allows 50 entries a
 * group, so a longer section goes on in {@code SECTION.2}, {@code SECTION.3}, … Limits: at most 50 groups, ids of 1 to
 * 50 characters, keys and values of 1 to 2,048 characters.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/apiv2/API_PropertyGroup.html">PropertyGroup</a>
 */
public final class PropertyGroups {
    /** How many groups an application may have. */
    public static final int MAX_GROUPS = 50;
    /** How many entries a group may have. */
    public static final int MAX_ENTRIES = 50;
    /** How long a key or a value may be, in characters. */
    public static final int MAX_TEXT = 2048;
    /** How long a group's id may be, in characters. */
    public static final int MAX_ID = 50;

    private static final Pattern SECTION = Pattern.compile("(sink\\.[^.]+|[^.]+)\\.(.+)");
    private static final Pattern GROUP = Pattern.compile("(sink\\.[^.]+|[^.]+)(?:\\.[0-9]+)?");

    private PropertyGroups() {}

    /** Lays settings out in groups. */
    public static Map<String, Map<String, String>> fromSettings(Map<String, String> settings) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        settings.forEach((name, value) -> {
            Matcher parts = SECTION.matcher(name);
            if (!parts.matches()) {
                throw new IllegalStateException("setting without a section: " + name);
            }
            sections.computeIfAbsent(parts.group(1), id -> new LinkedHashMap<>())
                    .put(parts.group(2), value);
        });
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        sections.forEach((id, entries) -> {
            int count = 0;
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                int part = count++ / MAX_ENTRIES + 1;
                groups.computeIfAbsent(part == 1 ? id : id + "." + part, name -> new LinkedHashMap<>())
                        .put(entry.getKey(), entry.getValue());
            }
        });
        return groups;
    }

    /**
     * Returns the settings in the groups of some sections.
     *
     * @param sections takes the names of the sections; other groups belong to somebody else and are left alone
     */
    public static Map<String, String> toSettings(
            Map<String, ? extends Map<String, String>> groups, Predicate<String> sections) {
        Map<String, String> settings = new TreeMap<>();
        Arguments.given("groups", groups).forEach((id, entries) -> {
            Matcher parts = GROUP.matcher(id);
            if (parts.matches() && sections.test(parts.group(1))) {
                entries.forEach((key, value) -> settings.put(parts.group(1) + "." + key, value));
            }
        });
        return settings;
    }

    /** Records what goes beyond the limits of the service. */
    public static void check(Map<String, String> settings, Violations violations) {
        settings.forEach((name, value) -> {
            if (value.length() > MAX_TEXT) {
                violations.add(
                        name,
                        value,
                        "is " + value.length() + " characters long; MSF allows " + MAX_TEXT
                                + " for one property. Shorten or split it.");
            }
        });
        int groups = fromSettings(settings).size();
        if (groups > MAX_GROUPS) {
            violations.add(
                    "pipeline",
                    null,
                    "needs " + groups + " property groups; MSF allows " + MAX_GROUPS
                            + ". Use fewer sinks, steps or schema fields.");
        }
    }
}
