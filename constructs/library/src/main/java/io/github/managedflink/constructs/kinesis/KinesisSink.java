package io.github.managedflink.constructs.kinesis;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.constructs.internal.resource.SinkResource;
import io.github.managedflink.model.format.MessageFormat;
import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Puts records into a Kinesis data stream, as JSON unless another format is chosen, at least once. The job may {@code kinesis:PutRecords} into the stream and, where
 * it is encrypted with a key of yours, {@code kms:GenerateDataKey} with that. A value: each method gives a changed copy; copies that
 * differ in the records alone share their stream.
 *
 * @see KinesisSinkSpec
 */
public final class KinesisSink implements PipelineSink {
    private static final String KIND = "OutputStream";

    private final SinkResource<IStream> stream;
    private final UnaryOperator<KinesisSinkSpec.Builder> records;

    private KinesisSink(SinkResource<IStream> stream, UnaryOperator<KinesisSinkSpec.Builder> records) {
        this.stream = stream;
        this.records = records;
    }

    /** A new stream: on demand, encrypted with the key of Kinesis, left in place when it leaves the stack. */
    public static KinesisSink newStream() {
        return newStream(KIND);
    }

    /** A new stream with this construct id, for a pipeline with more than one. */
    public static KinesisSink newStream(String id) {
        return new KinesisSink(SinkResource.created(KIND, id), UnaryOperator.identity());
    }

    /** A stream that exists. */
    public static KinesisSink of(IStream stream) {
        return new KinesisSink(SinkResource.existing(KIND, stream), UnaryOperator.identity());
    }

    /** The fields that make the partition key: see {@link KinesisSinkSpec.Builder#partitionKey}. Default: those that records came with. */
    public KinesisSink partitionKey(String... fields) {
        String[] paths = Arguments.given("fields", fields).clone();
        return new KinesisSink(stream, builder -> records.apply(builder).partitionKey(paths));
    }

    /** What a record becomes. Default: JSON. */
    public KinesisSink format(MessageFormat messages) {
        return new KinesisSink(stream, builder -> records.apply(builder).format(messages));
    }

    /** Your own key for a new stream. Default: the key that AWS manages for Kinesis. */
    public KinesisSink encryptionKey(IKey key) {
        return new KinesisSink(stream.encryptionKey(key), records);
    }

    /** What becomes of a new stream when it leaves the stack. Default: it stays. */
    public KinesisSink removalPolicy(RemovalPolicy policy) {
        return new KinesisSink(stream.removalPolicy(policy), records);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Rule and group make the partition key, so that their events stay in their order.
     */
    @Override
    public KinesisSink forAlerts(String monitor) {
        return new KinesisSink(
                stream, builder -> records.apply(builder.partitionKey(AlertEvent.RULE, AlertEvent.GROUP)));
    }

    @Override
    public void check(Violations violations) {
        stream.check(violations);
    }

    @Override
    public List<SharedResource> resources() {
        return List.of(stream);
    }

    @Override
    public KinesisSinkSpec plan(String name) {
        return spec(stream.existing().map(IStream::getStreamArn).orElseGet(() -> Unresolved.text("StreamArn")));
    }

    @Override
    public KinesisSinkConfig bind(String name, BindingContext context) {
        IStream bound = stream.bind(context, IStream.class, () -> create(context));
        return new KinesisSinkConfig(bound, spec(bound.getStreamArn()), stream.output(bound.getStreamName()));
    }

    private KinesisSinkSpec spec(String arn) {
        return records.apply(KinesisSinkSpec.builder().streamArn(arn)).build();
    }

    private Stream create(BindingContext context) {
        IKey key = stream.encryptionKey();
        return Stream.Builder.create(context.scope(), stream.id())
                .streamMode(StreamMode.ON_DEMAND)
                .encryption(key == null ? StreamEncryption.MANAGED : StreamEncryption.KMS)
                .encryptionKey(key)
                .removalPolicy(stream.removalPolicy())
                .build();
    }
}
