package io.github.managedflink.jobs.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.avro.AvroEncoder;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.record.JsonNumber;
import io.github.managedflink.model.format.OutputFormat.Compression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files that we write with our codecs are read with the formats' own, which are native libraries. */
class RecordFilesTest {
    private static final String SCHEMA =
            """
            {"type": "record", "name": "R", "fields": [
              {"name": "id", "type": "string"},
              {"name": "number", "type": ["null", "double"]},
              {"name": "list", "type": {"type": "array", "items": ["null", "long"]}},
              {"name": "map", "type": {"type": "map", "values": "string"}}
            ]}""";
    private static final int ROWS = 5000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"NONE", "GZIP", "SNAPPY", "ZSTD"})
    void parquet(Compression compression) throws Exception {
        Path file = folder.resolve("file.parquet");
        List<GenericRecord> rows = write(new ParquetFiles(SCHEMA, compression), file);

        List<String> read = new ArrayList<>();
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(file), new PlainParquetConfiguration())
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                read.add(row.toString());
            }
        }
        assertThat(read).isEqualTo(rows.stream().map(GenericRecord::toString).toList());
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"NONE", "DEFLATE", "SNAPPY", "ZSTD"})
    void avro(Compression compression) throws Exception {
        Path file = folder.resolve("file.avro");
        List<GenericRecord> rows = write(new AvroFiles(SCHEMA, compression), file);

        List<String> read = new ArrayList<>();
        try (DataFileReader<GenericRecord> reader =
                new DataFileReader<>(file.toFile(), new GenericDatumReader<GenericRecord>())) {
            reader.forEach(row -> read.add(row.toString()));
        }
        assertThat(read).isEqualTo(rows.stream().map(GenericRecord::toString).toList());
    }

    private static List<GenericRecord> write(BulkWriter.Factory<GenericRecord> files, Path file) throws Exception {
        List<GenericRecord> rows = rows();
        try (FSDataOutputStream out = FileSystem.getLocalFileSystem()
                .create(new org.apache.flink.core.fs.Path(file.toUri()), FileSystem.WriteMode.OVERWRITE)) {
            BulkWriter<GenericRecord> writer = files.create(out);
            for (GenericRecord row : rows) {
                writer.addElement(row);
            }
            writer.finish();
        }
        return rows;
    }

    private static List<GenericRecord> rows() throws Exception {
        AvroEncoder encoder = new AvroEncoder(new Schema.Parser().parse(SCHEMA));
        List<GenericRecord> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            DataRecord map = new DataRecord();
            map.put("k", "ü" + i);
            DataRecord record = new DataRecord();
            record.put("id", "id-" + i);
            record.put("number", i % 7 == 0 ? null : new JsonNumber(i + ".25"));
            List<Object> list = new ArrayList<>(List.of((long) i));
            list.add(null);
            record.put("list", list);
            record.put("map", map);
            rows.add(encoder.encode(record));
        }
        return rows;
    }
}
