package io.github.managedflink.jobs.avro;

import io.github.managedflink.jobs.format.Utf8;
import io.github.managedflink.jobs.record.Conversions;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.jobs.record.RecordFault;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** The encodings of Avro's types. Types with conversions are in {@link AvroLogicalValues}. */
final class AvroValues {
    /** Records whose encoding is made or being made, as a schema may hold itself. */
    private final IdentityHashMap<Schema, AvroEncoder[]> records = new IdentityHashMap<>();

    AvroValue of(Schema schema) {
        LogicalType logical = schema.getLogicalType();
        if (logical != null) {
            AvroValue value = AvroLogicalValues.of(schema, logical);
            if (value != null) {
                return value;
            }
        }
        switch (schema.getType()) {
            case NULL:
                return AvroValues::nothing;
            case BOOLEAN:
                return value -> value instanceof Boolean ? value : refuse(value, "a boolean");
            case INT:
                return AvroValues::toInt;
            case LONG:
                return value -> value instanceof String ? refuse(value, "a long") : Conversions.toLong(value);
            case FLOAT:
                return AvroValues::toFloat;
            case DOUBLE:
                return value -> value instanceof String ? refuse(value, "a double") : Conversions.toDouble(value);
            case STRING:
                return value -> value instanceof Instant ? value.toString() : text(value);
            case ENUM:
                return value -> value instanceof String && schema.hasEnumSymbol((String) value)
                        ? new GenericData.EnumSymbol(schema, value)
                        : refuse(value, "one of " + schema.getEnumSymbols());
            case ARRAY:
                return array(of(schema.getElementType()));
            case MAP:
                return map(of(schema.getValueType()));
            case RECORD:
                return record(schema);
            case UNION:
                return union(schema);
            default:
                return value -> refuse(value, schema.getType().getName());
        }
    }

    static Object refuse(Object value, String type) throws RecordFault {
        String shown = value == null
                ? "null"
                : value instanceof DataRecord ? "an object" : value instanceof List ? "a list" : shorten(value);
        throw new RecordFault(shown + " is not " + type);
    }

    private static String shorten(Object value) {
        String text = value instanceof String ? "\"" + value + "\"" : value.toString();
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private static Object nothing(Object value) throws RecordFault {
        return value == null ? null : refuse(value, "null");
    }

    /** A text that UTF-8 can hold; the writers stop at any other. */
    private static String text(Object value) throws RecordFault {
        if (!(value instanceof String)) {
            refuse(value, "a string");
        }
        String text = (String) value;
        if (!Utf8.canEncode(text)) {
            throw new RecordFault("the string holds half of a surrogate pair");
        }
        return text;
    }

    private static Object toInt(Object value) throws RecordFault {
        if (value instanceof String) {
            return refuse(value, "an int");
        }
        long number = Conversions.toLong(value);
        return number == (int) number ? (Object) (int) number : refuse(value, "within the range of an int");
    }

    private static Object toFloat(Object value) throws RecordFault {
        if (!(value instanceof Long
                || value instanceof Double
                || value instanceof JsonNumber
                || value instanceof BigDecimal)) {
            return refuse(value, "a float");
        }
        float number = Conversions.toDouble(value).floatValue();
        return Float.isInfinite(number) ? refuse(value, "within the range of a float") : (Object) number;
    }

    private static AvroValue array(AvroValue element) {
        return value -> {
            if (!(value instanceof List)) {
                return refuse(value, "a list");
            }
            List<?> list = (List<?>) value;
            List<Object> encoded = new ArrayList<>(list.size());
            for (Object one : list) {
                encoded.add(element.encode(one));
            }
            return encoded;
        };
    }

    private static AvroValue map(AvroValue element) {
        return value -> {
            if (!(value instanceof DataRecord)) {
                return refuse(value, "an object");
            }
            DataRecord record = (DataRecord) value;
            Map<String, Object> encoded = new HashMap<>(record.size() * 2);
            for (int i = 0; i < record.size(); i++) {
                encoded.put(text(record.nameAt(i)), element.encode(record.valueAt(i)));
            }
            return encoded;
        };
    }

    private AvroValue record(Schema schema) {
        AvroEncoder[] holder = records.get(schema);
        if (holder == null) {
            holder = new AvroEncoder[1];
            records.put(schema, holder);
            holder[0] = new AvroEncoder(schema, this);
        }
        AvroEncoder[] encoder = holder;
        return value ->
                value instanceof DataRecord ? encoder[0].encode((DataRecord) value) : refuse(value, "an object");
    }

    /** The first branch that takes the value. */
    private AvroValue union(Schema schema) {
        List<AvroValue> branches = new ArrayList<>();
        boolean nullable = false;
        for (Schema branch : schema.getTypes()) {
            if (branch.getType() == Schema.Type.NULL) {
                nullable = true;
            } else {
                branches.add(of(branch));
            }
        }
        boolean takesNull = nullable;
        return value -> {
            if (value == null && takesNull) {
                return null;
            }
            RecordFault first = null;
            for (AvroValue branch : branches) {
                try {
                    return branch.encode(value);
                } catch (RecordFault e) {
                    first = first == null ? e : first;
                }
            }
            throw first == null ? new RecordFault("only null fits") : first;
        };
    }
}
