package io.github.managedflink.model.record;

import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * How a field holds a moment: as a number since the epoch, as ISO-8601, or as text by a pattern.
 *
 * @see DateTimeFormatter
 */
public final class TimestampFormat extends SpecValue {
    /** The kinds of notation. */
    public enum Notation {
        /** Milliseconds since 1970-01-01T00:00:00Z, a number or its text. */
        EPOCH_MILLIS,
        /** Seconds since 1970-01-01T00:00:00Z, with a fraction if need be, a number or its text. */
        EPOCH_SECONDS,
        /** ISO-8601 with an offset, such as {@code 2018-02-07T17:04:03.200Z}. */
        ISO_8601,
        /** Text by a {@link DateTimeFormatter} pattern. */
        PATTERN
    }

    private static final ZonedDateTime EXAMPLE =
            Instant.parse("2001-11-23T14:35:46.789Z").atZone(ZoneOffset.UTC);
    private static final ZonedDateTime AT_ANOTHER_TIME =
            Instant.parse("2001-11-23T03:07:08.012Z").atZone(ZoneOffset.UTC);
    private static final String NO_DATE =
            "reads no whole date; it needs year, month and day, such as yyyy-MM-dd (not YYYY, mm or DD).";
    private static final String NO_TIME =
            "writes a time of day that it cannot read; write HH for the hour, or hh with a for AM and PM.";

    private final Notation notation;
    private final String pattern;
    private final String zone;

    private TimestampFormat(Notation notation, String pattern, String zone) {
        this.notation = notation;
        this.pattern = pattern;
        this.zone = zone;
    }

    /** Milliseconds since the epoch. */
    public static TimestampFormat epochMillis() {
        return new TimestampFormat(Notation.EPOCH_MILLIS, null, null);
    }

    /** Seconds since the epoch. */
    public static TimestampFormat epochSeconds() {
        return new TimestampFormat(Notation.EPOCH_SECONDS, null, null);
    }

    /** Returns the format ISO-8601 with an offset. */
    public static TimestampFormat iso8601() {
        return new TimestampFormat(Notation.ISO_8601, null, null);
    }

    /**
     * Returns a format of text by a pattern.
     *
     * @param pattern a {@link DateTimeFormatter} pattern in the root locale; a part of the time of day that it lacks is
     *     taken as zero
     * @param zone the zone of a text that names none, such as {@code UTC} or {@code America/New_York}
     */
    public static TimestampFormat pattern(String pattern, String zone) {
        return new TimestampFormat(Notation.PATTERN, pattern, zone);
    }

    static TimestampFormat read(SettingsReader settings) {
        return new TimestampFormat(
                settings.word("notation", Notation.class), settings.text("pattern"), settings.text("zone"));
    }

    /** Reads the format below {@code name}, or null if there is none. */
    public static TimestampFormat read(SettingsReader settings, String name) {
        return settings.has(name) ? read(settings.at(name)) : null;
    }

    /** Returns the kind of notation. */
    public Notation notation() {
        return notation;
    }

    /** Returns the pattern; null unless the notation is {@link Notation#PATTERN}. */
    public String pattern() {
        return pattern;
    }

    /** Returns the zone of texts that name none; null unless the notation is {@link Notation#PATTERN}. */
    public String zone() {
        return zone;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("notation", notation).put("pattern", pattern).put("zone", zone);
    }

    @Override
    public void check(Violations violations) {
        violations.require("notation", notation);
        if (notation == Notation.PATTERN) {
            if (violations.require("pattern", pattern) && checkPattern(violations, "pattern", pattern)) {
                checkReadable(violations);
            }
            if (violations.require("zone", zone)) {
                checkZone(violations, "zone", zone);
            }
        }
    }

    /**
     * Returns the formatter of a pattern, in the root locale. It is strict, so that there is no 30 February; and
     * {@code y} means the year itself, which strictness would otherwise want an era for.
     *
     * @throws IllegalArgumentException if it is no pattern
     */
    public static DateTimeFormatter formatter(String pattern) {
        Arguments.given("pattern", pattern);
        StringBuilder letters = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char letter = pattern.charAt(i);
            quoted ^= letter == '\'';
            letters.append(letter == 'y' && !quoted && pattern.indexOf('G') < 0 ? 'u' : letter);
        }
        return DateTimeFormatter.ofPattern(letters.toString(), Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    /** Checks that what the pattern writes can be read again: a slip such as {@code hh} for {@code HH} cannot. */
    private void checkReadable(Violations violations) {
        DateTimeFormatter formatter = formatter(pattern);
        try {
            TemporalAccessor read = formatter.parse(formatter.format(EXAMPLE));
            boolean writesTime = !formatter.format(EXAMPLE).equals(formatter.format(AT_ANOTHER_TIME));
            if (read.isSupported(ChronoField.INSTANT_SECONDS)) {
                return;
            }
            if (!EXAMPLE.toLocalDate().equals(read.query(TemporalQueries.localDate()))) {
                violations.add("pattern", pattern, NO_DATE);
            } else if (writesTime && read.query(TemporalQueries.localTime()) == null) {
                violations.add("pattern", pattern, NO_TIME);
            }
        } catch (DateTimeException e) {
            violations.add("pattern", pattern, NO_DATE);
        }
    }

    /** Returns whether a pattern can write; if not, that is recorded. */
    public static boolean checkPattern(Violations violations, String setting, String pattern) {
        try {
            if (!formatter(pattern).format(EXAMPLE).isBlank()) {
                return true;
            }
            violations.add(setting, pattern, "writes nothing; use letters such as yyyy-MM-dd.");
        } catch (IllegalArgumentException | DateTimeException e) {
            violations.add(setting, pattern, "is no date and time pattern: " + e.getMessage() + ".");
        }
        return false;
    }

    /** Checks that a setting holds a time zone. */
    public static void checkZone(Violations violations, String setting, String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            violations.add(setting, zone, "is no time zone; write one such as UTC or America/New_York.");
        }
    }
}
