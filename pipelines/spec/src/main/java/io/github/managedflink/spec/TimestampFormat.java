package io.github.managedflink.spec;

import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.SettingsReader;
import io.github.managedflink.spec.settings.SettingsWriter;
import io.github.managedflink.spec.settings.SpecValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
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

    private static final ZonedDateTime EXAMPLE = Instant.EPOCH.atZone(ZoneOffset.UTC);

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

    /** ISO-8601 with an offset. */
    public static TimestampFormat iso8601() {
        return new TimestampFormat(Notation.ISO_8601, null, null);
    }

    /**
     * Text by a pattern.
     *
     * @param pattern a {@link DateTimeFormatter} pattern in the root locale; a part of the time of day that it lacks is taken as zero
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

    /** The kind of notation. */
    public Notation notation() {
        return notation;
    }

    /** The pattern; null unless the notation is {@link Notation#PATTERN}. */
    public String pattern() {
        return pattern;
    }

    /** The zone of texts that name none; null unless the notation is {@link Notation#PATTERN}. */
    public String zone() {
        return zone;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("notation", notation).put("pattern", pattern).put("zone", zone);
    }

    @Override
    public void check(Faults faults) {
        faults.require("notation", notation);
        if (notation == Notation.PATTERN) {
            if (faults.require("pattern", pattern)) {
                checkPattern(faults, "pattern", pattern);
            }
            if (faults.require("zone", zone)) {
                checkZone(faults, "zone", zone);
            }
        }
    }

    static void checkPattern(Faults faults, String setting, String pattern) {
        try {
            String example = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(EXAMPLE);
            if (example.isBlank()) {
                faults.add(setting, pattern, "writes nothing; use letters such as yyyy-MM-dd.");
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            faults.add(setting, pattern, "is no date and time pattern: " + e.getMessage() + ".");
        }
    }

    static void checkZone(Faults faults, String setting, String zone) {
        try {
            ZoneId.of(zone);
        } catch (DateTimeException e) {
            faults.add(setting, zone, "is no time zone; write one such as UTC or America/New_York.");
        }
    }
}
