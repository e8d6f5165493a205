package io.github.managedflink.model.kpi;

import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * When a rule keeps silent, such as during maintenance. While it is muted its state does not change and there are no
 * reminders; the windows still count. After the end it takes the state that the windows then ask for. The end itself is
 * no longer muted.
 *
 * <p>Hours are those of a time zone: where the clocks are put forward over an hour of the schedule, it is as much
 * later; where they are put back, it is the first of the two.
 */
public final class MuteSchedule extends SpecValue {
    /** The kinds of schedule. */
    public enum Kind {
        /** The same hours on some days of each week. */
        WEEKLY,
        /** The same hours on each day. */
        DAILY,
        /** Once. */
        BETWEEN
    }

    private static final String TIME = "is no time of day; write one such as 22:00.";
    private static final String MOMENT = "is no moment; write one such as 2026-01-31T08:00:00Z.";

    private final Kind kind;
    private final String zone;
    private final String from;
    private final String to;
    private final List<DayOfWeek> days;

    private MuteSchedule(Kind kind, String zone, String from, String to, List<DayOfWeek> days) {
        this.kind = kind;
        this.zone = zone;
        this.from = from;
        this.to = to;
        this.days = Collections.unmodifiableList(new ArrayList<>(days));
    }

    private static MuteSchedule hours(Kind kind, ZoneId zone, LocalTime from, LocalTime to, List<DayOfWeek> days) {
        return new MuteSchedule(kind, zone == null ? null : zone.getId(), text(from), text(to), days);
    }

    /**
     * Returns a schedule from one time of day to another on some days of each week; if {@code to} is before
     * {@code from}, until that time of the next day.
     *
     * @param days the days on which it begins, at least one
     */
    public static MuteSchedule weekly(ZoneId zone, LocalTime from, LocalTime to, DayOfWeek... days) {
        return hours(Kind.WEEKLY, zone, from, to, Arrays.asList(Arguments.given("days", days)));
    }

    /**
     * Returns a schedule from one time of day to another on each day; if {@code to} is before {@code from}, until that
     * time of the next day.
     */
    public static MuteSchedule daily(ZoneId zone, LocalTime from, LocalTime to) {
        return hours(Kind.DAILY, zone, from, to, List.of());
    }

    /** Returns a schedule from one moment to another. */
    public static MuteSchedule between(Instant from, Instant to) {
        return new MuteSchedule(Kind.BETWEEN, null, text(from), text(to), List.of());
    }

    private static String text(Object time) {
        return time == null ? null : time.toString();
    }

    static MuteSchedule read(SettingsReader settings) {
        Kind kind = settings.word("type", Kind.class);
        return new MuteSchedule(
                kind,
                kind == Kind.BETWEEN ? null : settings.text("zone"),
                settings.text("from"),
                settings.text("to"),
                kind == Kind.WEEKLY ? readDays(settings) : List.of());
    }

    private static List<DayOfWeek> readDays(SettingsReader settings) {
        List<DayOfWeek> days = new ArrayList<>();
        for (int number = 1; settings.has("days." + number); number++) {
            days.add(settings.word("days." + number, DayOfWeek.class));
        }
        return days;
    }

    /** Returns the kind of schedule. */
    public Kind kind() {
        return kind;
    }

    /** Returns the time zone of the hours; null for {@link Kind#BETWEEN}. */
    public ZoneId zone() {
        return zone == null ? null : ZoneId.of(zone);
    }

    /** Returns the time of day at which it begins; not for {@link Kind#BETWEEN}. */
    public LocalTime fromTime() {
        return LocalTime.parse(from);
    }

    /** Returns the time of day at which it ends; not for {@link Kind#BETWEEN}. */
    public LocalTime toTime() {
        return LocalTime.parse(to);
    }

    /** Returns when it begins; for {@link Kind#BETWEEN} alone. */
    public Instant fromInstant() {
        return Instant.parse(from);
    }

    /** Returns when it ends; for {@link Kind#BETWEEN} alone. */
    public Instant toInstant() {
        return Instant.parse(to);
    }

    /** Returns the days of the week on which it begins; empty but for {@link Kind#WEEKLY}. */
    public List<DayOfWeek> days() {
        return days;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", kind).put("zone", zone).put("from", from).put("to", to);
        int number = 0;
        for (DayOfWeek day : days) {
            settings.put("days." + ++number, day);
        }
    }

    @Override
    public void check(Violations violations) {
        if (!violations.require("type", kind)) {
            return;
        }
        if (kind == Kind.BETWEEN) {
            Instant begin = parsed(violations, "from", from, Instant::parse, MOMENT);
            Instant end = parsed(violations, "to", to, Instant::parse, MOMENT);
            if (begin != null && end != null && !begin.isBefore(end)) {
                violations.add("to", to, "must be after the beginning, " + from + ".");
            }
            return;
        }
        if (violations.require("zone", zone)) {
            TimestampFormat.checkZone(violations, "zone", zone);
        }
        if (kind == Kind.WEEKLY) {
            violations.require("days", days);
            for (int i = 0; i < days.size(); i++) {
                violations.require("days." + (i + 1), days.get(i));
            }
        }
        LocalTime begin = parsed(violations, "from", from, LocalTime::parse, TIME);
        LocalTime end = parsed(violations, "to", to, LocalTime::parse, TIME);
        if (begin != null && begin.equals(end)) {
            violations.add("to", to, "is when it begins as well; leave the hours apart.");
        }
    }

    /** The time that a setting says; null, with a fault, if it says none. */
    private static <T> T parsed(
            Violations violations, String setting, String text, Function<String, T> parser, String advice) {
        if (!violations.require(setting, text)) {
            return null;
        }
        try {
            return parser.apply(text);
        } catch (DateTimeParseException e) {
            violations.add(setting, text, advice);
            return null;
        }
    }
}
