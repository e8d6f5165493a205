package io.github.managedflink.constructs.firehose;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.NewOrExisting;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.model.settings.Violations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.services.kinesisfirehose.IDeliveryStream;
import software.amazon.awscdk.services.kms.IKey;

/**
 * An Amazon Data Firehose stream, a new one or one that exists, that sinks of a pipeline may share: sinks that are
 * given the same value put records into the same stream. A value: each {@code with} method returns a changed copy,
 * which is another stream.
 *
 * @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/what-is-this-service.html">Amazon Data Firehose</a>
 */
public final class FirehoseStream implements SharedResource {
    private static final String KIND = "DeliveryStream";

    private final NewOrExisting<IDeliveryStream> stream;
    private final Setting<S3Bucket> bucket;
    private final Setting<String> prefix;

    private FirehoseStream(NewOrExisting<IDeliveryStream> stream, Setting<S3Bucket> bucket, Setting<String> prefix) {
        this.stream = stream;
        this.bucket = bucket;
        this.prefix = prefix;
    }

    /** Returns a new stream, encrypted with a key that AWS owns, which delivers to a new bucket. */
    public static FirehoseStream newStream() {
        return newStream(KIND);
    }

    /** Returns a new stream with this construct id, for a pipeline with more than one. */
    public static FirehoseStream newStream(String id) {
        return new FirehoseStream(
                NewOrExisting.created(KIND, id, NewFirehoseStream.PARTS),
                Setting.of(S3Bucket.newBucket("DeliveryBucket")),
                Setting.nothing());
    }

    /** Returns a stream that exists and takes records from its API (Direct PUT). */
    public static FirehoseStream of(IDeliveryStream stream) {
        return new FirehoseStream(NewOrExisting.existing(KIND, stream), Setting.nothing(), Setting.nothing());
    }

    /** Sets the bucket that a new stream delivers to, which others may share. Default: a new bucket. */
    public FirehoseStream withBucket(S3Bucket destination) {
        return new FirehoseStream(stream, Setting.of(destination), prefix);
    }

    /**
     * Sets what the keys of a new stream's files begin with, without a slash at either end; the date and hour of
     * arrival follow. What cannot be delivered goes below the same with {@code -errors}. Default: the name of the first
     * sink in the stream.
     */
    public FirehoseStream withPrefix(String keyPrefix) {
        return new FirehoseStream(stream, bucket, Setting.of(keyPrefix));
    }

    /** Sets your own key for a new stream, which Firehose alone uses. Default: a key that AWS owns. */
    public FirehoseStream withEncryptionKey(IKey key) {
        return new FirehoseStream(stream.withEncryptionKey(key), bucket, prefix);
    }

    @Override
    public List<String> constructIds() {
        return stream.constructIds();
    }

    boolean isNew() {
        return stream.isNew();
    }

    /** Returns the bucket that a new stream delivers to. */
    Optional<S3Bucket> bucket() {
        return bucket.toOptional();
    }

    void check(Violations violations) {
        stream.check(violations);
        Violations at = violations.at("deliveryStream");
        stream.checkOption("bucket", bucket, destination -> "a bucket", at);
        stream.checkOption("prefix", prefix, at);
        if (isNew()) {
            bucket().ifPresent(destination -> destination.check(at));
        }
    }

    String plannedArn() {
        return stream.planned("DeliveryStreamArn", IDeliveryStream::getDeliveryStreamArn);
    }

    /** @param sink the name of the sink that asks */
    IDeliveryStream bind(String sink, BindingContext context) {
        return stream.existing()
                .orElseGet(() -> context.shared(this, IDeliveryStream.class, () -> create(sink, context)));
    }

    Map<String, String> output(IDeliveryStream bound) {
        return stream.output(bound.getDeliveryStreamName());
    }

    private IDeliveryStream create(String sink, BindingContext context) {
        return new NewFirehoseStream(
                        context.scope(),
                        stream.id(),
                        bucket.value().bind(context),
                        prefix.toOptional().orElse(sink))
                .create(stream.encryptionKey());
    }
}
