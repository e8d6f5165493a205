package io.github.managedflink.jobs.format;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.ScalarText;
import io.github.managedflink.model.record.TimestampFormat;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
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

/** Reads a moment from a field: exactly, or to the millisecond where it is an event's time. */
public final class TimestampParser implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Year 1 to year 9999, which every output format can write. */
    private static final Instant LEAST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant MOST = Instant.parse("9999-12-31T23:59:59.999999999Z");
    private static final long LEAST_MILLIS = LEAST.toEpochMilli();
    private static final long MOST_MILLIS = MOST.toEpochMilli();
    private static final int MILLI_DIGITS = 3;
    private static final int NANO_DIGITS = 9;
    private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);
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

    /** The moment that a field's value stands for, in milliseconds since the epoch; what it has below is cut off. */
    public long parse(Object value) throws RecordFault {
        if (value instanceof Long && notation == TimestampFormat.Notation.EPOCH_MILLIS) {
            long millis = (Long) value;
            if (millis >= LEAST_MILLIS && millis <= MOST_MILLIS) {
                return millis;
            }
        } else if (value instanceof String && notation == TimestampFormat.Notation.ISO_8601) {
            long millis = IsoTimestamp.parse(((String) value).strip());
            if (millis != IsoTimestamp.UNUSUAL) {
                return millis;
            }
        }
        return moment(value, RoundingMode.FLOOR).toEpochMilli();
    }

    /** The moment that a field's value stands for, to the nanosecond; what a number has below is refused. */
    public Instant moment(Object value) throws RecordFault {
        return moment(value, RoundingMode.UNNECESSARY);
    }

    private Instant moment(Object value, RoundingMode belowNanos) throws RecordFault {
        if (value instanceof Instant && isWithinYears((Instant) value)) {
            return (Instant) value;
        }
        String text = value instanceof Boolean ? null : ScalarText.of(value);
        if (text == null) {
            throw new RecordFault(describe(value) + " is no timestamp");
        }
        Instant moment = value instanceof Instant ? (Instant) value : read(value, text.strip(), belowNanos);
        if (!isWithinYears(moment)) {
            throw new RecordFault("the timestamp " + text + " is not within the years 1 to 9999");
        }
        return moment;
    }

    private static boolean isWithinYears(Instant moment) {
        return !moment.isBefore(LEAST) && !moment.isAfter(MOST);
    }

    private static String describe(Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof DataRecord ? "an object" : value instanceof Boolean ? value.toString() : "a list";
    }

    private Instant read(Object value, String text, RoundingMode belowNanos) throws RecordFault {
        switch (notation) {
            case EPOCH_MILLIS:
                return number(text, NANO_DIGITS - MILLI_DIGITS, belowNanos);
            case EPOCH_SECONDS:
                return number(text, NANO_DIGITS, belowNanos);
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

    /** @param unitDigits how many decimal places of the unit a nanosecond is */
    private static Instant number(String text, int unitDigits, RoundingMode belowNanos) throws RecordFault {
        BigDecimal number;
        try {
            number = text.length() <= MAX_NUMBER_DIGITS ? new BigDecimal(text) : null;
        } catch (NumberFormatException e) {
            number = null;
        }
        if (number == null || Math.abs((long) number.scale()) > MAX_NUMBER_DIGITS) {
            throw noTimestamp(text, "a number since the epoch");
        }
        try {
            BigInteger[] parts = number.movePointRight(unitDigits)
                    .setScale(0, belowNanos)
                    .toBigIntegerExact()
                    .divideAndRemainder(NANOS_PER_SECOND);
            return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValue());
        } catch (ArithmeticException | DateTimeException e) {
            throw noTimestamp(text, "a number since the epoch, to the nanosecond");
        }
    }

    private static Instant iso(String text) throws RecordFault {
        long millis = IsoTimestamp.parse(text);
        if (millis != IsoTimestamp.UNUSUAL) {
            return Instant.ofEpochMilli(millis).plusNanos(IsoTimestamp.nanosOfMilli(text));
        }
        try {
            return Instant.from(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw noTimestamp(text, "ISO-8601 with an offset");
        }
    }

    private Instant byPattern(String text) throws RecordFault {
        if (formatter == null) {
            formatter = TimestampFormat.formatter(pattern);
            defaultZone = ZoneId.of(zone);
        }
        try {
            TemporalAccessor parts = formatter.parse(text);
            if (parts.isSupported(ChronoField.INSTANT_SECONDS)) {
                return Instant.from(parts);
            }
            LocalDate date = parts.query(TemporalQueries.localDate());
            LocalTime time = parts.query(TemporalQueries.localTime());
            ZoneId own = parts.query(TemporalQueries.zone());
            if (date != null) {
                return date.atTime(time == null ? LocalTime.MIDNIGHT : time)
                        .atZone(own == null ? defaultZone : own)
                        .toInstant();
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
