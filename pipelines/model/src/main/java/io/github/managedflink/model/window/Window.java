package io.github.managedflink.model.window;

import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.time.ZoneId;

/** Which events, by their event times, are computed together, and when there are entries of them. */
public final class Window extends SpecValue {
    /** The kinds of windows. */
    public enum Kind {
        /** Windows of one size, one after the other. */
        TUMBLING,
        /** Windows of one size that overlap. */
        SLIDING,
        /** A window for each run of a member's events. */
        SESSION,
        /** Windows from midnight to midnight. */
        CALENDAR_DAY
    }

    /** In how many sliding windows an event may be. */
    public static final int MAX_OVERLAP = 1_440;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LONGEST_LATENESS = Duration.ofDays(30);
    private static final Duration LONGEST_UPDATE = Duration.ofDays(1);
    private static final Duration LONGEST_IDLE = Duration.ofDays(7);

    private final Kind kind;
    private final Duration size;
    private final Duration slide;
    private final Duration gap;
    private final String zone;
    private final Duration allowedLateness;
    private final Duration updateInterval;
    private final Duration idleClose;

    private Window(
            Kind kind,
            Duration size,
            Duration slide,
            Duration gap,
            String zone,
            Duration allowedLateness,
            Duration updateInterval,
            Duration idleClose) {
        this.kind = kind;
        this.size = size;
        this.slide = slide;
        this.gap = gap;
        this.zone = zone;
        this.allowedLateness = allowedLateness;
        this.updateInterval = updateInterval;
        this.idleClose = idleClose;
    }

    private static Window of(Kind kind, Duration size, Duration slide, Duration gap, String zone) {
        return new Window(kind, size, slide, gap, zone, Duration.ZERO, null, null);
    }

    private Window with(Duration lateness, Duration updates, Duration idle) {
        return new Window(kind, size, slide, gap, zone, lateness, updates, idle);
    }

    /** Windows of one size, 1 second to 366 days, one after the other from the epoch on. */
    public static Window tumbling(Duration size) {
        return of(Kind.TUMBLING, size, null, null, null);
    }

    /**
     * Windows of one size, 1 second to 366 days, of which one begins at every {@code slide} from the epoch on. The size
     * is a multiple of the slide, up to {@value #MAX_OVERLAP} times.
     */
    public static Window sliding(Duration size, Duration slide) {
        return of(Kind.SLIDING, size, slide, null, null);
    }

    /**
     * Returns a window for each run of events of one member with less than {@code gap}, 1 second to 366 days, between
     * one and the next; it ends that gap after its last event. An event is late when its own time is past, the allowed
     * lateness included, because the session that it belongs to may have ended. As members' windows differ, there is no
     * ranking.
     */
    public static Window session(Duration gap) {
        return of(Kind.SESSION, null, null, gap, null);
    }

    /** Windows from midnight to midnight in a time zone, of 23 or 25 hours where the clocks change. */
    public static Window calendarDay(ZoneId zone) {
        return of(Kind.CALENDAR_DAY, null, null, null, zone == null ? null : zone.getId());
    }

    /**
     * Returns the same with another time after a window's end, in event time, in which late events still correct it, 0
     * to 30 days; later ones go to the late events. The state of a window is kept that long. Default: 0, so that there
     * is only the time which {@link EventTime#maxOutOfOrderness} gives.
     */
    public Window withAllowedLateness(Duration span) {
        return with(span, updateInterval, idleClose);
    }

    /**
     * Returns the same with entries of windows that are still open, every so often in processing time: 1 second to 1
     * day. Not for sliding windows. Default: only when they close.
     */
    public Window withUpdatesEvery(Duration interval) {
        return with(allowedLateness, interval, idleClose);
    }

    /**
     * Returns the same, but open windows are closed when there has been no event at all for so long, in processing
     * time: 1 second to 7 days. Events that come afterwards for one of these windows are late. Default: they stay open
     * until an event moves the time on, because an outage of the producers looks the same as the end of the day.
     */
    public Window withCloseWhenIdleFor(Duration span) {
        return with(allowedLateness, updateInterval, span);
    }

    /** Reads what was written. */
    public static Window read(SettingsReader settings) {
        Kind kind = settings.word("type", Kind.class);
        boolean sliding = kind == Kind.SLIDING;
        return new Window(
                kind,
                sliding || kind == Kind.TUMBLING ? settings.duration("size") : null,
                sliding ? settings.duration("slide") : null,
                kind == Kind.SESSION ? settings.duration("gap") : null,
                kind == Kind.CALENDAR_DAY ? settings.text("zone") : null,
                settings.duration("allowed-lateness"),
                settings.duration("update-interval"),
                settings.duration("idle-close"));
    }

    /** Returns the kind of window. */
    public Kind kind() {
        return kind;
    }

    /** Returns how long windows are; null for sessions and calendar days. */
    public Duration size() {
        return size;
    }

    /** Returns how long after the other sliding windows begin; null for other windows. */
    public Duration slide() {
        return slide;
    }

    /** Returns the time from the start of a window to that of the next: a day for calendar days; null for sessions. */
    public Duration step() {
        switch (kind == null ? Kind.SESSION : kind) {
            case TUMBLING:
                return size;
            case SLIDING:
                return slide;
            case CALENDAR_DAY:
                return Duration.ofDays(1);
            default:
                return null;
        }
    }

    /** Returns how long a member is silent between sessions; null for other windows. */
    public Duration gap() {
        return gap;
    }

    /** Returns the time zone of calendar days; null for other windows. */
    public ZoneId zone() {
        return zone == null ? null : ZoneId.of(zone);
    }

    /** Returns how long after a window's end, in event time, late events still correct it. */
    public Duration allowedLateness() {
        return allowedLateness;
    }

    /**
     * Returns how often, in processing time, there are entries of windows that are still open; null if only when they
     * close.
     */
    public Duration updateInterval() {
        return updateInterval;
    }

    /**
     * Returns how long there must be no event at all, in processing time, until the open windows are closed; null if
     * they stay open.
     */
    public Duration idleClose() {
        return idleClose;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", kind)
                .put("size", size)
                .put("slide", slide)
                .put("gap", gap)
                .put("zone", zone)
                .put("allowed-lateness", allowedLateness)
                .put("update-interval", updateInterval)
                .put("idle-close", idleClose);
    }

    @Override
    public void check(Violations violations) {
        if (violations.require("type", kind)) {
            checkKind(violations);
        }
        EventTime.checkDuration(violations, "allowed-lateness", allowedLateness, Duration.ZERO, LONGEST_LATENESS);
        if (updateInterval != null) {
            EventTime.checkDuration(violations, "update-interval", updateInterval, SHORTEST, LONGEST_UPDATE);
        }
        if (updateInterval != null && kind == Kind.SLIDING) {
            violations.add(
                    "update-interval",
                    updateInterval,
                    "is for windows that do not overlap; of sliding windows one closes with every slide. Leave it out, and"
                            + " make the slide shorter if need be.");
        }
        if (idleClose != null) {
            EventTime.checkDuration(violations, "idle-close", idleClose, SHORTEST, LONGEST_IDLE);
        }
    }

    private void checkKind(Violations violations) {
        switch (kind) {
            case TUMBLING:
                checkLength(violations, "size", size);
                break;
            case SLIDING:
                checkLength(violations, "size", size);
                checkLength(violations, "slide", slide);
                checkSlide(violations);
                break;
            case SESSION:
                checkLength(violations, "gap", gap);
                break;
            default:
                if (violations.require("zone", zone)) {
                    TimestampFormat.checkZone(violations, "zone", zone);
                }
        }
    }

    private static void checkLength(Violations violations, String setting, Duration length) {
        EventTime.checkDuration(violations, setting, length, SHORTEST, LONGEST);
        if (isLength(length) && !length.equals(Duration.ofMillis(length.toMillis()))) {
            violations.add(setting, length, "must be whole milliseconds.");
        }
    }

    private static boolean isLength(Duration value) {
        return value != null && value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0;
    }

    private void checkSlide(Violations violations) {
        if (!isLength(size) || !isLength(slide)) {
            return;
        }
        if (size.toMillis() % slide.toMillis() != 0) {
            violations.add("slide", slide, "must go a whole number of times into the size, " + size + ".");
        } else if (size.toMillis() / slide.toMillis() > MAX_OVERLAP) {
            violations.add(
                    "slide",
                    slide,
                    "puts each event into " + size.toMillis() / slide.toMillis() + " windows; " + MAX_OVERLAP
                            + " are the most. Make it longer.");
        }
    }
}
