package io.github.managedflink.constructs.kinesis;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.model.format.MessageFormat;
import io.github.managedflink.model.kpi.AlertEvent;
import io.github.managedflink.model.settings.Arguments;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import software.amazon.awscdk.services.kinesis.IStream;

/**
 * Puts records into a Kinesis data stream, as JSON unless another format is chosen, at least once. The job may
 * {@code kinesis:PutRecords} into the stream and, where it is encrypted with a key of yours,
 * {@code kms:GenerateDataKey} with that. A value: each {@code with} method returns a changed copy, and copies share
 * their stream.
 *
 * @see KinesisSinkSpec
 */
public final class KinesisSink implements PipelineSink {
    private static final String OUTPUT_STREAM = "OutputStream";

    private final KinesisStream stream;
    private final UnaryOperator<KinesisSinkSpec.Builder> records;

    private KinesisSink(KinesisStream stream, UnaryOperator<KinesisSinkSpec.Builder> records) {
        this.stream = stream;
        this.records = records;
    }

    /** Returns a sink in this stream, which the source and other sinks may share. */
    public static KinesisSink in(KinesisStream stream) {
        return new KinesisSink(
                Objects.requireNonNullElseGet(stream, () -> KinesisStream.of(null)), UnaryOperator.identity());
    }

    /** Returns a sink in a new stream: see {@link KinesisStream#newStream()}. */
    public static KinesisSink newStream() {
        return newStream(OUTPUT_STREAM);
    }

    /** Returns a sink in a new stream with this construct id, for a pipeline with more than one. */
    public static KinesisSink newStream(String id) {
        return in(KinesisStream.newStream(id));
    }

    /** Returns a sink in a stream that exists. */
    public static KinesisSink of(IStream stream) {
        return in(KinesisStream.of(stream));
    }

    /**
     * Sets the fields that make the partition key: see {@link KinesisSinkSpec.Builder#partitionKey}. Default: those
     * that records came with.
     */
    public KinesisSink withPartitionKey(String... fields) {
        String[] paths = Arguments.given("fields", fields).clone();
        return new KinesisSink(stream, builder -> records.apply(builder).partitionKey(paths));
    }

    /** Sets what a record becomes. Default: JSON. */
    public KinesisSink withFormat(MessageFormat messages) {
        return new KinesisSink(stream, builder -> records.apply(builder).format(messages));
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
        return spec(stream.plannedArn());
    }

    @Override
    public KinesisSinkConfig bind(String name, BindingContext context) {
        IStream bound = stream.bind(context);
        return new KinesisSinkConfig(bound, spec(bound.getStreamArn()), stream.output(OUTPUT_STREAM, bound));
    }

    private KinesisSinkSpec spec(String arn) {
        return records.apply(KinesisSinkSpec.builder().streamArn(arn)).build();
    }
}
