package io.github.managedflink.constructs.s3;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.S3SinkSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awscdk.services.s3.IBucket;

/**
 * Writes files to S3, exactly once. A value: each {@code with} method returns a changed copy, and copies share their
 * bucket.
 */
public final class S3Sink implements PipelineSink, WritesToBucket {
    private final S3Bucket bucket;
    private final String prefix;
    private final OutputFormat format;
    private final List<S3Partition> partitions;

    private S3Sink(S3Bucket bucket, String prefix, OutputFormat format, List<S3Partition> partitions) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.format = format;
        this.partitions = Collections.unmodifiableList(partitions);
    }

    /** Returns a sink of JSON lines in this bucket, which other sinks may share. */
    public static S3Sink in(S3Bucket bucket) {
        return new S3Sink(
                Objects.requireNonNullElseGet(bucket, () -> S3Bucket.of(null)),
                null,
                OutputFormat.jsonLines(),
                List.of());
    }

    /** Returns a sink of JSON lines in a new bucket. */
    public static S3Sink newBucket() {
        return in(S3Bucket.newBucket());
    }

    /** Returns a sink of JSON lines in a bucket that exists. */
    public static S3Sink of(IBucket bucket) {
        return in(S3Bucket.of(bucket));
    }

    /**
     * Sets what the keys of files begin with, without a slash at either end; empty for the whole bucket, which then can
     * hold no dead letters. Default: the sink's name.
     */
    public S3Sink withPrefix(String keyPrefix) {
        return new S3Sink(bucket, keyPrefix, format, partitions);
    }

    /** Sets how records are written. Default: JSON lines. */
    public S3Sink withFormat(OutputFormat output) {
        return new S3Sink(bucket, prefix, output, partitions);
    }

    /** Adds a level of folders inside those added before. Default: none. */
    public S3Sink withPartition(S3Partition partition) {
        List<S3Partition> more = new ArrayList<>(partitions);
        more.add(partition);
        return new S3Sink(bucket, prefix, format, more);
    }

    @Override
    public void check(Violations violations) {
        bucket.check(violations);
    }

    @Override
    public List<SharedResource> resources() {
        return List.of(bucket);
    }

    @Override
    public S3SinkSpec plan(String name) {
        return spec(S3Location.of(bucket.plannedName(), prefixOf(name)));
    }

    @Override
    public S3SinkConfig bind(String name, BindingContext context) {
        S3BucketConfig bound = bucket.bind(context);
        String keyPrefix = prefixOf(name);
        return new S3SinkConfig(bound, keyPrefix, spec(bound.location(keyPrefix)));
    }

    /** Sinks that share a bucket, and dead letters beside them, must not mix. */
    private String prefixOf(String name) {
        return prefix == null ? name : prefix;
    }

    @Override
    public Optional<S3Bucket> bucket() {
        return Optional.of(bucket);
    }

    private S3SinkSpec spec(S3Location location) {
        S3SinkSpec.Builder sink = S3SinkSpec.builder().location(location).format(format);
        partitions.forEach(sink::partitionBy);
        return sink.build();
    }
}
