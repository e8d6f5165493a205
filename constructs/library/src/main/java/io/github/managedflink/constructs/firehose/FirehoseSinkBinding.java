package io.github.managedflink.constructs.firehose;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ResourceBinding;
import io.github.managedflink.constructs.connector.SinkBinding;
import io.github.managedflink.constructs.internal.Given;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.constructs.internal.resource.SinkResource;
import io.github.managedflink.constructs.s3.S3BucketBinding;
import io.github.managedflink.constructs.s3.WritesToBucket;
import io.github.managedflink.model.settings.Faults;
import io.github.managedflink.model.sink.FirehoseSink;
import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Puts records into an Amazon Data Firehose stream as lines of JSON, at least once. The job may {@code firehose:PutRecordBatch} into the
 * stream; a key of yours that encrypts it is used by Firehose alone. A value: each method gives a changed copy.
 *
 * @see FirehoseSink
 */
public final class FirehoseSinkBinding implements SinkBinding, WritesToBucket {
    private static final String KIND = "DeliveryStream";

    private final SinkResource<IDeliveryStream> stream;
    private final Given<S3BucketBinding> destination;
    private final Given<String> prefix;

    private FirehoseSinkBinding(
            SinkResource<IDeliveryStream> stream, Given<S3BucketBinding> destination, Given<String> prefix) {
        this.stream = stream;
        this.destination = destination;
        this.prefix = prefix;
    }

    /** A new Firehose stream, encrypted with a key that AWS owns, which delivers to a new bucket. */
    public static FirehoseSinkBinding newStream() {
        return newStreamTo(S3BucketBinding.newBucket("DeliveryBucket"));
    }

    /** A new Firehose stream, encrypted with a key that AWS owns, which delivers to this bucket. Other sinks may share the bucket. */
    public static FirehoseSinkBinding newStreamTo(S3BucketBinding bucket) {
        return newStreamTo(KIND, bucket);
    }

    /** The same with this construct id, for a pipeline with more than one new Firehose stream. */
    public static FirehoseSinkBinding newStreamTo(String id, S3BucketBinding bucket) {
        return new FirehoseSinkBinding(
                SinkResource.created(KIND, id, NewFirehoseStream.PARTS), Given.of(bucket), Given.nothing());
    }

    /** A Firehose stream that exists and takes records from its API (Direct PUT). */
    public static FirehoseSinkBinding of(IDeliveryStream stream) {
        return new FirehoseSinkBinding(SinkResource.existing(KIND, stream), Given.nothing(), Given.nothing());
    }

    /**
     * What the keys of a new stream's files begin with, without a slash at either end; the date and hour of arrival follow. What cannot be
     * delivered goes below the same with {@code -errors}. Default: the sink's name.
     */
    public FirehoseSinkBinding prefix(String keyPrefix) {
        return new FirehoseSinkBinding(stream.copy(), destination, Given.of(keyPrefix));
    }

    /** Your own key for a new stream. Default: a key that AWS owns. */
    public FirehoseSinkBinding encryptionKey(IKey key) {
        return new FirehoseSinkBinding(stream.encryptionKey(key), destination, prefix);
    }

    @Override
    public void check(Faults faults) {
        stream.check(faults);
        destination.check("bucket", faults);
        destination.toOptional().ifPresent(bucket -> bucket.check(faults));
        prefix.check("prefix", faults);
        if (stream.existing().isPresent()) {
            prefix.refuse(
                    "prefix",
                    given -> given,
                    "belongs to a new stream; the one that you gave has its own. Leave it out.",
                    faults);
        }
    }

    @Override
    public List<ResourceBinding> resources() {
        return destination
                .toOptional()
                .<List<ResourceBinding>>map(bucket -> List.of(stream, bucket))
                .orElseGet(() -> List.of(stream));
    }

    @Override
    public Optional<S3BucketBinding> bucket() {
        return destination.toOptional();
    }

    @Override
    public FirehoseSink plan(String name) {
        return FirehoseSink.of(stream.existing()
                .map(IDeliveryStream::getDeliveryStreamArn)
                .orElseGet(() -> Unresolved.text("DeliveryStreamArn")));
    }

    @Override
    public BoundFirehoseSink bind(String name, BindingContext context) {
        IDeliveryStream bound = stream.bind(context, IDeliveryStream.class, () -> create(name, context));
        return new BoundFirehoseSink(
                bound,
                FirehoseSink.of(bound.getDeliveryStreamArn()),
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
