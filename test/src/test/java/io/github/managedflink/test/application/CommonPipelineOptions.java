package io.github.managedflink.test.application;

import static io.github.managedflink.test.application.Choice.leftOut;
import static io.github.managedflink.test.application.Choice.right;
import static io.github.managedflink.test.application.Choice.wrong;

import io.github.managedflink.constructs.PipelineOptions;
import io.github.managedflink.constructs.application.FlinkRuntime;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.pipeline.PipelineAlarms;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import software.amazon.awscdk.services.kinesis.IStream;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.constructs.Construct;

/** The options that all pipelines have beside those of their application, but for sinks. */
final class CommonPipelineOptions {
    private static final String LONG_NAME = "c".repeat(129);

    private CommonPipelineOptions() {}

    static List<Arbitrary<Choice<PipelineOptions<?, ?, ?>>>> all() {
        return List.of(source(), deadLetters(), input(), alarms(), runtime(), scaling());
    }

    private static Arbitrary<Choice<PipelineOptions<?, ?, ?>>> source() {
        return Arbitraries.of(
                source("new stream", scope -> KinesisSource.newStream()),
                source("new stream, all set", scope -> KinesisSource.in(KinesisStream.newStream()
                                .withStreamName("orders")
                                .withShards(3)
                                .withRetention(Duration.ofDays(365))
                                .withEncryptionKey(new Key(scope, "StreamKey")))
                        .withEnhancedFanOut("etl")),
                source("existing stream", scope -> KinesisSource.of(stream(scope, "kinesis", "stream/orders"))),
                source("existing stream, fan-out", scope -> KinesisSource.of(stream(scope, "kinesis", "stream/orders"))
                        .withEnhancedFanOut("e".repeat(128))),
                source(
                        "new stream of 0 shards kept 23 hours",
                        scope -> KinesisSource.in(
                                KinesisStream.newStream().withShards(0).withRetention(Duration.ofHours(23))),
                        new Wrong("source.stream.shards", "0"),
                        new Wrong("source.stream.retention", "PT23H")),
                source(
                        "new stream kept 366 days",
                        scope -> KinesisSource.in(KinesisStream.newStream().withRetention(Duration.ofDays(366))),
                        new Wrong("source.stream.retention", "PT8784H")),
                source(
                        "consumer's name too long",
                        scope -> KinesisSource.newStream().withEnhancedFanOut(LONG_NAME),
                        new Wrong("source.consumer.name", LONG_NAME)),
                source(
                        "no consumer's name",
                        scope -> KinesisSource.newStream().withEnhancedFanOut(null),
                        new Wrong("source.consumer.name", null)),
                source(
                        "shards for an existing stream",
                        scope -> KinesisSource.in(KinesisStream.of(stream(scope, "kinesis", "stream/orders"))
                                .withShards(2)),
                        new Wrong("source.stream.shards", "2")),
                source(
                        "a delivery stream",
                        scope -> KinesisSource.of(stream(scope, "firehose", "deliverystream/orders")),
                        new Wrong(
                                "source.stream.arn", "arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders")),
                wrong("no source", (builder, scope) -> {}, new Wrong("source", null)));
    }

    private static Choice<PipelineOptions<?, ?, ?>> source(
            String words, Function<Construct, KinesisSource> source, Wrong... faults) {
        return wrong("source(" + words + ")", (builder, scope) -> builder.source(source.apply(scope)), faults);
    }

    private static IStream stream(Construct scope, String service, String resource) {
        return Stream.fromStreamArn(scope, "Existing", "arn:aws:" + service + ":eu-west-1:111122223333:" + resource);
    }

    private static Arbitrary<Choice<PipelineOptions<?, ?, ?>>> deadLetters() {
        return Arbitraries.oneOf(someDeadLetters(), Prefixes.below("dead").map(CommonPipelineOptions::deadLetters));
    }

    private static Choice<PipelineOptions<?, ?, ?>> deadLetters(String prefix) {
        return right(
                "deadLetters(bucket of their own, " + prefix + ")",
                (builder, scope) -> builder.deadLetters(S3Bucket.newBucket("Refused"), prefix));
    }

    private static Arbitrary<Choice<PipelineOptions<?, ?, ?>>> someDeadLetters() {
        return Arbitraries.of(
                leftOut("dead letters"),
                right(
                        "deadLetters(bucket of their own)",
                        (builder, scope) -> builder.deadLetters(S3Bucket.newBucket("Refused"), "refused/orders")),
                right(
                        "deadLetters(existing bucket)",
                        (builder, scope) -> builder.deadLetters(
                                S3Bucket.of(Bucket.fromBucketName(scope, "Refused", "refused")), "orders")),
                wrong(
                        "deadLetters(prefix with a slash)",
                        (builder, scope) -> builder.deadLetters(S3Bucket.newBucket("Refused"), "refused/"),
                        new Wrong("dead-letters.key", "refused/")));
    }

    private static Arbitrary<Choice<PipelineOptions<?, ?, ?>>> input() {
        return Arbitraries.of(
                leftOut("format"),
                right("format(tsv), eventTime(at)", (builder, scope) -> builder.format(
                                InputFormat.tsv("id", "amount", "country", "at"))
                        .eventTime(EventTime.field("at", TimestampFormat.epochMillis()))),
                right(
                        "format(regex)",
                        (builder, scope) ->
                                builder.format(InputFormat.regex("(?<id>\\S+) (?<country>\\S+) (?<amount>.*)"))),
                wrong(
                        "eventTime(out of order by -1 s, idle after 0 s)",
                        (builder, scope) -> builder.eventTime(EventTime.arrival()
                                .withMaxOutOfOrderness(Duration.ofSeconds(-1))
                                .withIdleTimeout(Duration.ZERO)),
                        new Wrong("event-time.out-of-orderness", "PT-1S"),
                        new Wrong("event-time.idle-timeout", "PT0S")));
    }

    private static Arbitrary<Choice<PipelineOptions<?, ?, ?>>> alarms() {
        return Arbitraries.of(
                leftOut("alarms"),
                right("alarms(none)", (builder, scope) -> builder.alarms(PipelineAlarms.none())),
                right(
                        "alarms(lag above 30 s)",
                        (builder, scope) ->
                                builder.alarms(PipelineAlarms.standard().withLagAbove(Duration.ofSeconds(30)))),
                wrong(
                        "alarms(lag above 0)",
                        (builder, scope) ->
                                builder.alarms(PipelineAlarms.standard().withLagAbove(Duration.ZERO)),
                        new Wrong("alarms.lagAbove", "PT0S")));
    }

    private static Arbitrary<Choice<PipelineOptions<?, ?, ?>>> runtime() {
        return Arbitraries.of(
                leftOut("runtime"),
                right("runtime(1.20)", (builder, scope) -> builder.runtime(FlinkRuntime.of("FLINK-1_20"))),
                wrong(
                        "runtime(2.2)",
                        (builder, scope) -> builder.runtime(FlinkRuntime.FLINK_2_2),
                        new Wrong("runtime", "FLINK-2_2")));
    }

    private static Arbitrary<Choice<PipelineOptions<?, ?, ?>>> scaling() {
        return Combinators.combine(Scaling.any(), Arbitraries.of(720, 720, 1, 100, 32768, 32769))
                .as(CommonPipelineOptions::scaling);
    }

    private static Choice<PipelineOptions<?, ?, ?>> scaling(Scaling scaling, int maxParallelism) {
        List<Wrong> faults = new ArrayList<>(scaling.faults());
        if (maxParallelism > 32768) {
            faults.add(new Wrong("pipeline.max-parallelism", "" + maxParallelism));
        } else if (scaling.faults().isEmpty() && scaling.ceiling() > maxParallelism) {
            faults.add(new Wrong("pipeline.max-parallelism", "" + maxParallelism));
        }
        return new Choice<>(
                scaling.words() + ", maxParallelism(" + maxParallelism + ")",
                (builder, scope) -> {
                    scaling.applyTo(builder);
                    builder.maxParallelism(maxParallelism);
                },
                faults);
    }
}
