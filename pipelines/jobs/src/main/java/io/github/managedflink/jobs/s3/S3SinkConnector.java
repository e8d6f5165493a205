package io.github.managedflink.jobs.s3;

import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.spec.OutputFormat;
import io.github.managedflink.spec.S3Location;
import io.github.managedflink.spec.S3Sink;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.avro.typeutils.GenericRecordAvroTypeInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;

/**
 * Files in S3 through Flink's {@link FileSink}, exactly once: files are closed at each checkpoint and appear when it is complete.
 *
 * @param <T> what a file's writer takes for a record: a line of JSON or an Avro record
 * @see <a href="https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/connectors/datastream/filesystem/">FileSystem connector</a>
 */
public final class S3SinkConnector<T> {
    private final Path root;
    private final TypeInformation<T> type;
    private final BulkWriter.Factory<T> files;
    private final String suffix;

    private S3SinkConnector(Path root, TypeInformation<T> type, BulkWriter.Factory<T> files, String suffix) {
        this.root = root;
        this.type = type;
        this.files = files;
        this.suffix = suffix;
    }

    /** The connector of a specified sink, under {@code root}, which is the location's path. */
    public static S3SinkConnector<?> of(S3Sink sink, Path root) {
        OutputFormat format = sink.format();
        switch (format.type()) {
            case JSON_LINES:
                return jsonLines(root, format.compression() == OutputFormat.Compression.GZIP);
            case PARQUET:
                return avro(
                        root, format, new ParquetFiles(schema(format).toString(), format.compression()), ".parquet");
            default:
                return avro(root, format, new AvroFiles(schema(format).toString(), format.compression()), ".avro");
        }
    }

    /** A connector of lines of JSON. */
    public static S3SinkConnector<byte[]> jsonLines(Path root, boolean gzip) {
        return new S3SinkConnector<>(
                root,
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                new LineFiles(gzip),
                gzip ? ".json.gz" : ".json");
    }

    private static S3SinkConnector<GenericRecord> avro(
            Path root, OutputFormat format, BulkWriter.Factory<GenericRecord> files, String suffix) {
        return new S3SinkConnector<>(root, new GenericRecordAvroTypeInfo(schema(format)), files, suffix);
    }

    private static Schema schema(OutputFormat format) {
        return format.schema().schema().orElseThrow(() -> new IllegalArgumentException("no Avro record schema"));
    }

    /** How records are prepared for the specified sink. */
    public static S3Encoding<?> encoding(S3Sink sink) {
        BucketPath path = new BucketPath(sink.partitions(), sink.location().key());
        return sink.format().type() == OutputFormat.Type.JSON_LINES
                ? new S3Encoding<>(new JsonRecordWriter()::line, path)
                : new S3Encoding<>(new AvroEncoder(schema(sink.format())), path);
    }

    /** Where a location is for Flink. */
    public static Path path(S3Location location) {
        return new Path(location.uri());
    }

    /** The type of the sink's input. */
    public AddressedTypeInfo<T> inputType() {
        return new AddressedTypeInfo<>(type);
    }

    public FileSink<Addressed<T>> sink() {
        return FileSink.forBulkFormat(root, new AddressedFiles<>(files))
                .withBucketAssigner(new FolderAssigner<>())
                .withRollingPolicy(new CheckpointOrSizePolicy<>())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("part")
                        .withPartSuffix(suffix)
                        .build())
                .build();
    }
}
