package io.github.managedflink.test.application;

import static io.github.managedflink.test.application.Choice.leftOut;
import static io.github.managedflink.test.application.Choice.right;
import static io.github.managedflink.test.application.Choice.wrong;

import io.github.managedflink.constructs.FlinkRuntime;
import io.github.managedflink.constructs.KinesisSourceBinding;
import io.github.managedflink.constructs.PipelineAlarms;
import io.github.managedflink.constructs.S3BucketBinding;
import io.github.managedflink.constructs.S3SinkBinding;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.spec.EventTime;
import io.github.managedflink.spec.InputFormat;
import io.github.managedflink.spec.OutputFormat;
import io.github.managedflink.spec.RecordSchema;
import io.github.managedflink.spec.S3Location;
import io.github.managedflink.spec.S3Partition;
import io.github.managedflink.spec.TimestampFormat;
import io.github.managedflink.spec.etl.EtlSteps;
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

/** The options that a streaming ETL pipeline has beside those of its application. */
final class PipelineOptions {
    private static final String LONG_NAME = "c".repeat(129);
    private static final RecordSchema ORDER = RecordSchema.avro(
            """
            {"type": "record", "name": "Order", "fields": [{"name": "id", "type": "string"}]}""");

    private PipelineOptions() {}

    static List<Arbitrary<Choice<StreamingEtlApp.Builder>>> all() {
        return List.of(source(), sinks(), deadLetters(), input(), steps(), alarms(), runtime(), scaling());
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> source() {
        return Arbitraries.of(
                source("new stream", scope -> KinesisSourceBinding.newStream()),
                source("new stream, all set", scope -> KinesisSourceBinding.newStream()
                        .streamName("orders")
                        .shards(3)
                        .retention(Duration.ofDays(365))
                        .encryptionKey(new Key(scope, "StreamKey"))
                        .enhancedFanOut("etl")),
                source("existing stream", scope -> KinesisSourceBinding.of(stream(scope, "kinesis", "stream/orders"))),
                source("existing stream, fan-out", scope -> KinesisSourceBinding.of(
                                stream(scope, "kinesis", "stream/orders"))
                        .enhancedFanOut("e".repeat(128))),
                source(
                        "new stream of 0 shards kept 23 hours",
                        scope -> KinesisSourceBinding.newStream().shards(0).retention(Duration.ofHours(23)),
                        new Wrong("source.shards", "0"),
                        new Wrong("source.retention", "PT23H")),
                source(
                        "new stream kept 366 days",
                        scope -> KinesisSourceBinding.newStream().retention(Duration.ofDays(366)),
                        new Wrong("source.retention", "PT8784H")),
                source(
                        "consumer's name too long",
                        scope -> KinesisSourceBinding.newStream().enhancedFanOut(LONG_NAME),
                        new Wrong("source.consumer.name", LONG_NAME)),
                source(
                        "no consumer's name",
                        scope -> KinesisSourceBinding.newStream().enhancedFanOut(null),
                        new Wrong("source.consumer.name", null)),
                source(
                        "shards for an existing stream",
                        scope -> KinesisSourceBinding.of(stream(scope, "kinesis", "stream/orders"))
                                .shards(2),
                        new Wrong("source.shards", "2")),
                source(
                        "a delivery stream",
                        scope -> KinesisSourceBinding.of(stream(scope, "firehose", "deliverystream/orders")),
                        new Wrong(
                                "source.stream.arn", "arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders")),
                wrong("no source", (builder, scope) -> {}, new Wrong("source", null)));
    }

    private static Choice<StreamingEtlApp.Builder> source(
            String words, Function<Construct, KinesisSourceBinding> source, Wrong... faults) {
        return wrong("source(" + words + ")", (builder, scope) -> builder.source(source.apply(scope)), faults);
    }

    private static IStream stream(Construct scope, String service, String resource) {
        return Stream.fromStreamArn(scope, "Existing", "arn:aws:" + service + ":eu-west-1:111122223333:" + resource);
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> sinks() {
        return Arbitraries.of(
                right("sink(new bucket)", (builder, scope) -> builder.sink(S3SinkBinding.newBucket())),
                right(
                        "sink(existing bucket, Parquet by day and country)",
                        (builder, scope) -> builder.sink(S3SinkBinding.of(Bucket.fromBucketName(scope, "Lake", "lake"))
                                .prefix("orders/eu")
                                .format(OutputFormat.parquet(ORDER))
                                .partitionBy(S3Partition.eventTime("day", "yyyy-MM-dd", "UTC"))
                                .partitionBy(S3Partition.field("order", "id")))),
                right("sink(main), sink(small), one bucket with a key", (builder, scope) -> {
                    S3BucketBinding bucket = S3BucketBinding.newBucket().encryptionKey(new Key(scope, "BucketKey"));
                    builder.sink(S3SinkBinding.in(bucket).prefix("orders"))
                            .sink("small", S3SinkBinding.in(bucket).prefix("small"));
                }),
                right("sink(main), sink(small), two buckets", (builder, scope) -> builder.sink(
                                S3SinkBinding.newBucket())
                        .sink("small", S3SinkBinding.in(S3BucketBinding.newBucket("Small")))),
                right("sink(orders) as default", (builder, scope) -> builder.sink("orders", S3SinkBinding.newBucket())
                        .defaultSink("orders")),
                wrong(
                        "sink(main), sink(small), two buckets of one id",
                        (builder, scope) ->
                                builder.sink(S3SinkBinding.newBucket()).sink("small", S3SinkBinding.newBucket()),
                        new Wrong("resource.id", "Bucket")),
                wrong(
                        "sink(key for an existing bucket)",
                        (builder, scope) -> builder.sink(
                                S3SinkBinding.in(S3BucketBinding.of(Bucket.fromBucketName(scope, "Lake", "lake"))
                                        .encryptionKey(new Key(scope, "BucketKey")))),
                        new Wrong("sink.main.bucket.encryptionKey", "a key")),
                wrong(
                        "sink(prefix with slashes)",
                        (builder, scope) ->
                                builder.sink(S3SinkBinding.newBucket().prefix("/orders/")),
                        new Wrong("sink.main.location.key", "/orders/")),
                wrong(
                        "sink(or ders) beside sink(main)",
                        (builder, scope) -> {
                            S3BucketBinding bucket = S3BucketBinding.newBucket();
                            builder.sink(S3SinkBinding.in(bucket)).sink("or ders", S3SinkBinding.in(bucket));
                        },
                        new Wrong("sink.or ders", "or ders")),
                wrong(
                        "default sink that is none",
                        (builder, scope) ->
                                builder.sink(S3SinkBinding.newBucket()).defaultSink("other"),
                        new Wrong("pipeline.default-sink", "other")),
                wrong("no sink", (builder, scope) -> {}, new Wrong("sink", null)));
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> deadLetters() {
        return Arbitraries.of(
                leftOut("dead letters"),
                right(
                        "deadLetters(bucket of their own)",
                        (builder, scope) ->
                                builder.deadLetters(S3BucketBinding.newBucket("Refused"), "refused/orders")),
                right(
                        "deadLetters(existing bucket)",
                        (builder, scope) -> builder.deadLetters(
                                S3BucketBinding.of(Bucket.fromBucketName(scope, "Refused", "refused")), "orders")),
                wrong(
                        "deadLetters(prefix with a slash)",
                        (builder, scope) -> builder.deadLetters(S3BucketBinding.newBucket("Refused"), "refused/"),
                        new Wrong("dead-letters.key", "refused/")));
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> input() {
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

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> steps() {
        return Arbitraries.of(
                leftOut("steps"),
                right(
                        "steps(require, mask, deduplicate)",
                        (builder, scope) -> builder.steps(
                                EtlSteps.require("id"),
                                EtlSteps.hash("id", "salt"),
                                EtlSteps.deduplicate(Duration.ofHours(1), "id"))),
                right(
                        "steps(enrich)",
                        (builder, scope) -> builder.steps(EtlSteps.enrichFromCsv(
                                S3Location.of("tables", "countries.csv"), "id", "code", "name"))),
                wrong(
                        "steps(two that do not compile)",
                        (builder, scope) ->
                                builder.steps(EtlSteps.filter("id =="), EtlSteps.check("1 + 1", "is never wrong")),
                        new Wrong("steps.1.filter.condition", "id =="),
                        new Wrong("steps.2.check.condition", "1 + 1")),
                wrong(
                        "steps(route to a sink that is none)",
                        (builder, scope) -> builder.steps(EtlSteps.route("id == 'x'", "nowhere")),
                        new Wrong("steps.1.route.sink", "nowhere")));
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> alarms() {
        return Arbitraries.of(
                leftOut("alarms"),
                right("alarms(none)", (builder, scope) -> builder.alarms(PipelineAlarms.none())),
                right(
                        "alarms(lag above 30 s)",
                        (builder, scope) ->
                                builder.alarms(PipelineAlarms.standard().lagAbove(Duration.ofSeconds(30)))),
                wrong(
                        "alarms(lag above 0)",
                        (builder, scope) ->
                                builder.alarms(PipelineAlarms.standard().lagAbove(Duration.ZERO)),
                        new Wrong("alarms.lagAbove", "PT0S")));
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> runtime() {
        return Arbitraries.of(
                leftOut("runtime"),
                right("runtime(1.20)", (builder, scope) -> builder.runtime(FlinkRuntime.of("FLINK-1_20"))),
                wrong(
                        "runtime(2.2)",
                        (builder, scope) -> builder.runtime(FlinkRuntime.FLINK_2_2),
                        new Wrong("runtime", "FLINK-2_2")));
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> scaling() {
        return Combinators.combine(Scaling.any(), Arbitraries.of(720, 720, 1, 100, 32768, 32769))
                .as(PipelineOptions::scaling);
    }

    private static Choice<StreamingEtlApp.Builder> scaling(Scaling scaling, int maxParallelism) {
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
