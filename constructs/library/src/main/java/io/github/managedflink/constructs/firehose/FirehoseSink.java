package io.github.managedflink.constructs.firehose;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.constructs.internal.resource.SinkResource;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.WritesToBucket;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.FirehoseSinkSpec;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Puts records into an Amazon Data Firehose stream as lines of JSON, at least once. The job may {@code firehose:PutRecordBatch} into the
 * stream; a key of yours that encrypts it is used by Firehose alone. A value: each method gives a changed copy.
 *
 * @see FirehoseSinkSpec
 */
public final class FirehoseSink implements PipelineSink, WritesToBucket {
    private static final String KIND = "DeliveryStream";

    private final SinkResource<IDeliveryStream> stream;
    private final Setting<S3Bucket> destination;
    private final Setting<String> prefix;

    private FirehoseSink(SinkResource<IDeliveryStream> stream, Setting<S3Bucket> destination, Setting<String> prefix) {
        this.stream = stream;
        this.destination = destination;
        this.prefix = prefix;
    }

    /** A new Firehose stream, encrypted with a key that AWS owns, which delivers to a new bucket. */
    public static FirehoseSink newStream() {
        return newStreamTo(S3Bucket.newBucket("DeliveryBucket"));
    }

    /** A new Firehose stream, encrypted with a key that AWS owns, which delivers to this bucket. Other sinks may share the bucket. */
    public static FirehoseSink newStreamTo(S3Bucket bucket) {
        return newStreamTo(KIND, bucket);
    }

    /** The same with this construct id, for a pipeline with more than one new Firehose stream. */
    public static FirehoseSink newStreamTo(String id, S3Bucket bucket) {
        return new FirehoseSink(
                SinkResource.created(KIND, id, NewFirehoseStream.PARTS), Setting.of(bucket), Setting.nothing());
    }

    /** A Firehose stream that exists and takes records from its API (Direct PUT). */
    public static FirehoseSink of(IDeliveryStream stream) {
        return new FirehoseSink(SinkResource.existing(KIND, stream), Setting.nothing(), Setting.nothing());
    }

    /**
     * What the keys of a new stream's files begin with, without a slash at either end; the date and hour of arrival follow. What cannot be
     * delivered goes below the same with {@code -errors}. Default: the sink's name.
     */
    public FirehoseSink prefix(String keyPrefix) {
        return new FirehoseSink(stream.copy(), destination, Setting.of(keyPrefix));
    }

    /** Your own key for a new stream. Default: a key that AWS owns. */
    public FirehoseSink encryptionKey(IKey key) {
        return new FirehoseSink(stream.encryptionKey(key), destination, prefix);
    }

    @Override
    public void check(Violations violations) {
        stream.check(violations);
        destination.check("bucket", violations);
        destination.toOptional().ifPresent(bucket -> bucket.check(violations));
        prefix.check("prefix", violations);
        if (stream.existing().isPresent()) {
            prefix.refuse(
                    "prefix",
                    given -> given,
                    "belongs to a new stream; the one that you gave has its own. Leave it out.",
                    violations);
        }
    }

    @Override
    public List<SharedResource> resources() {
        return destination
                .toOptional()
                .<List<SharedResource>>map(bucket -> List.of(stream, bucket))
                .orElseGet(() -> List.of(stream));
    }

    @Override
    public Optional<S3Bucket> bucket() {
        return destination.toOptional();
    }

    @Override
    public FirehoseSinkSpec plan(String name) {
        return FirehoseSinkSpec.of(stream.existing()
                .map(IDeliveryStream::getDeliveryStreamArn)
                .orElseGet(() -> Unresolved.text("DeliveryStreamArn")));
    }

    @Override
    public FirehoseSinkConfig bind(String name, BindingContext context) {
        IDeliveryStream bound = stream.bind(context, IDeliveryStream.class, () -> create(name, context));
        return new FirehoseSinkConfig(
                bound,
                FirehoseSinkSpec.of(bound.getDeliveryStreamArn()),
                stream.existing().isEmpty(),
                stream.output(bound.getDeliveryStreamName()));
    }

    private IDeliveryStream create(String name, BindingContext context) {
        return new NewFirehoseStream(
                        context.scope(),
                        stream.id(),
                        destination.value().bind(context),
                        prefix.toOptional().orElse(name))
                .create(stream.encryptionKey());
    }
}
