package io.github.managedflink.constructs.s3;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ResourceBinding;
import io.github.managedflink.constructs.connector.SinkBinding;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.settings.Faults;
import io.github.managedflink.model.sink.S3Sink;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.s3.IBucket;

/** Writes files to S3, exactly once. A value: each method gives a changed copy, and copies share their bucket. */
public final class S3SinkBinding implements SinkBinding, WritesToBucket {
    private final S3BucketBinding bucket;
    private final String prefix;
    private final OutputFormat format;
    private final List<S3Partition> partitions;

    private S3SinkBinding(S3BucketBinding bucket, String prefix, OutputFormat format, List<S3Partition> partitions) {
        this.bucket = bucket;
        this.prefix = prefix;
        this.format = format;
        this.partitions = Collections.unmodifiableList(partitions);
    }

    /** A sink of JSON lines in this bucket, which other sinks may share. */
    public static S3SinkBinding in(S3BucketBinding bucket) {
        return new S3SinkBinding(bucket, null, OutputFormat.jsonLines(), List.of());
    }

    /** A sink of JSON lines in a new bucket. */
    public static S3SinkBinding newBucket() {
        return in(S3BucketBinding.newBucket());
    }

    /** A sink of JSON lines in a bucket that exists. */
    public static S3SinkBinding of(IBucket bucket) {
        return in(S3BucketBinding.of(bucket));
    }

    /**
     * What the keys of files begin with, without a slash at either end; empty for the whole bucket, which then can hold
     * no dead letters. Default: the sink's name.
     */
    public S3SinkBinding prefix(String keyPrefix) {
        return new S3SinkBinding(bucket, keyPrefix, format, partitions);
    }

    /** How records are written. Default: JSON lines. */
    public S3SinkBinding format(OutputFormat output) {
        return new S3SinkBinding(bucket, prefix, output, partitions);
    }

    /** Adds a level of folders inside those added before. Default: none. */
    public S3SinkBinding partitionBy(S3Partition partition) {
        List<S3Partition> more = new ArrayList<>(partitions);
        more.add(partition);
        return new S3SinkBinding(bucket, prefix, format, more);
    }

    @Override
    public void check(Faults faults) {
        if (faults.require("bucket", bucket)) {
            bucket.check(faults);
        }
    }

    @Override
    public List<ResourceBinding> resources() {
        return bucket == null ? List.of() : List.of(bucket);
    }

    @Override
    public S3Sink plan(String name) {
        String bucketName = bucket == null ? Unresolved.text("BucketName") : bucket.plannedName();
        return spec(S3Location.of(bucketName, prefixOf(name)));
    }

    @Override
    public BoundS3Sink bind(String name, BindingContext context) {
        BoundBucket bound = bucket.bind(context);
        String keyPrefix = prefixOf(name);
        return new BoundS3Sink(bound, keyPrefix, spec(bound.location(keyPrefix)));
    }

    /** Sinks that share a bucket, and dead letters beside them, must not mix. */
    private String prefixOf(String name) {
        return prefix == null ? name : prefix;
    }

    @Override
    public Optional<S3BucketBinding> bucket() {
        return Optional.ofNullable(bucket);
    }

    private S3Sink spec(S3Location location) {
        S3Sink.Builder sink = S3Sink.builder().location(location).format(format);
        partitions.forEach(sink::partitionBy);
        return sink.build();
    }
}
