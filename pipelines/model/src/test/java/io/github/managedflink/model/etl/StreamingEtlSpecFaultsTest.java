package io.github.managedflink.model.etl;

import static io.github.managedflink.model.etl.EtlSteps.cast;
import static io.github.managedflink.model.etl.EtlSteps.castToTimestamp;
import static io.github.managedflink.model.etl.EtlSteps.check;
import static io.github.managedflink.model.etl.EtlSteps.deduplicate;
import static io.github.managedflink.model.etl.EtlSteps.derive;
import static io.github.managedflink.model.etl.EtlSteps.drop;
import static io.github.managedflink.model.etl.EtlSteps.enrichFromCsv;
import static io.github.managedflink.model.etl.EtlSteps.explode;
import static io.github.managedflink.model.etl.EtlSteps.filter;
import static io.github.managedflink.model.etl.EtlSteps.flatten;
import static io.github.managedflink.model.etl.EtlSteps.hash;
import static io.github.managedflink.model.etl.EtlSteps.keep;
import static io.github.managedflink.model.etl.EtlSteps.maskAllButLast;
import static io.github.managedflink.model.etl.EtlSteps.rename;
import static io.github.managedflink.model.etl.EtlSteps.require;
import static io.github.managedflink.model.etl.EtlSteps.route;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.format.RecordSchema;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.sink.MskSinkSpec;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamingEtlSpecFaultsTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";

    private static StreamingEtlSpec.Builder valid() {
        return withoutSink()
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("my-bucket", "out"))
                        .build());
    }

    private static StreamingEtlSpec.Builder withoutSink() {
        return StreamingEtlSpec.builder()
                .source(KinesisSourceSpec.builder().streamArn(STREAM).build())
                .deadLetters(S3Location.of("my-bucket", "dead-letters"));
    }

    private static String messageOf(StreamingEtlSpec.Builder builder) {
        return catchThrowableOfType(InvalidSpecException.class, builder::build).getMessage();
    }

    private static String messageOf(InputFormat format, EtlStep... steps) {
        return messageOf(valid().format(format).steps(steps));
    }

    @Test
    void allFaultsComeInOneMessage() {
        InvalidSpecException thrown = catchThrowableOfType(InvalidSpecException.class, () -> StreamingEtlSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders")
                        .enhancedFanOut("n".repeat(129))
                        .build())
                .steps(filter("mag >"), deduplicate(Duration.ofDays(400)), route("true", "nowhere"))
                .sink("no.name", S3SinkSpec.builder().build())
                .maxParallelism(40_000)
                .build());

        assertThat(thrown.violations())
                .extracting(fault -> fault.setting())
                .containsExactly(
                        "source.stream.arn",
                        "source.consumer.name",
                        "steps.1.filter.condition",
                        "steps.2.deduplicate.key",
                        "steps.2.deduplicate.ttl",
                        "steps.3.route.sink",
                        "sink.no.name",
                        "sink.no.name.location",
                        "pipeline.default-sink",
                        "dead-letters",
                        "pipeline.max-parallelism");
        assertThat(thrown)
                .hasMessageStartingWith("The streaming ETL pipeline has 11 faults:\n  - source.stream.arn = ");
    }

    @Test
    void aDeclaredFieldDoesNotTakeThePlaceOfAnother() {
        InputFormat format =
                InputFormat.json().withField("amount", FieldType.LONG).withField("amount", FieldType.STRING);

        assertThat(messageOf(format))
                .contains("format.field.2.name = \"amount\": is the name of two fields. Rename one of them.");
    }

    @Test
    void firehoseIsNoSourceAndTheMessageNamesTheWayThatWorks() {
        String message = messageOf(valid().source(KinesisSourceSpec.builder()
                .streamArn("arn:aws:firehose:eu-west-1:111122223333:deliverystream/orders")
                .build()));

        assertThat(message).contains("can only be written to", "Read the Kinesis data stream");
    }

    @Test
    void aConsumerNameThatIsTooLongIsToldWithItsLength() {
        assertThat(messageOf(valid().source(KinesisSourceSpec.builder()
                        .streamArn(STREAM)
                        .enhancedFanOut("n".repeat(129))
                        .build())))
                .contains("source.consumer.name", "it has 129 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mag >", "1 +", "unknown(mag)", "mag.", "'open"})
    void anExpressionThatDoesNotCompileIsRefused(String expression) {
        assertThat(messageOf(InputFormat.json(), filter(expression)))
                .contains("steps.1.filter.condition = \"" + expression + "\": is no valid CEL expression");
    }

    @Test
    void anExpressionOfTheWrongTypeIsRefused() {
        assertThat(messageOf(InputFormat.json(), check("1 + 1", "reason")))
                .contains("must be true or false, but it is of type int");
        assertThat(messageOf(InputFormat.json(), derive("x", "type(1)"))).contains("steps.1.derive.expression");
    }

    @Test
    void aColumnThatIsNotThereIsRefusedWithTheColumnsThatAre() {
        assertThat(messageOf(InputFormat.csv("id", "mag"), filter("magnitude == 'x'")))
                .contains("undeclared reference to 'magnitude'", "fields known here: id, mag");
        assertThat(messageOf(InputFormat.csv("id", "mag"), require("magnitude")))
                .contains("steps.1.require.field.1 = \"magnitude\": is no field here; the fields are id, mag");
    }

    @Test
    void aTextComparedWithANumberIsRefusedUntilItIsCast() {
        InputFormat csv = InputFormat.csv("id", "mag");

        assertThat(messageOf(csv, filter("mag > 2.5"))).contains("no matching overload");
        valid().format(csv)
                .steps(cast("mag", FieldType.DOUBLE), filter("mag > 2.5 && mag != null && mag > 2"))
                .build();
    }

    @Test
    void aTypeOfASchemaThatAFieldNeverFitsIsRefused() {
        String schema = "{\"type\":\"record\",\"name\":\"R\",\"fields\":[{\"name\":\"response\",\"type\":\"string\"},"
                + "{\"name\":\"host\",\"type\":[\"null\",\"long\"]},{\"name\":\"at\",\"type\":\"string\"}]}";
        EtlStep[] steps = {cast("response", FieldType.LONG), castToTimestamp("at", TimestampFormat.iso8601())};
        for (OutputFormat format : List.of(
                OutputFormat.parquet(RecordSchema.avro(schema)), OutputFormat.avro(RecordSchema.avro(schema)))) {
            assertThat(messageOf(withoutSink()
                            .format(InputFormat.csv("response", "host", "at"))
                            .steps(steps)
                            .sink(S3SinkSpec.builder()
                                    .location(S3Location.of("my-bucket", "out"))
                                    .format(format)
                                    .build())))
                    .contains(
                            "has 2 faults",
                            "sink.main.format.schema.field.1 = \"response\": is a whole number in the finished records, which does"
                                    + " not fit its type in the schema, string: all records would be refused. Cast the field, or"
                                    + " change the schema.",
                            "sink.main.format.schema.field.2 = \"host\": is a text in the finished records, which does not fit its"
                                    + " type in the schema, null or long");
        }
    }

    @Test
    void theShapeFollowsTheSteps() {
        InputFormat csv = InputFormat.csv("id", "mag", "place");

        assertThat(messageOf(csv, rename("mag", "magnitude"), filter("mag == 'x'")))
                .contains("undeclared");
        assertThat(messageOf(csv, drop("mag"), filter("mag == 'x'"))).contains("undeclared");
        assertThat(messageOf(csv, keep("id"), filter("mag == 'x'"))).contains("undeclared");
        assertThat(messageOf(csv, derive("n", "size(id)"), filter("n == 'x'"))).contains("no matching overload");
        valid().format(csv)
                .steps(rename("mag", "magnitude"), derive("n", "size(id)"), filter("n > 3 && magnitude == 'x'"))
                .build();
    }

    @Test
    void aMisspeltTypeOrSettingInPropertyGroupsIsNamed() {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        valid().steps(cast("mag", FieldType.DOUBLE))
                .build()
                .toPropertyGroups()
                .forEach((id, entries) -> groups.put(id, new LinkedHashMap<>(entries)));
        groups.get("steps").put("1.to", "float");
        groups.get("source").put("stream.anr", STREAM);
        groups.get("format").put("type", "xml");

        assertThatThrownBy(() -> StreamingEtlSpec.fromPropertyGroups(groups))
                .hasMessageContaining(
                        "steps.1.to = \"float\": must be one of string, long, double, decimal, boolean, timestamp")
                .hasMessageContaining("source.stream.anr = \"" + STREAM + "\": is not a setting that is known here")
                .hasMessageContaining("format.type = \"xml\": is no input format");
    }

    @Test
    void anEmptyConfigurationIsRefusedWithoutATraceOfNulls() {
        assertThatThrownBy(() -> StreamingEtlSpec.fromPropertyGroups(Map.of()))
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining("pipeline.type: is required")
                .hasMessageContaining("source: is required")
                .hasMessageNotContaining("null");
    }

    @ParameterizedTest
    @CsvSource({"s3://my-bucket,out", "My-Bucket,out", "ab,out", "my-bucket,/out", "my-bucket,out/", "my-bucket,a//b"})
    void aPlaceInS3IsCheckedForTheCommonSlips(String bucket, String key) {
        assertThat(messageOf(valid().deadLetters(S3Location.of(bucket, key)))).contains("dead-letters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*", "a?", "${aws:username}", "${Token[Stage.7]}/*"})
    void aKeyIsRefusedThatIsAPatternInAPolicy(String key) {
        assertThat(messageOf(valid().deadLetters(S3Location.of("rejects", key))))
                .contains("has a fault", "dead-letters.key = \"" + key + "\": may have no *, ? and ${");
        assertThat(messageOf(InputFormat.json(), enrichFromCsv(S3Location.of("tables", key), "k", "k", "c")))
                .contains("has a fault", "steps.1.enrich.table.key = \"" + key + "\"");
    }

    @ParameterizedTest
    @CsvSource({"out,out", "out,out/rejects", "rejects/out,rejects", "'',dead-letters", "out,''", "'',''"})
    void deadLettersAndRecordsDoNotLieInOnePlace(String records, String deadLetters) {
        assertThat(messageOf(places(records, deadLetters)))
                .contains(
                        "has a fault",
                        "dead-letters.key = \"" + deadLetters + "\": overlaps the location of sink.main");
    }

    @ParameterizedTest
    @CsvSource({"out,out-rejects", "out-1,out", "a/out,a/rejects"})
    void deadLettersAndRecordsMayShareABucket(String records, String deadLetters) {
        assertThatCode(() -> places(records, deadLetters).build()).doesNotThrowAnyException();
    }

    @Test
    void sinksOfAClusterHaveTransactionsOfTheirOwn() {
        assertThat(messageOf(twoTopics("orders", "orders")))
                .contains("sink.copy.transaction.id-prefix = \"orders\": is used by sink.main too");
        assertThatCode(() -> twoTopics("orders", "copies").build()).doesNotThrowAnyException();
        assertThatCode(() -> twoTopics("${Token[TOKEN.1]}", "${Token[TOKEN.1]}").build())
                .doesNotThrowAnyException();
    }

    private static StreamingEtlSpec.Builder twoTopics(String prefix, String other) {
        MskSinkSpec.Builder topic =
                MskSinkSpec.builder().bootstrapServers("b-1:9098").topic("orders");
        return withoutSink()
                .sink(topic.exactlyOnce(prefix).build())
                .sink("copy", topic.exactlyOnce(other).build());
    }

    private static StreamingEtlSpec.Builder places(String records, String deadLetters) {
        return withoutSink()
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("my-bucket", records))
                        .build())
                .deadLetters(S3Location.of("my-bucket", deadLetters));
    }

    @Test
    void aSinkDoesNotTakeTheNameOfAnother() {
        S3SinkSpec copy = S3SinkSpec.builder()
                .location(S3Location.of("my-bucket", "copy"))
                .build();

        assertThat(messageOf(valid().sink(copy)))
                .contains("has a fault", "sink = \"main\": is the name of two sinks. Give one of them another");
        assertThat(messageOf(valid().sink("copy", copy).sink("copy", copy)))
                .contains("has a fault", "sink = \"copy\": is the name of two sinks.");
        assertThatCode(() -> valid().sink("copy", copy).build()).doesNotThrowAnyException();
    }

    @Test
    void tokensPassUnchecked() {
        String token = "${Token[Some.Thing.42]}";

        valid().source(KinesisSourceSpec.builder()
                        .streamArn(token)
                        .enhancedFanOut(token, token)
                        .build())
                .deadLetters(S3Location.of(token, token))
                .build();
    }

    @Test
    void aPropertyLongerThanTheServiceAllowsIsRefused() {
        assertThat(messageOf(InputFormat.json(), check("true", "r".repeat(2049))))
                .contains("is 2049 characters long");
    }

    @Test
    void morePropertyGroupsThanTheServiceAllowsAreRefused() {
        EtlStep[] steps = IntStream.range(0, 900)
                .mapToObj(i -> filter("a == " + i))
                .collect(Collectors.toList())
                .toArray(new EtlStep[0]);
        StreamingEtlSpec.Builder builder = valid().steps(steps);
        IntStream.range(0, 20)
                .forEach(i -> builder.sink(
                        "s" + i,
                        S3SinkSpec.builder()
                                .location(S3Location.of("my-bucket", "s" + i))
                                .build()));

        assertThat(messageOf(builder)).contains("property groups; MSF allows 50");
    }

    @Test
    void stepsAreCheckedForTheirOwnRules() {
        String message = messageOf(
                InputFormat.json(),
                maskAllButLast("card", 0),
                hash("card", ""),
                rename("a", "a"),
                cast("when", FieldType.TIMESTAMP),
                enrichFromCsv(S3Location.of("my-bucket", ""), "k", "", "c").withRefresh(Duration.ofSeconds(1)),
                require("a..b"));

        assertThat(message)
                .contains("steps.1.mask.kept")
                .contains("steps.2.mask.salt")
                .contains("steps.3.rename.to")
                .contains("steps.4.cast.format")
                .contains("steps.5.enrich.table.key")
                .contains("steps.5.enrich.key")
                .contains("steps.5.enrich.refresh")
                .contains("steps.6.require.field.1");
    }

    @Test
    void aSinkThatNeedsAFieldWhichTheStepsDropIsRefused() {
        RecordSchema schema = RecordSchema.avro("{\"type\":\"record\",\"name\":\"R\",\"fields\":["
                + "{\"name\":\"id\",\"type\":\"string\"},"
                + "{\"name\":\"note\",\"type\":[\"null\",\"string\"],\"default\":null}]}");

        String message = messageOf(withoutSink()
                .format(InputFormat.csv("id", "mag"))
                .steps(drop("id"))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("my-bucket", "out"))
                        .format(OutputFormat.parquet(schema))
                        .partitionBy(S3Partition.field("country", "country"))
                        .build()));

        assertThat(message)
                .contains("sink.main.format.schema.field.1 = \"id\": is needed by the schema")
                .contains("sink.main.partition.1.field = \"country\": is no field here; the fields are mag")
                .doesNotContain("note");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy-MM-dd hh:mm", "YYYY-MM-dd", "yyyy-mm-dd", "HH:mm", "yyyy-MM", "yyyy-MM-dd QQQQQQ"})
    void aPatternThatCannotReadWhatItWritesIsRefused(String pattern) {
        assertThat(messageOf(InputFormat.json(), castToTimestamp("when", TimestampFormat.pattern(pattern, "UTC"))))
                .contains("steps.1.cast.format.pattern = \"" + pattern + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy-MM-dd",
                "dd/MMM/yyyy:HH:mm:ss Z",
                "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "M/d/yy h:mm a",
                "yyyyMMddHHmmss",
                "uuuu-DDD",
                "EEE, d MMM yyyy HH:mm:ss z",
                "dd MMMM y G"
            })
    void patternsOfRealLogsAreAccepted(String pattern) {
        valid().steps(castToTimestamp("when", TimestampFormat.pattern(pattern, "UTC")))
                .build();
    }

    @Test
    void whatIsKnownOfAFieldIsCheckedWhereItIsUsed() {
        String message = messageOf(withoutSink()
                .format(InputFormat.csv("id", "at"))
                .eventTime(EventTime.field("when", TimestampFormat.iso8601()))
                .steps(explode("id"), flatten("at"))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("my-bucket", "out"))
                        .build()));

        assertThat(message)
                .contains("event-time.field = \"when\": is no field here; the fields are id, at")
                .contains("steps.1.explode.field = \"id\": is known to be no list")
                .contains("steps.2.flatten.field = \"at\": is known to be no object");
        assertThat(messageOf(withoutSink()
                        .format(InputFormat.csv("id", "at"))
                        .sink(S3SinkSpec.builder()
                                .location(S3Location.of("my-bucket", "out"))
                                .partitionBy(S3Partition.timestampField("day", "at", "yyyy-MM-dd", "UTC"))
                                .build())))
                .contains("sink.main.partition.1.field = \"at\": is no timestamp; make it one with castToTimestamp");
    }

    @Test
    void formatsAreCheckedForTheirOwnRules() {
        assertThat(messageOf(InputFormat.regex("(\\S+)"))).contains("has no named group");
        assertThat(messageOf(InputFormat.regex("(?P<a>"))).contains("is no RE2 regular expression");
        assertThat(messageOf(InputFormat.csv("a", "a"))).contains("names a column twice");
        assertThat(messageOf(InputFormat.csv("a").withQuote(','))).contains("must differ from the delimiter");
        OutputFormat noSchema = OutputFormat.parquet(RecordSchema.avro("{\"type\": \"enum\"}"));
        assertThat(messageOf(withoutSink()
                        .sink(S3SinkSpec.builder()
                                .location(S3Location.of("my-bucket", "out"))
                                .format(noSchema)
                                .build())))
                .contains("sink.main.format.schema.record");
        assertThat(messageOf(withoutSink()
                        .sink(S3SinkSpec.builder()
                                .location(S3Location.of("my-bucket", "out"))
                                .format(OutputFormat.jsonLines().withCompression(OutputFormat.Compression.ZSTD))
                                .build())))
                .contains("sink.main.format.compression");
    }
}
