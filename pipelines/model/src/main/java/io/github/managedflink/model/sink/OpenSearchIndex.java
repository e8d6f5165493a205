package io.github.managedflink.model.sink;

import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an index, which may hold a date in braces: {@code orders} or {@code orders-{yyyy.MM.dd}}, by a
 * {@link java.time.format.DateTimeFormatter} pattern of the event time in UTC.
 */
public final class OpenSearchIndex {
    private static final Pattern PARTS = Pattern.compile("([^{}]*)(?:\\{([^{}]+)}([^{}]*))?");
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)(?![-_+])[^\\p{Lu}\\\\/*?\"<>| ,#:]{1,255}");
    private static final Instant EXAMPLE = Instant.parse("2001-11-23T14:35:46.789Z");

    private final String before;
    private final String datePattern;
    private final String after;

    private OpenSearchIndex(String before, String datePattern, String after) {
        this.before = before;
        this.datePattern = datePattern;
        this.after = after;
    }

    /**
     * Reads a name.
     *
     * @throws IllegalArgumentException if there is more than one date, or a brace that is alone
     */
    public static OpenSearchIndex of(String text) {
        Matcher parts = PARTS.matcher(Arguments.given("text", text));
        if (!parts.matches()) {
            throw new IllegalArgumentException("it may hold one date in braces");
        }
        return new OpenSearchIndex(parts.group(1), parts.group(2), parts.group(3) == null ? "" : parts.group(3));
    }

    /** Returns what is before the date; the whole name if it holds none. */
    public String before() {
        return before;
    }

    /** Returns the date's pattern; null if the name holds none. */
    public String datePattern() {
        return datePattern;
    }

    /** Returns what is after the date. */
    public String after() {
        return after;
    }

    static void check(Violations violations, String setting, String text) {
        if (!violations.require(setting, text) || Tokens.isToken(text)) {
            return;
        }
        OpenSearchIndex index;
        try {
            index = of(text);
        } catch (IllegalArgumentException e) {
            violations.add(setting, text, "is no index name: " + e.getMessage() + ", such as orders-{yyyy.MM.dd}.");
            return;
        }
        String date = "";
        if (index.datePattern != null) {
            if (!TimestampFormat.checkPattern(violations, setting, index.datePattern)) {
                return;
            }
            date = TimestampFormat.formatter(index.datePattern).format(EXAMPLE.atZone(ZoneOffset.UTC));
        }
        String name = index.before + date + index.after;
        if (!NAME.matcher(name).matches()) {
            violations.add(
                    setting,
                    text,
                    "gives the name \"" + name + "\", which is none for an index: lower-case, up to 255 characters, no"
                            + " \\ / * ? \" < > | , # : and no space, not beginning with -, _ or +.");
        }
    }
}
