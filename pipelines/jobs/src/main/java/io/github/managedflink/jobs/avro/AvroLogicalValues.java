package io.github.managedflink.jobs.avro;

import io.github.managedflink.jobs.record.Conversions;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.UUID;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** The encodings of Avro's logical types, as their physical values. */
final class AvroLogicalValues {
    private static final long SECONDS_PER_DAY = 86_400L;

    private AvroLogicalValues() {}

    /** The encoding of a logical type; null if its values are those of the type under it. */
    static AvroValue of(Schema schema, LogicalType logical) {
        if (logical instanceof LogicalTypes.TimestampMillis) {
            return AvroLogicalValues::millis;
        }
        if (logical instanceof LogicalTypes.TimestampMicros) {
            return AvroLogicalValues::micros;
        }
        if (logical instanceof LogicalTypes.Date) {
            return AvroLogicalValues::date;
        }
        if (logical instanceof LogicalTypes.Decimal) {
            return value -> decimal(value, schema, (LogicalTypes.Decimal) logical);
        }
        if (logical.getName().equals("uuid")) {
            return AvroLogicalValues::uuid;
        }
        return null;
    }

    private static Object millis(Object value) throws RecordFault {
        if (!(value instanceof Instant)) {
            return number(value);
        }
        try {
            return ((Instant) value).toEpochMilli();
        } catch (ArithmeticException e) {
            return AvroValues.refuse(value, "within the range of milliseconds");
        }
    }

    private static Object number(Object value) throws RecordFault {
        return value instanceof Long || value instanceof JsonNumber
                ? Conversions.toLong(value)
                : AvroValues.refuse(value, "a timestamp; cast it to one");
    }

    /** What a moment has below a microsecond is cut off, as what it has below a millisecond is by the type of those. */
    private static Object micros(Object value) throws RecordFault {
        if (!(value instanceof Instant)) {
            return number(value);
        }
        Instant moment = (Instant) value;
        try {
            return Math.addExact(Math.multiplyExact(moment.getEpochSecond(), 1_000_000L), moment.getNano() / 1000);
        } catch (ArithmeticException e) {
            return AvroValues.refuse(value, "within the range of microseconds");
        }
    }

    private static Object date(Object value) throws RecordFault {
        if (value instanceof Instant) {
            Instant moment = (Instant) value;
            return moment.getEpochSecond() % SECONDS_PER_DAY == 0 && moment.getNano() == 0
                    ? day(value, moment.getEpochSecond() / SECONDS_PER_DAY)
                    : AvroValues.refuse(value, "a date, as it is not midnight in UTC");
        }
        if (value instanceof String) {
            try {
                return day(value, LocalDate.parse((String) value).toEpochDay());
            } catch (DateTimeException e) {
                return AvroValues.refuse(value, "a date such as 2026-01-31");
            }
        }
        return AvroValues.refuse(value, "a date");
    }

    private static Object day(Object value, long day) throws RecordFault {
        return day == (int) day ? (Object) (int) day : AvroValues.refuse(value, "within the range of dates");
    }

    private static Object decimal(Object value, Schema schema, LogicalTypes.Decimal type) throws RecordFault {
        if (value instanceof String || value == null) {
            return AvroValues.refuse(value, "a decimal; cast it to one");
        }
        BigDecimal number = Conversions.toDecimal(value);
        // Before the digits are written out: 1E+999999999 has a billion of them.
        if ((long) number.precision() - number.scale() > type.getPrecision() - type.getScale()
                && number.signum() != 0) {
            return AvroValues.refuse(value, "within the decimal's " + type.getPrecision() + " digits");
        }
        BigDecimal scaled;
        try {
            scaled = number.signum() == 0 ? BigDecimal.ZERO.setScale(type.getScale()) : rescaled(number, type);
        } catch (ArithmeticException e) {
            return AvroValues.refuse(value, "a decimal of " + type.getScale() + " places");
        }
        byte[] digits = scaled.unscaledValue().toByteArray();
        return schema.getType() == Schema.Type.FIXED ? fixed(digits, schema) : ByteBuffer.wrap(digits);
    }

    private static BigDecimal rescaled(BigDecimal number, LogicalTypes.Decimal type) {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() > type.getScale()) {
            throw new ArithmeticException("more places than the type has");
        }
        return plain.setScale(type.getScale());
    }

    private static Object fixed(byte[] digits, Schema schema) throws RecordFault {
        if (digits.length > schema.getFixedSize()) {
            throw new RecordFault("the decimal does not fit into " + schema.getFixedSize() + " bytes");
        }
        byte[] bytes = new byte[schema.getFixedSize()];
        int padding = bytes.length - digits.length;
        Arrays.fill(bytes, 0, padding, (byte) (digits[0] < 0 ? -1 : 0));
        System.arraycopy(digits, 0, bytes, padding, digits.length);
        return new GenericData.Fixed(schema, bytes);
    }

    private static Object uuid(Object value) throws RecordFault {
        if (value instanceof String) {
            try {
                return UUID.fromString((String) value).toString();
            } catch (IllegalArgumentException e) {
                return AvroValues.refuse(value, "a UUID");
            }
        }
        return AvroValues.refuse(value, "a UUID");
    }
}
