package io.github.managedflink.jobs.avro;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;

/** Makes records of Avro's binary encoding. For one thread. */
public final class AvroDecoder {
    private final GenericDatumReader<Object> reader;
    private final RecordValue values;

    /**
     * Makes one for messages that were written with a schema.
     *
     * @param writer the schema that messages were written with
     * @param reader the schema that they are resolved to
     * @throws AvroRuntimeException if a schema is none of records
     */
    public AvroDecoder(Schema writer, Schema reader) {
        if (reader.getType() != Schema.Type.RECORD) {
            throw new AvroRuntimeException("the schema defines no record, but a value of type " + reader.getType());
        }
        this.reader = new GenericDatumReader<>(writer, reader);
        this.values = new RecordValues().of(reader);
    }

    /**
     * The record.
     *
     * @throws RecordFault if the bytes are not what the schema says, or are more
     */
    public DataRecord decode(byte[] bytes) throws RecordFault {
        BoundedDecoder decoder = new BoundedDecoder(bytes);
        DataRecord record;
        try {
            record = (DataRecord) values.of(reader.read(null, decoder));
        } catch (IOException | RuntimeException e) {
            throw new RecordFault("the message does not fit its schema: " + e.getMessage());
        }
        if (decoder.remaining() > 0) {
            throw new RecordFault(
                    "the message does not fit its schema: " + decoder.remaining() + " bytes are left over");
        }
        return record;
    }
}
