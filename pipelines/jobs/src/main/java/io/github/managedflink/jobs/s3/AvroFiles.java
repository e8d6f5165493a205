package io.github.managedflink.jobs.s3;

import io.github.managedflink.model.format.OutputFormat;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.formats.avro.AvroWriterFactory;

/** Avro object container files. */
final class AvroFiles implements BulkWriter.Factory<GenericRecord> {
    private static final long serialVersionUID = 1L;

    private final String schema;
    private final OutputFormat.Compression compression;

    AvroFiles(String schema, OutputFormat.Compression compression) {
        this.schema = schema;
        this.compression = compression;
    }

    @Override
    public BulkWriter<GenericRecord> create(FSDataOutputStream file) throws IOException {
        Schema parsed = new Schema.Parser().parse(schema);
        return new AvroWriterFactory<GenericRecord>(
                        out -> new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(parsed))
                                .setCodec(codec())
                                .create(parsed, out))
                .create(file);
    }

    private CodecFactory codec() {
        switch (compression) {
            case NONE:
                return CodecFactory.nullCodec();
            case DEFLATE:
                return CodecFactory.deflateCodec(CodecFactory.DEFAULT_DEFLATE_LEVEL);
            case SNAPPY:
            case ZSTD:
                return new AvroBlockCodec.Factory(compression);
            default:
                throw new IllegalArgumentException("no compression of Avro: " + compression);
        }
    }
}
