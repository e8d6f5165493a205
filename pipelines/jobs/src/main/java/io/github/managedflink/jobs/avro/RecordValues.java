package io.github.managedflink.jobs.avro;

import io.github.managedflink.jobs.record.DataRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;

/** What the values of Avro's types become in records. */
final class RecordValues {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    /** Records whose conversion is made or being made, as a schema may hold itself. */
    private final IdentityHashMap<Schema, RecordValue[]> records = new IdentityHashMap<>();

    RecordValue of(Schema schema) {
        RecordValue logical = logical(schema.getLogicalType());
        if (logical != null) {
            return logical;
        }
        switch (schema.getType()) {
            case NULL:
            case BOOLEAN:
            case LONG:
            case DOUBLE:
                return value -> value;
            case INT:
                return value -> ((Integer) value).longValue();
            case FLOAT:
                // The double of the digits that a float is written with: 0.1 stays 0.1.
                return value -> Double.valueOf(value.toString());
            case STRING:
            case ENUM:
                return Object::toString;
            case BYTES:
            case FIXED:
                return value -> Base64.getEncoder().encodeToString(bytes(value));
            case ARRAY:
                return array(of(schema.getElementType()));
            case MAP:
                return map(of(schema.getValueType()));
            case RECORD:
                return record(schema);
            case UNION:
                return union(schema);
            default:
                throw new IllegalStateException("no type of Avro: " + schema.getType());
        }
    }

    /** Null for a type whose values are those of the type under it. */
    private static RecordValue logical(LogicalType type) {
        if (type instanceof LogicalTypes.TimestampMillis) {
            return value -> Instant.ofEpochMilli((Long) value);
        }
        if (type instanceof LogicalTypes.TimestampMicros) {
            return value -> Instant.ofEpochSecond(
                    Math.floorDiv((Long) value, MICROS_PER_SECOND),
                    Math.floorMod((Long) value, MICROS_PER_SECOND) * NANOS_PER_MICRO);
        }
        if (type instanceof LogicalTypes.Date) {
            return value -> LocalDate.ofEpochDay((Integer) value).toString();
        }
        if (type instanceof LogicalTypes.Decimal) {
            int scale = ((LogicalTypes.Decimal) type).getScale();
            return value -> new BigDecimal(new BigInteger(bytes(value)), scale);
        }
        return null;
    }

    private static byte[] bytes(Object value) {
        if (value instanceof GenericFixed) {
            return ((GenericFixed) value).bytes();
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static RecordValue array(RecordValue element) {
        return value -> {
            Collection<?> items = (Collection<?>) value;
            List<Object> list = new ArrayList<>(items.size());
            for (Object item : items) {
                list.add(element.of(item));
            }
            return list;
        };
    }

    private static RecordValue map(RecordValue element) {
        return value -> {
            Map<?, ?> map = (Map<?, ?>) value;
            DataRecord record = new DataRecord(Math.max(map.size(), 1));
            map.forEach((key, each) -> record.put(key.toString(), element.of(each)));
            return record;
        };
    }

    private RecordValue record(Schema schema) {
        RecordValue[] holder = records.get(schema);
        if (holder == null) {
            RecordValue[] made = new RecordValue[1];
            records.put(schema, made);
            made[0] = fields(schema);
            holder = made;
        }
        RecordValue[] conversion = holder;
        return value -> conversion[0].of(value);
    }

    private RecordValue fields(Schema schema) {
        int size = schema.getFields().size();
        String[] names = new String[size];
        RecordValue[] values = new RecordValue[size];
        for (Schema.Field field : schema.getFields()) {
            names[field.pos()] = field.name().intern();
            values[field.pos()] = of(field.schema());
        }
        return value -> {
            IndexedRecord avro = (IndexedRecord) value;
            DataRecord record = new DataRecord(Math.max(size, 1));
            for (int i = 0; i < size; i++) {
                record.add(names[i], values[i].of(avro.get(i)));
            }
            return record;
        };
    }

    private RecordValue union(Schema schema) {
        List<RecordValue> branches = new ArrayList<>();
        schema.getTypes().forEach(branch -> branches.add(of(branch)));
        return value -> value == null
                ? null
                : branches.get(GenericData.get().resolveUnion(schema, value)).of(value);
    }
}
