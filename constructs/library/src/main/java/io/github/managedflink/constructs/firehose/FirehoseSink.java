package io.github.managedflink.constructs.firehose;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.WritesToBucket;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.FirehoseSinkSpec;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;

/**
 * Puts records into an Amazon Data Firehose stream as lines of JSON, at least once. The job may
 * {@code firehose:PutRecordBatch} into the stream; a key of yours that encrypts it is used by Firehose alone.
 *
 * @see FirehoseSinkSpec
 */
public final class FirehoseSink implements PipelineSink, WritesToBucket {
    private final FirehoseStream stream;

    private FirehoseSink(FirehoseStream stream) {
        this.stream = stream;
    }

    /** Returns a sink in this stream, which other sinks may share. */
    public static FirehoseSink in(FirehoseStream stream) {
        return new FirehoseSink(Objects.requireNonNullElseGet(stream, () -> FirehoseStream.of(null)));
    }

    /** Returns a sink in a new stream, which delivers to a new bucket: see {@link FirehoseStream#newStream()}. */
    public static FirehoseSink newStream() {
        return in(FirehoseStream.newStream());
    }

    /** Returns a sink in a stream that exists and takes records from its API (Direct PUT). */
    public static FirehoseSink of(IDeliveryStream stream) {
        return in(FirehoseStream.of(stream));
    }

    @Override
    public void check(Violations violations) {
        stream.check(violations);
    }

    @Override
    public List<SharedResource> resources() {
        return Stream.concat(Stream.of(stream), bucket().stream()).toList();
    }

    @Override
    public Optional<S3Bucket> bucket() {
        return stream.bucket();
    }

    @Override
    public FirehoseSinkSpec plan(String name) {
        return FirehoseSinkSpec.of(stream.plannedArn());
    }

    @Override
    public FirehoseSinkConfig bind(String name, BindingContext context) {
        IDeliveryStream bound = stream.bind(name, context);
        return new FirehoseSinkConfig(
                bound, FirehoseSinkSpec.of(bound.getDeliveryStreamArn()), stream.isNew(), stream.output(bound));
    }
}
