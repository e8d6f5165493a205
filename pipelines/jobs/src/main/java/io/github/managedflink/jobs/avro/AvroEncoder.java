package io.github.managedflink.jobs.avro;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * Makes Avro records of a schema. The schema says which fields are written: others are left out; one that is missing
 * takes its default, or null where it may be null. A value that the field's type cannot hold without loss is refused.
 */
public final class AvroEncoder {
    private final Schema schema;
    private final String[] names;
    private final AvroValue[] values;
    private final Object[] defaults;
    private final boolean[] required;

    /** For records of a schema. */
    public AvroEncoder(Schema schema) {
        this(schema, new AvroValues());
    }

    AvroEncoder(Schema schema, AvroValues types) {
        this.schema = schema;
        int size = schema.getFields().size();
        this.names = new String[size];
        this.values = new AvroValue[size];
        this.defaults = new Object[size];
        this.required = new boolean[size];
        for (Schema.Field field : schema.getFields()) {
            int position = field.pos();
            names[position] = field.name().intern();
            values[position] = types.of(field.schema());
            required[position] = !field.hasDefaultValue() && !field.schema().isNullable();
            defaults[position] = field.hasDefaultValue() ? GenericData.get().getDefaultValue(field) : null;
        }
    }

    /**
     * The record as the schema has it.
     *
     * @throws RecordFault if it does not fit
     */
    public GenericRecord encode(DataRecord record) throws RecordFault {
        GenericData.Record encoded = new GenericData.Record(schema);
        for (int i = 0; i < names.length; i++) {
            int position = record.indexOf(names[i]);
            if (position >= 0) {
                encoded.put(i, value(i, record.valueAt(position)));
            } else if (required[i]) {
                throw new RecordFault("the field " + names[i] + " of the schema is missing");
            } else {
                encoded.put(i, defaults[i]);
            }
        }
        return encoded;
    }

    private Object value(int field, Object value) throws RecordFault {
        try {
            return values[field].encode(value);
        } catch (RecordFault e) {
            throw new RecordFault("the field " + names[field] + ": " + e.getMessage());
        }
    }
}
