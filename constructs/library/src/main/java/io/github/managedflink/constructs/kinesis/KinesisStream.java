package io.github.managedflink.constructs.kinesis;

import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.constructs.internal.NewOrExisting;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kinesis.CfnStream;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamEncryption;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * A Kinesis data stream, a new one or one that exists, that the source and sinks of a pipeline may share: those that
 * are given the same value use the same stream. A value: each {@code with} method returns a changed copy, which is
 * another stream.
 *
 * @see <a href="https://docs.aws.amazon.com/streams/latest/dev/introduction.html">Kinesis Data Streams</a>
 */
public final class KinesisStream implements SharedResource {
    private static final String KIND = "Stream";
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final Duration MIN_RETENTION = Duration.ofDays(1);
    private static final Duration MAX_RETENTION = Duration.ofDays(365);

    private final NewOrExisting<IStream> stream;
    private final Setting<String> streamName;
    private final Setting<Integer> shards;
    private final Setting<Duration> retention;

    private KinesisStream(
            NewOrExisting<IStream> stream,
            Setting<String> streamName,
            Setting<Integer> shards,
            Setting<Duration> retention) {
        this.stream = stream;
        this.streamName = streamName;
        this.shards = shards;
        this.retention = retention;
    }

    /**
     * Returns a new stream: on demand, encrypted with the key that AWS manages for Kinesis, left in place when it
     * leaves the stack.
     */
    public static KinesisStream newStream() {
        return newStream(KIND);
    }

    /** Returns a new stream with this construct id, for a pipeline with more than one. */
    public static KinesisStream newStream(String id) {
        return new KinesisStream(
                NewOrExisting.created(KIND, id), Setting.nothing(), Setting.nothing(), Setting.nothing());
    }

    /** Returns a stream that exists. */
    public static KinesisStream of(IStream stream) {
        return new KinesisStream(
                NewOrExisting.existing(KIND, stream), Setting.nothing(), Setting.nothing(), Setting.nothing());
    }

    /**
     * Sets the name of a new stream: 1 to 128 letters, digits, underscores, dots and hyphens. Default: chosen at
     * deployment.
     */
    public KinesisStream withStreamName(String name) {
        return new KinesisStream(stream, Setting.of(name), shards, retention);
    }

    /** Sets the number of shards of a new stream, at least 1. Default: on demand. */
    public KinesisStream withShards(int count) {
        return new KinesisStream(stream, streamName, Setting.of(count), retention);
    }

    /** Sets how long a new stream keeps records: whole hours, 24 hours to 365 days. Default: 24 hours. */
    public KinesisStream withRetention(Duration period) {
        return new KinesisStream(stream, streamName, shards, Setting.of(period));
    }

    /** Sets your own key for a new stream. Default: the key that AWS manages for Kinesis. */
    public KinesisStream withEncryptionKey(IKey key) {
        return new KinesisStream(stream.withEncryptionKey(key), streamName, shards, retention);
    }

    /** Sets what becomes of a new stream when it leaves the stack. Default: it stays. */
    public KinesisStream withRemovalPolicy(RemovalPolicy policy) {
        return new KinesisStream(stream.withRemovalPolicy(policy), streamName, shards, retention);
    }

    @Override
    public List<String> constructIds() {
        return stream.constructIds();
    }

    boolean isNew() {
        return stream.isNew();
    }

    void check(Violations violations) {
        stream.check(violations);
        Violations at = violations.at("stream");
        stream.checkOption("streamName", streamName, at);
        stream.checkOption("shards", shards, at);
        stream.checkOption("retention", retention, at);
        if (isNew()) {
            at.matches(
                    "streamName",
                    streamName.value(),
                    NAME,
                    "must have 1 to 128 letters, digits, underscores, dots or hyphens.");
            at.range("shards", shards.value(), 1, Integer.MAX_VALUE);
            retention
                    .toOptional()
                    .filter(period -> !isRetention(period))
                    .ifPresent(
                            period -> at.add("retention", period, "must be whole hours, from 24 hours to 365 days."));
        }
    }

    private static boolean isRetention(Duration period) {
        return period.compareTo(MIN_RETENTION) >= 0
                && period.compareTo(MAX_RETENTION) <= 0
                && period.equals(Duration.ofHours(period.toHours()));
    }

    /** Returns whether it has a single shard, as far as that is known at synth. */
    boolean hasOneShard() {
        return stream.existing()
                .flatMap(KinesisStream::shardsInApp)
                .or(shards::toOptional)
                .filter(count -> count.intValue() == 1)
                .isPresent();
    }

    /** Returns nothing where the stream is on demand or of another app. */
    private static Optional<Number> shardsInApp(IStream stream) {
        return stream instanceof Stream made && made.getNode().getDefaultChild() instanceof CfnStream resource
                ? Optional.ofNullable(resource.getShardCount())
                : Optional.empty();
    }

    String plannedArn() {
        return stream.planned("StreamArn", IStream::getStreamArn);
    }

    IStream bind(BindingContext context) {
        return stream.existing().orElseGet(() -> context.shared(this, IStream.class, () -> create(context.scope())));
    }

    /** @param existingId what a stream that exists is called in the output */
    Map<String, String> output(String existingId, IStream bound) {
        return stream.output(existingId, bound.getStreamName());
    }

    private Stream create(Construct scope) {
        IKey key = stream.encryptionKey();
        return Stream.Builder.create(scope, stream.id())
                .streamName(streamName.value())
                .streamMode(shards.asked() ? StreamMode.PROVISIONED : StreamMode.ON_DEMAND)
                .shardCount(shards.value())
                .retentionPeriod(retention
                        .toOptional()
                        .map(period -> software.amazon.awscdk.Duration.hours(period.toHours()))
                        .orElse(null))
                .encryption(key == null ? StreamEncryption.MANAGED : StreamEncryption.KMS)
                .encryptionKey(key)
                .removalPolicy(stream.removalPolicy().orElse(RemovalPolicy.RETAIN))
                .build();
    }
}
