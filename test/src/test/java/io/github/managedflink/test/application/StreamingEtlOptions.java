package io.github.managedflink.test.application;

import static io.github.managedflink.test.application.Choice.leftOut;
import static io.github.managedflink.test.application.Choice.right;
import static io.github.managedflink.test.application.Choice.wrong;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.format.RecordSchema;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;

/** The options that a streaming ETL pipeline has beside those of every pipeline. */
final class StreamingEtlOptions {
    private static final RecordSchema ORDER = RecordSchema.avro(
            """
            {"type": "record", "name": "Order", "fields": [{"name": "id", "type": "string"}]}""");

    private StreamingEtlOptions() {}

    static List<Arbitrary<Choice<StreamingEtlApp.Builder>>> all() {
        return List.of(sinks(), steps());
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> sinks() {
        return Arbitraries.oneOf(someSinks(), Prefixes.below("out").map(StreamingEtlOptions::sinkBelow));
    }

    private static Choice<StreamingEtlApp.Builder> sinkBelow(String prefix) {
        return right(
                "sink(new bucket below " + prefix + ", by day)",
                (builder, scope) -> builder.sink(S3Sink.newBucket()
                        .withPrefix(prefix)
                        .withPartition(S3Partition.eventTime("day", "yyyy-MM-dd", "UTC"))));
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> someSinks() {
        return Arbitraries.of(
                right("sink(new bucket)", (builder, scope) -> builder.sink(S3Sink.newBucket())),
                right(
                        "sink(existing bucket, Parquet by day and country)",
                        (builder, scope) -> builder.sink(S3Sink.of(Bucket.fromBucketName(scope, "Lake", "lake"))
                                .withPrefix("orders/eu")
                                .withFormat(OutputFormat.parquet(ORDER))
                                .withPartition(S3Partition.eventTime("day", "yyyy-MM-dd", "UTC"))
                                .withPartition(S3Partition.field("order", "id")))),
                right("sink(main), sink(small), one bucket with a key", (builder, scope) -> {
                    S3Bucket bucket = S3Bucket.newBucket().withEncryptionKey(new Key(scope, "BucketKey"));
                    builder.sink(S3Sink.in(bucket).withPrefix("orders"))
                            .sink("small", S3Sink.in(bucket).withPrefix("small"));
                }),
                right("sink(main), sink(small), two buckets", (builder, scope) -> builder.sink(S3Sink.newBucket())
                        .sink("small", S3Sink.in(S3Bucket.newBucket("Small")))),
                right("sink(orders) as default", (builder, scope) -> builder.sink("orders", S3Sink.newBucket())
                        .defaultSink("orders")),
                wrong(
                        "sink(main), sink(small), two buckets of one id",
                        (builder, scope) -> builder.sink(S3Sink.newBucket()).sink("small", S3Sink.newBucket()),
                        new Wrong("resource.id", "Bucket")),
                wrong(
                        "sink(key for an existing bucket)",
                        (builder, scope) ->
                                builder.sink(S3Sink.in(S3Bucket.of(Bucket.fromBucketName(scope, "Lake", "lake"))
                                        .withEncryptionKey(new Key(scope, "BucketKey")))),
                        new Wrong("sink.main.bucket.encryptionKey", "a key")),
                wrong(
                        "sink(prefix with slashes)",
                        (builder, scope) -> builder.sink(S3Sink.newBucket().withPrefix("/orders/")),
                        new Wrong("sink.main.location.key", "/orders/")),
                wrong(
                        "sink(or ders) beside sink(main)",
                        (builder, scope) -> {
                            S3Bucket bucket = S3Bucket.newBucket();
                            builder.sink(S3Sink.in(bucket)).sink("or ders", S3Sink.in(bucket));
                        },
                        new Wrong("sink.or ders", "or ders")),
                wrong(
                        "default sink that is none",
                        (builder, scope) -> builder.sink(S3Sink.newBucket()).defaultSink("other"),
                        new Wrong("pipeline.default-sink", "other")),
                wrong("no sink", (builder, scope) -> {}, new Wrong("sink", null)));
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> steps() {
        return Arbitraries.oneOf(someSteps(), Prefixes.below("tables").map(StreamingEtlOptions::lookup));
    }

    private static Choice<StreamingEtlApp.Builder> lookup(String folder) {
        return right(
                "steps(enrich from " + folder + ")",
                (builder, scope) -> builder.steps(EtlSteps.enrichFromCsv(
                        S3Location.of("tables", folder + "/countries.csv"), "id", "code", "name")));
    }

    private static Arbitrary<Choice<StreamingEtlApp.Builder>> someSteps() {
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
}
