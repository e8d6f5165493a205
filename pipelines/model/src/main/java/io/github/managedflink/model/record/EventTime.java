package io.github.managedflink.model.record;

import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;

/**
 * When a record happened: by a field of the record as it arrives (before the steps), or else by its arrival in the
 * stream. Watermarks are made per shard from it. A record whose field is missing or cannot be read goes to the dead
 * letters.
 */
public final class EventTime extends SpecValue {
    /** How far records may be out of order when nothing is said: 5 seconds. */
    public static final Duration DEFAULT_OUT_OF_ORDERNESS = Duration.ofSeconds(5);
    /** How long a shard may be silent before it no longer holds back the others, when nothing is said: 30 seconds. */
    public static final Duration DEFAULT_IDLE_TIMEOUT = Duration.ofSeconds(30);

    private final String field;
    private final TimestampFormat format;
    private final Duration outOfOrderness;
    private final Duration idleTimeout;

    private EventTime(String field, TimestampFormat format, Duration outOfOrderness, Duration idleTimeout) {
        this.field = field;
        this.format = format;
        this.outOfOrderness = outOfOrderness;
        this.idleTimeout = idleTimeout;
    }

    /** Returns the event time by the record's arrival in the stream. */
    public static EventTime arrival() {
        return new EventTime(null, null, DEFAULT_OUT_OF_ORDERNESS, DEFAULT_IDLE_TIMEOUT);
    }

    /** Returns the event time by a field of the record. */
    public static EventTime field(String field, TimestampFormat format) {
        return new EventTime(field, format, DEFAULT_OUT_OF_ORDERNESS, DEFAULT_IDLE_TIMEOUT);
    }

    /**
     * Returns the same with another bound: how much older than the newest seen a record of one shard may be. 0 to 7
     * days.
     */
    public EventTime withMaxOutOfOrderness(Duration bound) {
        return new EventTime(field, format, bound, idleTimeout);
    }

    /**
     * Returns the same with another time after which a silent shard no longer holds back the watermark. 1 second to 1
     * day.
     */
    public EventTime withIdleTimeout(Duration timeout) {
        return new EventTime(field, format, outOfOrderness, timeout);
    }

    /** Reads what was written; null where it is missing or unknown. */
    public static EventTime read(SettingsReader settings) {
        return new EventTime(
                settings.text("field"),
                TimestampFormat.read(settings, "format"),
                settings.duration("out-of-orderness"),
                settings.duration("idle-timeout"));
    }

    /** Returns the field's path; null if records are timed by their arrival. */
    public String field() {
        return field;
    }

    /** Returns how the field is written; null if records are timed by their arrival. */
    public TimestampFormat format() {
        return format;
    }

    /** Returns how far records of one shard may be out of order. */
    public Duration maxOutOfOrderness() {
        return outOfOrderness;
    }

    /** Returns how long a shard may be silent before it no longer holds back the watermark. */
    public Duration idleTimeout() {
        return idleTimeout;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("field", field)
                .put("format", format)
                .put("out-of-orderness", outOfOrderness)
                .put("idle-timeout", idleTimeout);
    }

    @Override
    public void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    /** Records what is wrong, given what is known of the records as they arrive. */
    public void check(Violations violations, RecordShape arriving) {
        if (field != null || format != null) {
            FieldPath.check(violations, "field", field, arriving);
            if (violations.require("format", format)) {
                format.check(violations.at("format"));
            }
        }
        checkDuration(violations, "out-of-orderness", outOfOrderness, Duration.ZERO, Duration.ofDays(7));
        checkDuration(violations, "idle-timeout", idleTimeout, Duration.ofSeconds(1), Duration.ofDays(1));
    }

    /** Checks that a duration is there and lies in a range. */
    public static void checkDuration(
            Violations violations, String setting, Duration value, Duration least, Duration most) {
        if (violations.require(setting, value) && (value.compareTo(least) < 0 || value.compareTo(most) > 0)) {
            violations.add(setting, value, "must be between " + least + " and " + most + ".");
        }
    }
}
