package io.github.managedflink.model.etl;

import io.github.managedflink.model.format.CsvInput;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.format.JsonInput;
import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.format.RecordSchema;
import io.github.managedflink.model.msk.MskAuthentication;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.MskSinkSpec;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KafkaStartingOffsets;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.KinesisStartingPosition;
import io.github.managedflink.model.source.MskSourceSpec;
import io.github.managedflink.model.source.PipelineSourceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generators of valid specifications of every kind. */
public final class Specs {
    private static final List<String> SINKS = List.of("main", "small", "audit-log", "x_1");
    private static final String AVRO =
            "{\"type\":\"record\",\"name\":\"Quake\",\"namespace\":\"org.example\",\"doc\":\"A quake\",\"fields\":["
                    + "{\"name\":\"id\",\"type\":\"string\"},{\"name\":\"place\",\"type\":[\"null\",{\"type\":\"record\",\"name\":\"Place\","
                    + "\"fields\":[{\"name\":\"lat\",\"type\":\"double\"}]}],\"default\":null},"
                    + "{\"name\":\"other\",\"type\":[\"null\",\"Place\"],\"default\":null}]}";

    private Specs() {}

    public static Arbitrary<StreamingEtlSpec> any() {
        return Combinators.combine(sources(), formats(), eventTimes(), steps(), sinks(), deadLetters())
                .as((source, format, eventTime, steps, sinks, deadLetters) -> {
                    StreamingEtlSpec.Builder builder = StreamingEtlSpec.builder()
                            .source(source)
                            .format(format)
                            .eventTime(fits(eventTime, format) ? eventTime : EventTime.arrival())
                            .deadLetters(deadLetters)
                            .maxParallelism(1 + steps.size() * 100);
                    RecordShape shape = format.shape();
                    for (EtlStep step : steps) {
                        Violations violations = new Violations();
                        step.check(violations, shape);
                        if (violations.all().isEmpty()) {
                            builder.steps(step);
                            shape = step.shapeAfter(shape);
                        }
                    }
                    Set<String> transactions = new HashSet<>();
                    for (String name : SINKS) {
                        PipelineSinkSpec sink = sinks.get(SINKS.indexOf(name) % sinks.size());
                        Violations violations = new Violations();
                        sink.check(violations, shape);
                        boolean fits = violations.all().isEmpty() && areItsOwn(sink, transactions);
                        builder.sink(name, fits ? sink : plainSink());
                    }
                    return builder.build();
                });
    }

    /** Whether no sink before it has its transactions. */
    private static boolean areItsOwn(PipelineSinkSpec sink, Set<String> transactions) {
        String prefix = sink instanceof MskSinkSpec ? ((MskSinkSpec) sink).transactionalIdPrefix() : null;
        return prefix == null || transactions.add(prefix);
    }

    /** Whether records of a format have the field of an event time. */
    public static boolean fits(EventTime eventTime, InputFormat format) {
        Violations violations = new Violations();
        eventTime.check(violations, format.shape());
        return violations.all().isEmpty();
    }

    /** A sink that goes with records of any shape. */
    private static PipelineSinkSpec plainSink() {
        return S3SinkSpec.builder()
                .location(S3Location.of("my-bucket", "plain"))
                .build();
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "id", "mag", "place", "user");
    }

    public static Arbitrary<String> paths() {
        Arbitrary<String> odd = Arbitraries.of("user-id", "dotted\\.name", "Größe", "with space", "\\\\");
        return Arbitraries.oneOf(
                names(), odd, Combinators.combine(names(), names()).as((a, b) -> a + "." + b));
    }

    private static Arbitrary<String[]> somePaths() {
        return paths().array(String[].class).ofMinSize(1).ofMaxSize(70);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("äß漢\uD83D\uDE80".toCharArray())
                .ofMinLength(1)
                .ofMaxLength(200)
                .filter(text -> !text.contains("${Token["));
    }

    private static Arbitrary<String> conditions() {
        return Arbitraries.of(
                "a == b",
                "id.startsWith('x') || mag > 2",
                "has(record.place)",
                "record['user-id'] != null",
                "user.exists(u, u == 'me')",
                "true");
    }

    public static Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(10_000, 600_000).map(Duration::ofMillis);
    }

    private static Arbitrary<TimestampFormat> timestamps() {
        return Arbitraries.of(
                TimestampFormat.epochMillis(),
                TimestampFormat.epochSeconds(),
                TimestampFormat.iso8601(),
                TimestampFormat.pattern("dd/MMM/yyyy:HH:mm:ss Z", "UTC"),
                TimestampFormat.pattern("yyyy-MM-dd", "America/New_York"));
    }

    private static Arbitrary<S3Location> locations() {
        return locations("my-bucket", "a.b.c", "${Token[Bucket.Ref.12]}");
    }

    private static Arbitrary<S3Location> deadLetters() {
        return locations("rejects", "${Token[Rejects.Ref.14]}");
    }

    private static Arbitrary<S3Location> locations(String... buckets) {
        return Combinators.combine(Arbitraries.of(buckets), Arbitraries.of("", "raw", "a/b/c=1", "${Token[Key.13]}"))
                .as(S3Location::of);
    }

    public static Arbitrary<PipelineSourceSpec> sources() {
        return Arbitraries.oneOf(kinesisSources(), mskSources());
    }

    private static Arbitrary<MskSourceSpec> mskSources() {
        Arbitrary<KafkaStartingOffsets> offsets = Arbitraries.of(
                KafkaStartingOffsets.earliest(),
                KafkaStartingOffsets.latest(),
                KafkaStartingOffsets.committedOrEarliest(),
                KafkaStartingOffsets.committedOrLatest(),
                KafkaStartingOffsets.atTimestamp(Instant.parse("2026-01-31T08:00:00.123Z")));
        Arbitrary<String[]> topics = Arbitraries.of("orders", "a.b-c_d", "${Token[TOKEN.4]}")
                .array(String[].class)
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(3);
        return Combinators.combine(
                        brokers(), topics, Arbitraries.of("orders-.*").injectNull(0.7), offsets, authentications())
                .as((brokers, names, pattern, start, authentication) -> MskSourceSpec.builder()
                        .bootstrapServers(brokers)
                        .topics(pattern == null ? names : new String[0])
                        .topicPattern(pattern)
                        .groupId("etl.orders_1")
                        .startOffsets(start)
                        .authentication(authentication)
                        .build());
    }

    private static Arbitrary<MskSinkSpec> mskSinks() {
        return Combinators.combine(
                        brokers(),
                        somePaths().injectNull(0.3),
                        Arbitraries.longs()
                                .between(120, 900)
                                .map(Duration::ofSeconds)
                                .injectNull(0.3),
                        Arbitraries.of(MskSinkSpec.Compression.values()),
                        Arbitraries.integers().between(1_024, 8 * 1_048_576),
                        authentications(),
                        Arbitraries.of(GlueValues.messageFormats()))
                .as((brokers, keys, timeout, compression, bytes, authentication, format) -> {
                    MskSinkSpec.Builder sink = MskSinkSpec.builder()
                            .bootstrapServers(brokers)
                            .topic("out")
                            .keyBy(keys == null ? new String[0] : keys)
                            .compression(compression)
                            .maxRecordBytes(bytes)
                            .format(format)
                            .authentication(authentication);
                    return timeout == null
                            ? sink.atLeastOnce().build()
                            : sink.exactlyOnce("etl-out")
                                    .transactionTimeout(timeout)
                                    .build();
                });
    }

    private static Arbitrary<String> brokers() {
        return Arbitraries.of(
                "b-1.orders.kafka.eu-west-1.amazonaws.com:9098,b-2.orders.kafka.eu-west-1.amazonaws.com:9098",
                "[::1]:9092",
                "${Token[TOKEN.3]}");
    }

    private static Arbitrary<MskAuthentication> authentications() {
        String secret = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:AmazonMSK_orders-a1b2c3";
        return Arbitraries.of(
                MskAuthentication.iam(),
                MskAuthentication.scram(secret),
                MskAuthentication.mutualTls("${Token[TOKEN.5]}").withTrustedCertificates(secret),
                MskAuthentication.tls().withTrustedCertificates(secret),
                MskAuthentication.plaintext());
    }

    private static Arbitrary<KinesisSourceSpec> kinesisSources() {
        Arbitrary<KinesisStartingPosition> positions = Arbitraries.of(
                KinesisStartingPosition.latest(),
                KinesisStartingPosition.trimHorizon(),
                KinesisStartingPosition.atTimestamp(Instant.parse("2026-01-31T08:00:00.123Z")));
        String arn = "arn:aws-cn:kinesis:cn-north-1:111122223333:stream/orders";
        return Combinators.combine(
                        Arbitraries.of(arn, "${Token[TOKEN.1]}"),
                        positions,
                        Arbitraries.of("etl", "a.b-c_d").injectNull(0.5),
                        Arbitraries.of(arn + "/consumer/etl:1700000000").injectNull(0.5),
                        Arbitraries.of("arn:aws-cn:iam::444455556666:role/a/read", "${Token[Role.1]}")
                                .injectNull(0.5),
                        Arbitraries.of("id-1").injectNull(0.5))
                .as((stream, position, consumer, consumerArn, role, externalId) -> KinesisSourceSpec.builder()
                        .streamArn(stream)
                        .startPosition(position)
                        .enhancedFanOut(consumer, consumer == null ? null : consumerArn)
                        .role(role, role == null ? null : externalId)
                        .build());
    }

    public static Arbitrary<InputFormat> formats() {
        Arbitrary<Set<String>> columns =
                Arbitraries.oneOf(names(), texts()).set().ofMinSize(1).ofMaxSize(120);
        Arbitrary<InputFormat> json = Combinators.combine(
                        columns, Arbitraries.of(FieldType.values()), Arbitraries.of(true, false))
                .as((fields, type, complete) -> {
                    JsonInput format = InputFormat.json();
                    for (String field : fields) {
                        format = format.withField(field, type);
                    }
                    return complete ? format.withNoOtherFields() : format;
                });
        Arbitrary<InputFormat> csv = Combinators.combine(
                        columns, Arbitraries.of(',', '\t', ';', ' ', '|'), Arbitraries.of(0, 1, 2, 3))
                .as((names, delimiter, variant) -> {
                    CsvInput format = InputFormat.csv(new LinkedHashSet<>(names).toArray(new String[0]))
                            .withDelimiter(delimiter);
                    format = variant % 2 == 0 ? format.withHeader() : format;
                    return variant < 2 ? format.withoutQuotes() : format.withQuote('\'');
                });
        Arbitrary<InputFormat> regex =
                Arbitraries.of("(?P<id>\\S+) (?P<mag>[0-9.]+).*", "(?<a>.*)").map(InputFormat::regex);
        return Arbitraries.oneOf(json, csv, regex, Arbitraries.of(GlueValues.inputs()));
    }

    public static Arbitrary<EventTime> eventTimes() {
        return Combinators.combine(paths().injectNull(0.3), timestamps(), durations())
                .as((field, format, duration) -> (field == null ? EventTime.arrival() : EventTime.field(field, format))
                        .withMaxOutOfOrderness(duration)
                        .withIdleTimeout(duration));
    }

    private static Arbitrary<List<PipelineSinkSpec>> sinks() {
        return Arbitraries.oneOf(files(), mskSinks(), AwsSinks.any(paths()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Arbitrary<PipelineSinkSpec> files() {
        List<OutputFormat> formats = new ArrayList<>();
        formats.add(OutputFormat.jsonLines());
        formats.add(OutputFormat.jsonLines().withCompression(OutputFormat.Compression.GZIP));
        formats.add(OutputFormat.parquet(RecordSchema.avro(AVRO)));
        formats.add(OutputFormat.avro(RecordSchema.avro(AVRO)).withCompression(OutputFormat.Compression.DEFLATE));
        return Combinators.combine(locations(), Arbitraries.of(formats), paths(), Arbitraries.of(0, 1, 2))
                .as((location, format, path, variant) -> {
                    S3SinkSpec.Builder builder =
                            S3SinkSpec.builder().location(location).format(format);
                    if (variant > 0) {
                        builder.partitionBy(S3Partition.eventTime("day", "yyyy-MM-dd", "UTC"));
                        builder.partitionBy(S3Partition.timestampField("hour", path, "HH", "Asia/Tokyo"));
                    }
                    if (variant > 1) {
                        builder.partitionBy(S3Partition.field("where", path));
                    }
                    return builder.build();
                });
    }

    private static Arbitrary<List<EtlStep>> steps() {
        Arbitrary<EtlStep> step = Arbitraries.oneOf(
                somePaths().map(EtlSteps::require),
                Combinators.combine(
                                paths(),
                                Arbitraries.of(
                                        FieldType.LONG,
                                        FieldType.DOUBLE,
                                        FieldType.DECIMAL,
                                        FieldType.BOOLEAN,
                                        FieldType.STRING))
                        .as(EtlSteps::cast),
                Combinators.combine(paths(), timestamps()).as(EtlSteps::castToTimestamp),
                Combinators.combine(paths(), paths()).as(EtlSteps::rename),
                somePaths().map(EtlSteps::keep),
                somePaths().map(EtlSteps::drop),
                paths().map(EtlSteps::mask),
                Combinators.combine(paths(), Arbitraries.integers().between(1, 100))
                        .as(EtlSteps::maskAllButLast),
                Combinators.combine(paths(), texts()).as(EtlSteps::hash),
                Combinators.combine(paths(), Arbitraries.of("mag * 2.0", "a + b", "[1, 2]", "{'k': id}"))
                        .as(EtlSteps::derive),
                conditions().map(EtlSteps::filter),
                Combinators.combine(conditions(), texts()).as(EtlSteps::check),
                Arbitraries.of(
                        EtlSteps.flatten(),
                        EtlSteps.flatten("a"),
                        EtlSteps.flatten("b").withoutPrefix()),
                paths().map(EtlSteps::explode),
                Combinators.combine(locations(), paths(), texts(), durations(), Arbitraries.of(true, false))
                        .as((table, field, column, refresh, strict) -> strict
                                ? EtlSteps.enrichFromCsv(table, field, column, column)
                                        .rejectingUnmatched()
                                : EtlSteps.enrichFromJsonLines(table, field, column, column, "x")
                                        .withRefresh(refresh)),
                Combinators.combine(durations(), somePaths()).as(EtlSteps::deduplicate),
                Combinators.combine(conditions(), Arbitraries.of(SINKS), Arbitraries.of(true, false))
                        .as((condition, sink, copy) ->
                                copy ? EtlSteps.route(condition, sink).copying() : EtlSteps.route(condition, sink)));
        return step.list().ofMaxSize(14);
    }
}
