package io.github.managedflink.constructs.kinesis;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.KinesisStartingPosition;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.util.List;
import java.util.Objects;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kinesis.IStreamConsumer;
import software.amazon.awscdk.services.kinesis.StreamConsumer;

/**
 * Reads a Kinesis data stream by polling or by enhanced fan-out. A value: each {@code with} method returns a changed
 * copy, and copies share their stream.
 *
 * <p>Records that the Kinesis Producer Library (KPL) has packed together come one by one. Around a resharding the KPL
 * sends records again that have reached another shard than it meant, so one may come twice; a {@code deduplicate} step
 * removes it.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/introduction.html">Kinesis Data Streams</a>
 */
public final class KinesisSource implements PipelineSource {
    private static final String STREAM = "Stream";
    private static final String CONSUMER = "Consumer";

    private final KinesisStream stream;
    private final KinesisStartingPosition startPosition;
    private final String consumerName;
    private final boolean enhancedFanOut;
    private final Setting<IRole> role;
    private final String externalId;

    private KinesisSource(
            KinesisStream stream,
            KinesisStartingPosition startPosition,
            String consumerName,
            boolean enhancedFanOut,
            Setting<IRole> role,
            String externalId) {
        this.stream = stream;
        this.startPosition = startPosition;
        this.consumerName = consumerName;
        this.enhancedFanOut = enhancedFanOut;
        this.role = role;
        this.externalId = externalId;
    }

    /** Returns a source that reads this stream, which sinks may share. */
    public static KinesisSource in(KinesisStream stream) {
        return new KinesisSource(
                Objects.requireNonNullElseGet(stream, () -> KinesisStream.of(null)),
                KinesisStartingPosition.trimHorizon(),
                null,
                false,
                Setting.nothing(),
                null);
    }

    /** Returns a source that reads a new stream: see {@link KinesisStream#newStream()}. */
    public static KinesisSource newStream() {
        return in(KinesisStream.newStream(STREAM));
    }

    /** Returns a source that reads a stream that exists. */
    public static KinesisSource of(IStream stream) {
        return in(KinesisStream.of(stream));
    }

    /** Sets from where a job without state reads. Default: the oldest record. */
    public KinesisSource withStartPosition(KinesisStartingPosition position) {
        return new KinesisSource(stream, position, consumerName, enhancedFanOut, role, externalId);
    }

    /**
     * Reads by enhanced fan-out, 2 MB/s a shard that no other reader shares, through a consumer that becomes a resource
     * of the stack; with {@link #withRole} the job registers it. Default: polling.
     *
     * @param name 1 to 128 letters, digits, underscores, hyphens and dots, not used by another consumer of the stream
     */
    public KinesisSource withEnhancedFanOut(String name) {
        return new KinesisSource(stream, startPosition, name, true, role, externalId);
    }

    /**
     * Reads a stream of another account with a role of that account, which must let the application's role take it on
     * and may do what {@link KinesisSourceConfig#permissions} lists for a stream of one's own; with enhanced fan-out
     * also {@code kinesis:RegisterStreamConsumer}, {@code kinesis:DescribeStreamConsumer} and
     * {@code kinesis:DescribeStreamSummary}. The job itself may do nothing but {@code sts:AssumeRole}. Default: the
     * application's own role.
     */
    public KinesisSource withRole(IRole foreign) {
        return withRole(foreign, null);
    }

    /**
     * Returns the same with a role whose trust policy asks for an external id of 2 to 1,224 characters.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html">External
     *     ids</a>
     */
    public KinesisSource withRole(IRole foreign, String id) {
        return new KinesisSource(stream, startPosition, consumerName, enhancedFanOut, Setting.of(foreign), id);
    }

    @Override
    public void check(Violations violations) {
        if (enhancedFanOut) {
            violations.require("consumer.name", consumerName);
        }
        stream.check(violations);
        role.check("role", violations);
        if (stream.isNew()) {
            role.refuse(
                    "role",
                    given -> "a role",
                    "is for a stream of another account. Leave it out for a new one.",
                    violations);
        }
    }

    @Override
    public PipelineSourceSpec plan() {
        return spec(stream.plannedArn(), isConsumerOfStack() ? Unresolved.text("ConsumerArn") : null);
    }

    @Override
    public boolean hasOneShard() {
        return stream.hasOneShard();
    }

    @Override
    public List<SharedResource> resources() {
        return List.of(stream, () -> stream.isNew() ? List.of(CONSUMER) : List.of(CONSUMER, STREAM + "Name"));
    }

    @Override
    public KinesisSourceConfig bind(BindingContext context) {
        IStream bound = stream.bind(context);
        IStreamConsumer consumer = isConsumerOfStack()
                ? StreamConsumer.Builder.create(context.scope(), CONSUMER).stream(bound)
                        .streamConsumerName(consumerName)
                        .build()
                : null;
        String consumerArn = consumer == null ? null : consumer.getStreamConsumerArn();
        return new KinesisSourceConfig(
                bound,
                consumerName,
                consumerArn,
                spec(bound.getStreamArn(), consumerArn),
                stream.output(STREAM, bound));
    }

    /** A stack cannot register a consumer with a role of another account. */
    private boolean isConsumerOfStack() {
        return enhancedFanOut && !role.asked();
    }

    private KinesisSourceSpec spec(String streamArn, String consumerArn) {
        KinesisSourceSpec.Builder source =
                KinesisSourceSpec.builder().streamArn(streamArn).startPosition(startPosition);
        if (enhancedFanOut) {
            source.enhancedFanOut(consumerName, consumerArn);
        }
        role.toOptional().ifPresent(given -> source.role(given.getRoleArn(), externalId));
        return source.build();
    }
}
