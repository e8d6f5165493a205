package io.github.managedflink.constructs.kinesis;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.RemovalPolicies;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.internal.Unresolved;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.KinesisStartingPosition;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.kinesis.CfnStream;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kinesis.IStreamConsumer;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamConsumer;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Reads a Kinesis data stream, a new one or one that exists, by polling or by enhanced fan-out. A value: each method
 * gives a changed copy.
 *
 * <p>Records that the Kinesis Producer Library (KPL) has packed together come one by one. Around a resharding the KPL sends
 * records again that have reached another shard than it meant, so one may come twice; a {@code deduplicate} step removes it.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/introduction.html">Kinesis Data Streams</a>
 */
public final class KinesisSource implements PipelineSource, SharedResource {
    private static final String STREAM = "Stream";
    private static final String CONSUMER = "Consumer";
    private static final int MIN_RETENTION_HOURS = 24;
    private static final int MAX_RETENTION_HOURS = 8760;

    private final Setting<IStream> existing;
    private final NewStream created;
    private final KinesisStartingPosition startPosition;
    private final String consumerName;
    private final boolean enhancedFanOut;
    private final Setting<IRole> role;
    private final String externalId;

    private KinesisSource(
            Setting<IStream> existing,
            NewStream created,
            KinesisStartingPosition startPosition,
            String consumerName,
            boolean enhancedFanOut,
            Setting<IRole> role,
            String externalId) {
        this.existing = existing;
        this.created = created;
        this.startPosition = startPosition;
        this.consumerName = consumerName;
        this.enhancedFanOut = enhancedFanOut;
        this.role = role;
        this.externalId = externalId;
    }

    /**
     * A new stream: on demand, encrypted with the key of Kinesis, kept for a day, left in place when it leaves the
     * stack.
     */
    public static KinesisSource newStream() {
        return new KinesisSource(
                Setting.nothing(),
                new NewStream(null, null, null, Setting.nothing(), RemovalPolicy.RETAIN),
                KinesisStartingPosition.trimHorizon(),
                null,
                false,
                Setting.nothing(),
                null);
    }

    /** A stream that exists. */
    public static KinesisSource of(IStream stream) {
        return new KinesisSource(
                Setting.of(stream),
                new NewStream(null, null, null, Setting.nothing(), null),
                KinesisStartingPosition.trimHorizon(),
                null,
                false,
                Setting.nothing(),
                null);
    }

    /** From where a job without state reads. Default: the oldest record. */
    public KinesisSource startPosition(KinesisStartingPosition position) {
        return new KinesisSource(existing, created, position, consumerName, enhancedFanOut, role, externalId);
    }

    /**
     * Reads by enhanced fan-out, 2 MB/s a shard that no other reader shares, through a consumer that becomes a resource
     * of the stack; with {@link #role} the job registers it. Default: polling.
     *
     * @param name 1 to 128 letters, digits, underscores, hyphens and dots, not used by another consumer of the stream
     */
    public KinesisSource enhancedFanOut(String name) {
        return new KinesisSource(existing, created, startPosition, name, true, role, externalId);
    }

    /**
     * Reads a stream of another account with a role of that account, which must let the application's role take it on and may do
     * what {@link KinesisSourceConfig#permissions} lists for a stream of one's own; with enhanced fan-out also {@code kinesis:RegisterStreamConsumer},
     * {@code kinesis:DescribeStreamConsumer} and {@code kinesis:DescribeStreamSummary}. The job itself may do nothing but
     * {@code sts:AssumeRole}. Default: the application's own role.
     */
    public KinesisSource role(IRole foreign) {
        return role(foreign, null);
    }

    /**
     * The same with a role whose trust policy asks for an external id of 2 to 1,224 characters.
     *
     * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html">External ids</a>
     */
    public KinesisSource role(IRole foreign, String id) {
        return new KinesisSource(
                existing, created, startPosition, consumerName, enhancedFanOut, Setting.of(foreign), id);
    }

    /** The name of a new stream. Default: CloudFormation's choice. */
    public KinesisSource streamName(String name) {
        return with(new NewStream(name, created.shards, created.retention, created.key, created.removalPolicy));
    }

    /** The number of shards of a new stream, at least 1. Default: on demand. */
    public KinesisSource shards(int count) {
        return with(new NewStream(created.name, count, created.retention, created.key, created.removalPolicy));
    }

    /** How long a new stream keeps records, 24 hours to 365 days. Default: 24 hours. */
    public KinesisSource retention(Duration period) {
        return with(new NewStream(created.name, created.shards, period, created.key, created.removalPolicy));
    }

    /** Your own key for a new stream. Default: the key that AWS manages for Kinesis. */
    public KinesisSource encryptionKey(IKey key) {
        return with(
                new NewStream(created.name, created.shards, created.retention, Setting.of(key), created.removalPolicy));
    }

    /** What becomes of a new stream when it leaves the stack. Default: it stays. */
    public KinesisSource removalPolicy(RemovalPolicy policy) {
        return with(new NewStream(created.name, created.shards, created.retention, created.key, policy));
    }

    private KinesisSource with(NewStream changed) {
        return new KinesisSource(existing, changed, startPosition, consumerName, enhancedFanOut, role, externalId);
    }

    @Override
    public void check(Violations violations) {
        if (enhancedFanOut) {
            violations.require("consumer.name", consumerName);
        }
        existing.check("stream", violations);
        role.check("role", violations);
        if (existing.asked()) {
            created.refuseFor(violations);
        } else {
            created.check(violations);
            role.refuse(
                    "role",
                    given -> "a role",
                    "is for a stream of another account. Leave it out for a new one.",
                    violations);
        }
    }

    @Override
    public PipelineSourceSpec plan() {
        String arn = existing.toOptional().map(IStream::getStreamArn).orElseGet(() -> Unresolved.text("StreamArn"));
        return spec(arn, isConsumerOfStack() ? Unresolved.text("ConsumerArn") : null);
    }

    @Override
    public boolean hasOneShard() {
        return existing.toOptional()
                .flatMap(KinesisSource::shardsInApp)
                .or(() -> Optional.ofNullable(created.shards))
                .filter(shards -> shards.intValue() == 1)
                .isPresent();
    }

    /** Empty where the stream is on demand or of another app. */
    private static Optional<Number> shardsInApp(IStream stream) {
        return stream instanceof Stream made && made.getNode().getDefaultChild() instanceof CfnStream resource
                ? Optional.ofNullable(resource.getShardCount())
                : Optional.empty();
    }

    @Override
    public List<SharedResource> resources() {
        return List.of(this);
    }

    @Override
    public List<String> constructIds() {
        return List.of(STREAM, CONSUMER, KinesisSourceConfig.OUTPUT);
    }

    @Override
    public KinesisSourceConfig bind(BindingContext context) {
        IStream stream = existing.toOptional().orElseGet(() -> created.create(context));
        IStreamConsumer consumer = isConsumerOfStack()
                ? StreamConsumer.Builder.create(context.scope(), CONSUMER).stream(stream)
                        .streamConsumerName(consumerName)
                        .build()
                : null;
        String streamArn = stream.getStreamArn();
        String consumerArn = consumer == null ? null : consumer.getStreamConsumerArn();
        return new KinesisSourceConfig(stream, consumerName, consumerArn, spec(streamArn, consumerArn));
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

    private record NewStream(
            String name, Integer shards, Duration retention, Setting<IKey> key, RemovalPolicy removalPolicy) {

        private static final Pattern STREAM_NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");

        void check(Violations violations) {
            violations.matches(
                    "streamName",
                    name,
                    STREAM_NAME,
                    "must have 1 to 128 letters, digits, underscores, dots or hyphens.");
            violations.range("shards", shards, 1, Integer.MAX_VALUE);
            key.check("encryptionKey", violations);
            RemovalPolicies.check(removalPolicy, violations);
            if (retention != null
                    && (retention.toHours() < MIN_RETENTION_HOURS
                            || retention.toHours() > MAX_RETENTION_HOURS
                            || !retention.equals(Duration.ofHours(retention.toHours())))) {
                violations.add("retention", retention, "must be whole hours, from 24 hours to 365 days.");
            }
        }

        void refuseFor(Violations violations) {
            String advice = "belongs to a new stream; the stream that you gave has its own. Leave it out.";
            if (name != null) {
                violations.add("streamName", name, advice);
            }
            if (shards != null) {
                violations.add("shards", shards, advice);
            }
            if (retention != null) {
                violations.add("retention", retention, advice);
            }
            key.refuse("encryptionKey", given -> "a key", advice, violations);
            if (removalPolicy != null) {
                violations.add("removalPolicy", removalPolicy, advice);
            }
        }

        Stream create(BindingContext context) {
            return Stream.Builder.create(context.scope(), STREAM)
                    .streamName(name)
                    .streamMode(shards == null ? StreamMode.ON_DEMAND : StreamMode.PROVISIONED)
                    .shardCount(shards)
                    .retentionPeriod(
                            retention == null ? null : software.amazon.awscdk.Duration.hours(retention.toHours()))
                    .encryption(key.value() == null ? StreamEncryption.MANAGED : StreamEncryption.KMS)
                    .encryptionKey(key.value())
                    .removalPolicy(removalPolicy)
                    .build();
        }
    }
}
