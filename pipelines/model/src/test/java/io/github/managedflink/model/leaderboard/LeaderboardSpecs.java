package io.github.managedflink.model.leaderboard;

import io.github.managedflink.model.etl.Specs;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import io.github.managedflink.model.sink.FirehoseSinkSpec;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.window.GroupField;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Generators of valid leaderboards. */
final class LeaderboardSpecs {
    private LeaderboardSpecs() {}

    static Arbitrary<MetricsLeaderboardSpec> any() {
        Arbitrary<InputFormat> formats = Arbitraries.oneOf(
                Arbitraries.just(InputFormat.json()), Arbitraries.just(InputFormat.json()), Specs.formats());
        return Combinators.combine(
                        Specs.sources(),
                        formats,
                        Specs.eventTimes(),
                        groups(),
                        metrics(),
                        windows(),
                        rankings(),
                        extras())
                .as((source, format, eventTime, groups, metrics, window, ranking, extra) -> {
                    RecordShape arriving = format.shape();
                    MetricsLeaderboardSpec.Builder builder = MetricsLeaderboardSpec.builder()
                            .source(source)
                            .format(format)
                            .eventTime(Specs.fits(eventTime, format) ? eventTime : EventTime.arrival())
                            .window(window)
                            .deadLetters(S3Location.of("rejects", "dead"))
                            .lateEvents(S3Location.of("rejects", extra));
                    String known =
                            arriving.isClosed() ? arriving.names().iterator().next() : "place";
                    String path = known.replace("\\", "\\\\").replace(".", "\\.");
                    for (int i = 0; i < groups.size(); i++) {
                        builder.groupBy(GroupField.of(arriving.isClosed() ? path : groups.get(i))
                                .as("group_" + i));
                    }
                    builder.metric("events", Metric.count());
                    for (Metric metric : metrics) {
                        Violations violations = new Violations();
                        metric.check(violations, arriving);
                        if (violations.all().isEmpty()) {
                            builder.metric("metric_" + metrics.indexOf(metric), metric);
                        }
                    }
                    boolean ranked = ranking != null && window.kind() != Window.Kind.SESSION;
                    if (ranked) {
                        builder.rankBy(groups.size() > 1 ? ranking.perPartition("group_1") : ranking);
                    }
                    if (extra.length() > 2) {
                        builder.name(extra)
                                .deduplicateBy(Duration.ofDays(1), path)
                                .filter("record.size() > 1");
                    }
                    sinks(ranked).forEach(sink -> builder.sink(sink.type(), sink));
                    return builder.build();
                });
    }

    private static Arbitrary<String> extras() {
        return Arbitraries.of("a", "b.c", "late-1", "x_2");
    }

    private static Arbitrary<List<String>> groups() {
        return Arbitraries.of("place", "user.id", "dotted\\.name", "Größe")
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    private static Arbitrary<List<Metric>> metrics() {
        Arbitrary<Double> percents = Arbitraries.of(0.1, 50.0, 95.0, 99.99, 100.0);
        Arbitrary<Metric> metric = Arbitraries.oneOf(
                Arbitraries.just(Metric.count()),
                Specs.paths().map(Metric::sum),
                Specs.paths().map(Metric::avg),
                Specs.paths().map(Metric::min),
                Specs.paths().map(Metric::max),
                Combinators.combine(Specs.paths(), percents, Arbitraries.of(0.001, 0.02, 0.1))
                        .as((field, percent, accuracy) ->
                                Metric.percentile(field, percent).withAccuracy(accuracy)),
                Combinators.combine(Specs.paths(), Arbitraries.integers().between(4, 18))
                        .as((field, precision) -> Metric.countDistinct(field).withPrecision(precision)));
        return Combinators.combine(
                        metric,
                        Arbitraries.of("a == b", "has(record.x)", "true").injectNull(0.5))
                .as((plain, condition) -> condition == null ? plain : plain.where(condition))
                .list()
                .uniqueElements()
                .ofMaxSize(12);
    }

    private static Arbitrary<Window> windows() {
        Arbitrary<Window> tumbling = Specs.durations().map(Window::tumbling);
        Arbitrary<Window> sliding = Combinators.combine(
                        Specs.durations(), Arbitraries.integers().between(1, Window.MAX_OVERLAP))
                .as((slide, times) -> Window.sliding(slide.multipliedBy(times), slide));
        Arbitrary<Window> session = Specs.durations().map(Window::session);
        Arbitrary<Window> day =
                Arbitraries.of("UTC", "America/New_York", "+05:30").map(zone -> Window.calendarDay(ZoneId.of(zone)));
        return Combinators.combine(
                        Arbitraries.oneOf(tumbling, sliding, session, day),
                        Specs.durations(),
                        Specs.durations().injectNull(0.5),
                        Specs.durations().injectNull(0.5))
                .as((window, lateness, updates, idle) -> {
                    Window timed = window.withAllowedLateness(lateness).withCloseWhenIdleFor(idle);
                    return window.kind() == Window.Kind.SLIDING ? timed : timed.withUpdatesEvery(updates);
                });
    }

    private static Arbitrary<Ranking> rankings() {
        return Combinators.combine(
                        Arbitraries.of(true, false), Arbitraries.integers().between(1, Ranking.MAX_SIZE))
                .as((up, size) -> (up ? Ranking.ascending("events") : Ranking.descending("events")).top(size))
                .injectNull(0.3);
    }

    private static List<PipelineSinkSpec> sinks(boolean ranked) {
        DynamoDbKey sortKey = ranked ? DynamoDbKey.number(BoardEntry.RANK) : DynamoDbKey.string(BoardEntry.MEMBER);
        PipelineSinkSpec table = DynamoDbSinkSpec.builder()
                .tableArn("${Token[Table.Arn.1]}")
                .partitionKey(BoardEntry.BOARD)
                .sortKey(sortKey)
                .version(BoardEntry.VERSION)
                .deleteWhen(BoardEntry.REMOVED)
                .build();
        PipelineSinkSpec index = OpenSearchSinkSpec.builder()
                .domain("${Token[Domain.Arn.1]}", "https://search.example.org")
                .index("boards")
                .documentId(BoardEntry.BOARD, ranked ? BoardEntry.RANK : BoardEntry.MEMBER)
                .version(BoardEntry.VERSION)
                .deleteWhen(BoardEntry.REMOVED)
                .build();
        return List.of(table, index, FirehoseSinkSpec.of("${Token[Firehose.Arn.1]}"));
    }
}
