package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.application.FlinkRuntime;
import io.github.managedflink.constructs.application.KpuScaling;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.pipeline.PipelineAlarms;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.s3.S3SinkConfig;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.model.settings.InvalidSpecException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.IBucket;

/** Mistakes in a pipeline, its connectors and its application are refused before any resource exists. */
class PipelineRulesTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";

    private static Stack stack;
    private static IStream stream;
    private static IBucket bucket;
    private static Key key;
    private static int count;

    @BeforeAll
    static void createSurroundings() {
        stack = CdkApps.stackWithEnvironment();
        stream = software.amazon.awscdk.services.kinesis.Stream.fromStreamArn(stack, "Stream", STREAM);
        bucket = Bucket.fromBucketName(stack, "Bucket", "orders");
        key = new Key(stack, "Key");
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("source: is required", b -> b.source(null)),
                mistake(
                        "source.stream.arn = \"arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders\": is a"
                                + " Firehose delivery stream, which can only be written to. Read the Kinesis data stream",
                        b -> b.source(KinesisSource.of(software.amazon.awscdk.services.kinesis.Stream.fromStreamArn(
                                stack, "Firehose", "arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders")))),
                mistake(
                        "source.consumer.name = \"ccc",
                        b -> b.source(KinesisSource.of(stream).withEnhancedFanOut("c".repeat(129)))),
                mistake(
                        "source.consumer.name: is required",
                        b -> b.source(KinesisSource.of(stream).withEnhancedFanOut(null))),
                mistake(
                        "source.stream.shards = \"0\": must be between 1",
                        b -> b.source(KinesisSource.in(KinesisStream.newStream().withShards(0)))),
                mistake(
                        "source.stream.retention = \"PT1H\": must be whole hours, from 24 hours",
                        b -> b.source(KinesisSource.in(KinesisStream.newStream().withRetention(Duration.ofHours(1))))),
                mistake(
                        "source.stream.streamName = \"a b\": must have 1 to 128",
                        b -> b.source(KinesisSource.in(KinesisStream.newStream().withStreamName("a b")))),
                mistake(
                        "source.stream.shards = \"2\": belongs to a new resource",
                        b -> b.source(KinesisSource.in(KinesisStream.of(stream).withShards(2)))),
                mistake(
                        "source.stream.retention = \"PT48H\": belongs to a new resource",
                        b -> b.source(KinesisSource.in(KinesisStream.of(stream).withRetention(Duration.ofDays(2))))),
                mistake(
                        "source.stream.streamName = \"s\": belongs to a new resource",
                        b -> b.source(KinesisSource.in(KinesisStream.of(stream).withStreamName("s")))),
                mistake(
                        "source.stream.encryptionKey = \"a key\": belongs to a new resource",
                        b -> b.source(KinesisSource.in(KinesisStream.of(stream).withEncryptionKey(key)))),
                mistake("source.stream = \"null\": sets nothing", b -> b.source(KinesisSource.of(null))),
                mistake("source.stream = \"null\": sets nothing", b -> b.source(KinesisSource.in(null))),
                mistake(
                        "source.stream.retention = \"null\": sets nothing",
                        b -> b.source(KinesisSource.in(KinesisStream.newStream().withRetention(null)))),
                mistake(
                        "source.stream.encryptionKey = \"null\": sets nothing",
                        b -> b.source(KinesisSource.in(KinesisStream.newStream().withEncryptionKey(null)))),
                mistake(
                        "source.stream.removalPolicy = \"SNAPSHOT\": is not for this kind",
                        b -> b.source(
                                KinesisSource.in(KinesisStream.newStream().withRemovalPolicy(RemovalPolicy.SNAPSHOT)))),
                mistake(
                        "source.stream.removalPolicy = \"DESTROY\": belongs to a new resource",
                        b -> b.source(
                                KinesisSource.in(KinesisStream.of(stream).withRemovalPolicy(RemovalPolicy.DESTROY)))),
                mistake(
                        "sink = \"main\": is the name of two sinks. Give one of them another with sink(name, …).",
                        b -> b.sink(S3Sink.newBucket().withPrefix("orders"))),
                sinkMistake(
                        "sink.main.bucket.encryptionKey = \"a key\": belongs to a new resource",
                        b -> b.sink(S3Sink.in(S3Bucket.of(bucket).withEncryptionKey(key)))),
                sinkMistake("sink.main.bucket = \"null\": sets nothing", b -> b.sink(S3Sink.of(null))),
                sinkMistake("sink.main.bucket = \"null\": sets nothing", b -> b.sink(S3Sink.in(null))),
                sinkMistake(
                        "sink.main.bucket.accessLogs = \"null\": sets nothing",
                        b -> b.sink(S3Sink.in(S3Bucket.newBucket().withAccessLogs(null)))),
                sinkMistake(
                        "sink.main.bucket.encryptionKey = \"null\": sets nothing",
                        b -> b.sink(S3Sink.in(S3Bucket.newBucket().withEncryptionKey(null)))),
                sinkMistake(
                        "sink.main.bucket.removalPolicy = \"SNAPSHOT\": is not for this kind",
                        b -> b.sink(S3Sink.in(S3Bucket.newBucket().withRemovalPolicy(RemovalPolicy.SNAPSHOT)))),
                sinkMistake(
                        "sink.main.partition.1: is required",
                        b -> b.sink(S3Sink.newBucket().withPartition(null))),
                sinkMistake(
                        "sink.main.location.key = \"a*\": may have no *, ? and ${",
                        b -> b.sink(S3Sink.newBucket().withPrefix("a*"))),
                mistake(
                        "dead-letters.key = \"a?\": may have no *, ? and ${",
                        b -> b.deadLetters(S3Bucket.newBucket(), "a?")),
                mistake("dead-letters.bucket = \"null\": sets nothing", b -> b.deadLetters(null, "rejects")),
                sinkMistake(
                        "dead-letters.key = \"dead-letters\": overlaps the location of sink.main, the whole bucket",
                        b -> b.sink(S3Sink.newBucket().withPrefix(""))),
                sinkMistake(
                        "dead-letters.key = \"orders/bad\": overlaps the location of sink.main, \"orders\"",
                        b -> b.sink(S3Sink.of(bucket).withPrefix("orders"))
                                .deadLetters(S3Bucket.of(bucket), "orders/bad")),
                sinkMistake(
                        "resource.id = \"StreamName\": is the id of two new resources",
                        b -> b.sink(S3Sink.in(S3Bucket.newBucket("Stream")))),
                sinkMistake(
                        "resource.id = \"Stream\": is the id of two new resources",
                        b -> b.source(KinesisSource.newStream()).sink(S3Sink.in(S3Bucket.newBucket("Stream")))),
                sinkMistake(
                        "resource.id = \"LagAlarm\": is an id that the pipeline uses itself",
                        b -> b.sink(S3Sink.in(S3Bucket.newBucket("LagAlarm")))),
                sinkMistake(
                        "resource.id = \"BucketName\": is the id of two new resources",
                        b -> b.sink(S3Sink.newBucket()).sink("other", S3Sink.in(S3Bucket.newBucket("BucketName")))),
                sinkMistake("bucket.id: is required", b -> b.sink(S3Sink.in(S3Bucket.newBucket(null)))),
                sinkMistake(
                        "sink.main.location.key = \"/orders\": may neither begin nor end with a slash",
                        b -> b.sink(S3Sink.of(bucket).withPrefix("/orders"))),
                mistake(
                        "dead-letters.key = \"rejects/\": may neither begin nor end with a slash",
                        b -> b.deadLetters(S3Bucket.of(bucket), "rejects/")),
                sinkMistake("resource.id = \"Bucket\": is the id of two new resources", b -> b.sink(S3Sink.newBucket())
                        .sink("other", S3Sink.newBucket())),
                mistake(
                        "steps.1.route.sink = \"nowhere\": is no sink",
                        b -> b.steps(EtlSteps.route("amount > 1.0", "nowhere"))),
                mistake("steps.1.filter.condition", b -> b.steps(EtlSteps.filter("amount >"))),
                mistake("pipeline.default-sink = \"other\": is no sink", b -> b.defaultSink("other")),
                mistake(
                        "alarms.lagAbove = \"PT0S\": must be at least a second",
                        b -> b.alarms(PipelineAlarms.standard().withLagAbove(Duration.ZERO))),
                mistake(
                        "alarms.lagAbove = \"PT2562047788015215H30M7S\": must be at least a second and at most 365 days",
                        b -> b.alarms(PipelineAlarms.standard().withLagAbove(Duration.ofSeconds(Long.MAX_VALUE)))),
                mistake(
                        "alarms.action = \"null\": is no action",
                        b -> b.alarms(PipelineAlarms.standard().withAction(null))),
                mistake(
                        "scaling.parallelismPerKpu: is required",
                        b -> b.scaling(KpuScaling.automatic().withParallelismPerKpu(null))),
                mistake("pipeline.max-parallelism = \"0\": must be between 1", b -> b.maxParallelism(0)),
                mistake("scaling.parallelismPerKpu = \"9\": must be between 1 and 8", b -> b.maxParallelism(1)
                        .scaling(KpuScaling.automatic().withParallelismPerKpu(9))),
                mistake(
                        "checkpointing = \"disabled\": lets no file in S3 become visible",
                        b -> b.checkpointing(Checkpointing.disabled())),
                mistake(
                        "pipeline.max-parallelism = \"128\": is below the parallelism of 256 that the application can reach",
                        b -> b.maxParallelism(128)
                                .scaling(KpuScaling.automatic().withParallelismPerKpu(8))),
                mistake(
                        "runtime = \"FLINK-2_2\": cannot run the bundled jobs",
                        b -> b.runtime(FlinkRuntime.FLINK_2_2)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsRefusedAndNamed(String message, Consumer<StreamingEtlApp.Builder> mistake) {
        StreamingEtlApp.Builder builder = withoutSink();
        mistake.accept(builder);

        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, builder::build);

        assertThat(refusal).hasMessageContaining(message);
        assertThat(refusal.violations()).as(refusal.getMessage()).hasSize(1);
    }

    @Test
    void mistakesOfPipelineConnectorsAndApplicationAreInOneMessage() {
        InvalidSpecException refusal = catchThrowableOfType(InvalidSpecException.class, () -> valid().source(
                        KinesisSource.in(KinesisStream.newStream().withShards(0))
                                .withEnhancedFanOut("c".repeat(200)))
                .steps(EtlSteps.filter("1 + 1"), EtlSteps.rename("", "b"))
                .scaling(KpuScaling.fixed(500))
                .applicationName("a b")
                .encryptionKey(null)
                .build());

        assertThat(refusal)
                .hasMessageContainingAll(
                        "source.stream.shards",
                        "source.consumer.name",
                        "steps.1.filter",
                        "steps.2.rename",
                        "scaling.parallelism",
                        "scaling.kpus",
                        "applicationName",
                        "encryptionKey");
    }

    @Test
    void twoNewBucketsNeedTwoIds() {
        StreamingEtlApp.Builder builder =
                withoutSink().sink(S3Sink.newBucket()).sink("archive", S3Sink.in(S3Bucket.newBucket("Archive")));

        assertThatCode(builder::build).doesNotThrowAnyException();
    }

    @Test
    void sinksAndDeadLettersOfOneBucketAreApartByDefault() {
        S3Bucket shared = S3Bucket.newBucket();
        StreamingEtlApp pipeline = withoutSink()
                .sink(S3Sink.in(shared))
                .sink("archive", S3Sink.in(shared))
                .build();

        assertThat(pipeline.getSink("main", S3SinkConfig.class)
                        .spec()
                        .location()
                        .key())
                .isEqualTo("main");
        assertThat(pipeline.getSink("archive", S3SinkConfig.class)
                        .spec()
                        .location()
                        .key())
                .isEqualTo("archive");
        assertThat(pipeline.getSpec().deadLetters().key()).isEqualTo("dead-letters");
    }

    @Test
    void sinkMayHaveAWholeBucketIfTheDeadLettersHaveAnother() {
        StreamingEtlApp.Builder builder =
                withoutSink().sink(S3Sink.newBucket().withPrefix("")).deadLetters(S3Bucket.newBucket("Rejects"), "");

        assertThatCode(builder::build).doesNotThrowAnyException();
    }

    private static StreamingEtlApp.Builder valid() {
        return withoutSink().sink(S3Sink.of(bucket));
    }

    private static StreamingEtlApp.Builder withoutSink() {
        return StreamingEtlApp.Builder.create(stack, "Pipeline" + count++).source(KinesisSource.of(stream));
    }

    private static Arguments mistake(String message, Consumer<StreamingEtlApp.Builder> change) {
        return sinkMistake(message, builder -> change.accept(builder.sink(S3Sink.of(bucket))));
    }

    private static Arguments sinkMistake(String message, Consumer<StreamingEtlApp.Builder> withSink) {
        return arguments(message, withSink);
    }
}
