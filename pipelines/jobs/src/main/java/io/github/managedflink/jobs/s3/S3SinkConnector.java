package io.github.managedflink.jobs.s3;

import io.github.managedflink.jobs.avro.AvroEncoder;
import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.deadletter.RoutedTypeInfo;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.sink.S3SinkSpec;
import java.util.List;
import java.util.function.Supplier;
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
 * Files in S3 through Flink's {@link FileSink}, exactly once: files are closed at each checkpoint and appear when it is
 * complete.
 *
 * @param <T> what a file's writer takes for a record: a line of JSON or an Avro record
 * @see <a
 *     href="https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/connectors/datastream/filesystem/">FileSystem
 *     connector</a>
 */
public final class S3SinkConnector<T> implements SinkConnector<Routed<T>> {
    private final Path root;
    private final TypeInformation<T> type;
    private final BulkWriter.Factory<T> files;
    private final String suffix;
    private final Supplier<RecordEncoder<T>> encoders;
    private final List<S3Partition> partitions;
    private final String key;

    private S3SinkConnector(
            Path root,
            TypeInformation<T> type,
            BulkWriter.Factory<T> files,
            String suffix,
            Supplier<RecordEncoder<T>> encoders,
            List<S3Partition> partitions,
            String key) {
        this.root = root;
        this.type = type;
        this.files = files;
        this.suffix = suffix;
        this.encoders = encoders;
        this.partitions = partitions;
        this.key = key;
    }

    /** The connector of a specified sink, under {@code root}, which is the location's path. */
    public static S3SinkConnector<?> of(S3SinkSpec sink, Path root) {
        OutputFormat format = sink.format();
        switch (format.type()) {
            case JSON_LINES:
                return jsonLines(
                        root,
                        format.compression() == OutputFormat.Compression.GZIP,
                        sink.partitions(),
                        sink.location().key());
            case PARQUET:
                return avro(root, sink, new ParquetFiles(schema(format).toString(), format.compression()), ".parquet");
            default:
                return avro(root, sink, new AvroFiles(schema(format).toString(), format.compression()), ".avro");
        }
    }

    /** A connector of dead letters, which come as lines. */
    public static S3SinkConnector<byte[]> deadLetters(Path root) {
        return jsonLines(root, false, List.of(), "");
    }

    private static S3SinkConnector<byte[]> jsonLines(
            Path root, boolean gzip, List<S3Partition> partitions, String key) {
        return new S3SinkConnector<>(
                root,
                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO,
                new LineFiles(gzip),
                gzip ? ".json.gz" : ".json",
                () -> new JsonRecordWriter()::line,
                partitions,
                key);
    }

    private static S3SinkConnector<GenericRecord> avro(
            Path root, S3SinkSpec sink, BulkWriter.Factory<GenericRecord> files, String suffix) {
        Schema schema = schema(sink.format());
        return new S3SinkConnector<>(
                root,
                new GenericRecordAvroTypeInfo(schema),
                files,
                suffix,
                () -> new AvroEncoder(schema)::encode,
                sink.partitions(),
                sink.location().key());
    }

    private static Schema schema(OutputFormat format) {
        return format.schema().schema().orElseThrow(() -> new IllegalArgumentException("no Avro record schema"));
    }

    /** Where a location is for Flink. */
    public static Path path(S3Location location) {
        return new Path(location.uri());
    }

    @Override
    public RoutedTypeInfo<T> inputType() {
        return new RoutedTypeInfo<>(type);
    }

    @Override
    public SinkEncoder<Routed<T>> encoder() {
        BucketPath path = new BucketPath(partitions, key);
        RecordEncoder<T> encoder = encoders.get();
        return event -> new Routed<>(path.of(event), encoder.encode(event.record()));
    }

    @Override
    public FileSink<Routed<T>> sink() {
        return FileSink.forBulkFormat(root, new RoutedFiles<>(files))
                .withBucketAssigner(new FolderAssigner<>())
                .withRollingPolicy(new CheckpointOrSizePolicy<>())
                .withOutputFileConfig(OutputFileConfig.builder()
                        .withPartPrefix("part")
                        .withPartSuffix(suffix)
                        .build())
                .build();
    }
}
