package io.github.managedflink.jobs.s3;

import io.github.managedflink.model.format.OutputFormat;
import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.formats.parquet.ParquetWriterFactory;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;

/** Parquet files by an Avro schema. */
final class ParquetFiles implements BulkWriter.Factory<GenericRecord> {
    private static final long serialVersionUID = 1L;
    /** A quarter of Parquet's default: one is in memory for each open file, and a KPU has 3 GiB of heap. */
    private static final long ROW_GROUP_BYTES = 32L << 20;

    private final String schema;
    private final OutputFormat.Compression compression;

    ParquetFiles(String schema, OutputFormat.Compression compression) {
        this.schema = schema;
        this.compression = compression;
    }

    @Override
    public BulkWriter<GenericRecord> create(FSDataOutputStream file) throws IOException {
        return new ParquetWriterFactory<>(this::writer).create(file);
    }

    private ParquetWriter<GenericRecord> writer(OutputFile file) throws IOException {
        ParquetConfiguration configuration = new PlainParquetConfiguration();
        // The lists of three levels that the format's specification asks for, so that elements may be null.
        configuration.setBoolean(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, false);
        return AvroParquetWriter.<GenericRecord>builder(file)
                .withConf(configuration)
                .withSchema(new Schema.Parser().parse(schema))
                .withDataModel(GenericData.get())
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withCodecFactory(new ParquetCodecs())
                .withCompressionCodec(codec())
                .build();
    }

    private CompressionCodecName codec() {
        switch (compression) {
            case NONE:
                return CompressionCodecName.UNCOMPRESSED;
            case GZIP:
                return CompressionCodecName.GZIP;
            case SNAPPY:
                return CompressionCodecName.SNAPPY;
            case ZSTD:
                return CompressionCodecName.ZSTD;
            default:
                throw new IllegalArgumentException("no compression of Parquet: " + compression);
        }
    }
}
