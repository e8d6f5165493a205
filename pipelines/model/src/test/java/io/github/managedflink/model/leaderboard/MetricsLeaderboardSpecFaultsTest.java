package io.github.managedflink.model.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsLeaderboardSpecFaultsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private static MetricsLeaderboardSpec.Builder valid() {
        return withoutSink()
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("my-bucket", "boards"))
                        .build());
    }

    private static MetricsLeaderboardSpec.Builder withoutSink() {
        return MetricsLeaderboardSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/flights")
                        .build())
                .groupBy("airport", "state")
                .metric("departures", Metric.count())
                .window(Window.tumbling(HOUR))
                .rankBy(Ranking.descending("departures"))
                .deadLetters(S3Location.of("my-bucket", "dead-letters"))
                .lateEvents(S3Location.of("my-bucket", "late-events"));
    }

    private static DynamoDbSinkSpec.Builder table() {
        return DynamoDbSinkSpec.builder().tableArn("arn:aws:dynamodb:eu-west-1:111122223333:table/boards");
    }

    private static OpenSearchSinkSpec.Builder index() {
        return OpenSearchSinkSpec.builder()
                .domain("arn:aws:es:eu-west-1:111122223333:domain/boards", "https://search.example.org")
                .index("boards");
    }

    private static Arguments fault(String expected, UnaryOperator<MetricsLeaderboardSpec.Builder> mistake) {
        return Arguments.of(expected, Named.of("…", mistake));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                fault(
                        "metrics.2.name = \"departures\": is the name of two metrics. Rename one of them.",
                        it -> it.metric("departures", Metric.sum("delay"))),
                fault(
                        "ranking: is missing, and sink.boards keeps entries by their rank. Give rankBy(…), or a sink that keeps an"
                                + " entry for each member, such as DynamoDbSink.newMetricsTable().",
                        spec -> spec.rankBy(null)
                                .sink(
                                        "boards",
                                        table().partitionKey("board")
                                                .sortKey(DynamoDbKey.number("rank"))
                                                .version("version")
                                                .build())),
                fault(
                        "group-by.3.field = \"url.split('/')[1]\": is an expression, but a path is wanted",
                        spec -> spec.groupBy("url.split('/')[1]")),
                fault("pipeline.name = \"a|b\": is no name for a leaderboard", spec -> spec.name("a|b")),
                fault("filter.condition = \"x >\": is no valid CEL", spec -> spec.filter("x >")),
                fault("deduplicate.key: is required", spec -> spec.deduplicateBy(HOUR)),
                fault("deduplicate.ttl = \"PT0S\": must be", spec -> spec.deduplicateBy(Duration.ZERO, "id")),
                fault("group-by.3.field = \"a..b\": is no field path", spec -> spec.groupBy("a..b")),
                fault("group-by.3.name = \"state\": is the name of two", spec -> spec.groupBy("home.state")),
                fault("group-by.3.name = \"rank\": is a field that the entries", spec -> spec.groupBy("rank")),
                fault("group-by.3.name = \"user-id\": is no name", spec -> spec.groupBy("user-id")),
                fault("group-by = \"9\": may be 8", spec -> spec.groupBy("c", "d", "e", "f", "g", "h", "i")),
                fault("metrics.2.name = \"final\": is a field that", spec -> spec.metric("final", Metric.count())),
                fault(
                        "metrics.2.name = \"state\": is the name of a group",
                        spec -> spec.metric("state", Metric.count())),
                fault("metrics.2.name = \"p 95\": is no name", spec -> spec.metric("p 95", Metric.count())),
                fault("metrics.2.field: is required", spec -> spec.metric("m", Metric.sum(""))),
                fault("metrics.2: is required", spec -> spec.metric("m", null)),
                fault(
                        "metrics.2.where = \"1 + 1\": must be true or false",
                        spec -> spec.metric("m", Metric.count().where("1 + 1"))),
                fault("metrics.2.percentile = \"0.0\": must be above 0", spec -> percentile(spec, 0, 0.01)),
                fault("metrics.2.percentile = \"NaN\": must be above 0", spec -> percentile(spec, Double.NaN, 0.01)),
                fault("metrics.2.accuracy = \"0.2\": must be between", spec -> percentile(spec, 50, 0.2)),
                fault(
                        "metrics.2.accuracy = \"0.01\": means nothing",
                        spec -> spec.metric("m", Metric.avg("delay").withAccuracy(0.01))),
                fault(
                        "metrics.2.precision = \"3\": must be between",
                        spec -> spec.metric("m", Metric.countDistinct("x").withPrecision(3))),
                fault("window: is required", spec -> spec.window(null)),
                fault(
                        "window.size = \"PT0.5S\": must be",
                        spec -> spec.window(Window.tumbling(Duration.ofMillis(500)))),
                fault(
                        "window.size = \"PT1.0000001S\": must be whole milliseconds",
                        spec -> spec.window(Window.tumbling(Duration.ofNanos(1_000_000_100L)))),
                fault(
                        "window.slide = \"PT25M\": must go a whole number of times into the size",
                        spec -> spec.window(Window.sliding(HOUR, Duration.ofMinutes(25)))),
                fault(
                        "window.slide = \"PT2S\": puts each event into 1800 windows",
                        spec -> spec.window(Window.sliding(HOUR, Duration.ofSeconds(2)))),
                fault(
                        "window.update-interval = \"PT1H\": is for windows that do not overlap",
                        spec -> spec.window(Window.sliding(HOUR, HOUR).withUpdatesEvery(HOUR))),
                fault(
                        "window.allowed-lateness = \"PT-1H\": must be",
                        spec -> spec.window(Window.tumbling(HOUR).withAllowedLateness(HOUR.negated()))),
                fault(
                        "window.idle-close = \"PT0S\": must be",
                        spec -> spec.window(Window.tumbling(HOUR).withCloseWhenIdleFor(Duration.ZERO))),
                fault("window.zone: is required", spec -> spec.window(Window.calendarDay(null))),
                fault("ranking.metric = \"departures\": ranks sessions", spec -> spec.window(Window.session(HOUR))),
                fault("ranking.metric = \"delay\": is no metric", spec -> spec.rankBy(Ranking.ascending("delay"))),
                fault("ranking.top = \"1001\": must be", spec -> ranked(spec, 1001)),
                fault(
                        "ranking.partition.1 = \"country\": is none of the group fields",
                        spec -> ranked(spec, 10, "country")),
                fault("ranking.partition.2 = \"state\": is named twice", spec -> ranked(spec, 10, "state", "state")),
                fault(
                        "ranking.partition = \"airport, state\": are all group fields",
                        spec -> ranked(spec, 10, "airport", "state")),
                fault("late-events: is required", spec -> spec.lateEvents(null)),
                fault(
                        "late-events.key = \"boards/late\": overlaps the location of sink.main",
                        spec -> spec.lateEvents(S3Location.of("my-bucket", "boards/late"))),
                fault("sink.main.partition.1.field = \"where\": is no field here", spec -> withoutSink()
                        .sink(S3SinkSpec.builder()
                                .location(S3Location.of("my-bucket", "boards"))
                                .partitionBy(S3Partition.field("where", "where"))
                                .build())));
    }

    private static MetricsLeaderboardSpec.Builder percentile(
            MetricsLeaderboardSpec.Builder spec, double percent, double accuracy) {
        return spec.metric("m", Metric.percentile("delay", percent).withAccuracy(accuracy));
    }

    private static MetricsLeaderboardSpec.Builder ranked(
            MetricsLeaderboardSpec.Builder spec, int size, String... partition) {
        return spec.rankBy(Ranking.descending("departures").top(size).perPartition(partition));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsTold(String expected, UnaryOperator<MetricsLeaderboardSpec.Builder> mistake) {
        assertThatCode(() -> valid().build()).doesNotThrowAnyException();
        InvalidSpecException thrown = catchThrowableOfType(
                InvalidSpecException.class, () -> mistake.apply(valid()).build());

        assertThat(thrown).hasMessageContaining(expected);
        assertThat(thrown.violations()).hasSize(1);
    }

    @Test
    void allFaultsComeInOneMessage() {
        assertThatThrownBy(() -> MetricsLeaderboardSpec.builder().name("").build())
                .hasMessageContainingAll(
                        "The metrics leaderboard has 8 faults:",
                        "source: is required",
                        "pipeline.name: is required",
                        "group-by: is required",
                        "metrics: is required",
                        "window: is required",
                        "sink: is required",
                        "dead-letters: is required",
                        "late-events: is required");
    }

    @Test
    void whatIsKnownOfEventsIsHeldAgainstTheFields() {
        InputFormat format = InputFormat.json()
                .withField("airport", FieldType.STRING)
                .withField("state", FieldType.STRING)
                .withField("cancelled", FieldType.BOOLEAN)
                .withNoOtherFields();

        assertThatThrownBy(() -> valid().format(format)
                        .metric("delay", Metric.avg("delay"))
                        .metric("cancelled", Metric.max("cancelled"))
                        .build())
                .hasMessageContainingAll(
                        "metrics.2.field = \"delay\": is no field here",
                        "metrics.3.field = \"cancelled\": is no number");
    }

    @Test
    void columnsOfCsvMayHoldNumbers() {
        assertThatCode(() -> valid().format(InputFormat.csv("airport", "state", "delay"))
                        .metric("delay", Metric.sum("delay"))
                        .build())
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "board, rank, true",
        "window_start, rank, true",
        "board, member, false",
        "rank, window_start, true",
        "board, , false",
        "member, rank, false",
        "rank, version, false"
    })
    void theKeyOfATableOfBoardsIsTheirRank(String partitionKey, String sortKey, boolean right) {
        DynamoDbSinkSpec sink = table().partitionKey(key(partitionKey))
                .sortKey(sortKey == null ? null : key(sortKey))
                .version("version")
                .build();

        if (right) {
            assertThatCode(() -> withoutSink().sink(sink).build()).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> withoutSink().sink(sink).build())
                    .hasMessageContaining("does not identify an entry")
                    .hasMessageContaining("Use board and rank");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "member, window_start, true",
        "board, member, true",
        "member, window_end, false",
        "airport, window_start, false",
        "member, , false"
    })
    void theKeyOfATableOfMetricsIsTheirMemberAndWindow(String partitionKey, String sortKey, boolean right) {
        DynamoDbSinkSpec sink = table().partitionKey(key(partitionKey))
                .sortKey(sortKey == null ? null : key(sortKey))
                .version("version")
                .build();

        if (right) {
            assertThatCode(() -> withoutSink().rankBy(null).sink(sink).build()).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> withoutSink().rankBy(null).sink(sink).build())
                    .hasMessageContaining("Use member and window_start");
        }
    }

    private static DynamoDbKey key(String field) {
        return field.equals("rank") || field.equals("version") ? DynamoDbKey.number(field) : DynamoDbKey.string(field);
    }

    @Test
    void aSinkThatKeepsStatesMustKnowOlderOnes() {
        assertThatThrownBy(() -> withoutSink()
                        .sink(table().partitionKey("board")
                                .sortKey(DynamoDbKey.number("rank"))
                                .build())
                        .sink(
                                "search",
                                index().documentId("board", "rank")
                                        .version("rank")
                                        .build())
                        .build())
                .hasMessageContainingAll(
                        "sink.main.version: must be version", "sink.search.version = \"rank\": must be version");
        assertThatThrownBy(() -> withoutSink().sink(index().build()).build())
                .hasMessageContaining("sink.main.document-id: does not identify an entry");
    }

    @Test
    void sessionsThatMergeMustGo() {
        DynamoDbSinkSpec.Builder sink =
                table().partitionKey("member").sortKey("window_start").version("version");

        assertThatThrownBy(() -> sessionsTo(sink).build())
                .hasMessageContaining("sink.main.delete-when: must be removed");
        assertThatCode(() -> sessionsTo(sink.deleteWhen("removed")).build()).doesNotThrowAnyException();
    }

    private static MetricsLeaderboardSpec.Builder sessionsTo(DynamoDbSinkSpec.Builder sink) {
        return withoutSink().rankBy(null).window(Window.session(HOUR)).sink(sink.build());
    }

    @Test
    void aSettingThatMeansNothingIsTold() {
        Map<String, Map<String, String>> groups = new TreeMap<>(valid().build().toPropertyGroups());
        groups.put("window", Map.of("type", "tumbling", "size", "PT1H", "gap", "PT1M", "allowed-lateness", "PT0S"));

        assertThatThrownBy(() -> MetricsLeaderboardSpec.fromPropertyGroups(groups))
                .hasMessageContaining("window.gap = \"PT1M\": is not a setting that is known here");
    }

    @Test
    void entriesHaveTheMetricsBesideTheirOwnFields() {
        assertThat(valid().build().entryShape().names())
                .containsExactly(
                        "board",
                        "rank",
                        "window_start",
                        "window_end",
                        "member",
                        "airport",
                        "state",
                        "departures",
                        "version",
                        "final",
                        "removed");
        assertThat(valid().rankBy(null).build().entryShape().mayHave("rank")).isFalse();
    }
}
