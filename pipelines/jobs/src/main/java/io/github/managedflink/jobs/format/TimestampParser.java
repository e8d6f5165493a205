package io.github.managedflink.jobs.format;

import io.github.managedflink.jobs.record.EtlRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.spec.TimestampFormat;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;

/** Reads a moment from a field, to the millisecond. */
public final class TimestampParser implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Year 1 to year 9999, which every output format can write. */
    private static final long LEAST = Instant.parse("0001-01-01T00:00:00Z").toEpochMilli();

    private static final long MOST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final int MAX_NUMBER_DIGITS = 40;

    private final TimestampFormat.Notation notation;
    private final String pattern;
    private final String zone;
    private transient DateTimeFormatter formatter;
    private transient ZoneId defaultZone;

    public TimestampParser(TimestampFormat format) {
        this.notation = format.notation();
        this.pattern = format.pattern();
        this.zone = format.zone();
    }

    /** The moment that a field's value stands for, in milliseconds since the epoch. */
    public long parse(Object value) throws RecordFault {
        if (value instanceof Instant) {
            return ((Instant) value).toEpochMilli();
        }
        if (value instanceof Long && notation == TimestampFormat.Notation.EPOCH_MILLIS) {
            long millis = (Long) value;
            if (millis >= LEAST && millis <= MOST) {
                return millis;
            }
        }
        String text = value instanceof Boolean ? null : ScalarText.of(value);
        if (text == null) {
            throw new RecordFault(describe(value) + " is no timestamp");
        }
        long millis = millis(value, text.strip());
        if (millis < LEAST || millis > MOST) {
            throw new RecordFault("the timestamp " + text + " is not within the years 1 to 9999");
        }
        return millis;
    }

    private static String describe(Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof EtlRecord ? "an object" : value instanceof Boolean ? value.toString() : "a list";
    }

    private long millis(Object value, String text) throws RecordFault {
        switch (notation) {
            case EPOCH_MILLIS:
                return number(text, 0);
            case EPOCH_SECONDS:
                return number(text, 3);
            case ISO_8601:
                requireText(value, text);
                return iso(text);
            default:
                return byPattern(text);
        }
    }

    private static void requireText(Object value, String text) throws RecordFault {
        if (value instanceof Long || value instanceof Double || value instanceof JsonNumber) {
            throw new RecordFault("the number " + text + " is no ISO-8601 timestamp");
        }
    }

    private static long number(String text, int shift) throws RecordFault {
        if (text.length() <= MAX_NUMBER_DIGITS) {
            try {
                BigDecimal number = new BigDecimal(text);
                if (Math.abs((long) number.scale()) <= MAX_NUMBER_DIGITS) {
                    return number.movePointRight(shift)
                            .setScale(0, RoundingMode.FLOOR)
                            .longValueExact();
                }
            } catch (ArithmeticException | NumberFormatException e) {
                throw noTimestamp(text, "a number since the epoch");
            }
        }
        throw noTimestamp(text, "a number since the epoch");
    }

    private static long iso(String text) throws RecordFault {
        long fast = IsoTimestamp.parse(text);
        if (fast != IsoTimestamp.UNUSUAL) {
            return fast;
        }
        try {
            return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text))
                    .toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw noTimestamp(text, "ISO-8601 with an offset");
        }
    }

    private long byPattern(String text) throws RecordFault {
        if (formatter == null) {
            formatter = TimestampFormat.formatter(pattern);
            defaultZone = ZoneId.of(zone);
        }
        try {
            TemporalAccessor parts = formatter.parse(text);
            if (parts.isSupported(ChronoField.INSTANT_SECONDS)) {
                return Instant.from(parts).toEpochMilli();
            }
            LocalDate date = parts.query(TemporalQueries.localDate());
            LocalTime time = parts.query(TemporalQueries.localTime());
            ZoneId own = parts.query(TemporalQueries.zone());
            if (date != null) {
                return date.atTime(time == null ? LocalTime.MIDNIGHT : time)
                        .atZone(own == null ? defaultZone : own)
                        .toInstant()
                        .toEpochMilli();
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw noTimestamp(text, "the pattern " + pattern);
        }
        throw noTimestamp(text, "a pattern with a whole date, which " + pattern + " has not");
    }

    private static RecordFault noTimestamp(String text, String expected) {
        String shown = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return new RecordFault("\"" + shown + "\" is no timestamp by " + expected);
    }
}
