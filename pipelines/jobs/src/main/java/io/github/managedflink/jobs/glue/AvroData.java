package io.github.managedflink.jobs.glue;

import io.github.managedflink.jobs.avro.AvroEncoder;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.RecordFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Records in Avro's binary encoding. For one thread. */
public final class AvroData implements GlueEncoder.Data {
    private final AvroEncoder records;
    private final GenericDatumWriter<GenericRecord> writer;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);

    public AvroData(Schema schema) {
        this.records = new AvroEncoder(schema);
        this.writer = new GenericDatumWriter<>(schema);
    }

    @Override
    public byte[] of(DataRecord record) throws RecordFault {
        GenericRecord avro = records.encode(record);
        out.reset();
        try {
            writer.write(avro, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("memory has no input or output to fail", e);
        }
        return out.toByteArray();
    }
}
