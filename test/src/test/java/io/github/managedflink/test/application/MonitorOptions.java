package io.github.managedflink.test.application;

import static io.github.managedflink.test.application.Choice.leftOut;
import static io.github.managedflink.test.application.Choice.right;
import static io.github.managedflink.test.application.Choice.wrong;

import io.github.managedflink.constructs.KpiMonitor;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.FlapDamping;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.MuteSchedule;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.window.GroupField;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;

/** The options that a monitor has beside those of every pipeline. */
final class MonitorOptions {
    private MonitorOptions() {}

    static List<Arbitrary<Choice<KpiMonitor.Builder>>> all() {
        return List.of(
                groups(),
                kpis(),
                window(),
                rules(),
                moreRules(),
                newRules(),
                sinks(),
                readings(),
                limits(),
                lateEvents());
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> groups() {
        return Arbitraries.of(
                leftOut("groups"),
                right(
                        "groupBy(id)",
                        (builder, scope) -> builder.groupBy(GroupField.of("id").as("order"))),
                right("filter, deduplicateBy", (builder, scope) -> builder.filter("id != ''")
                        .deduplicateBy(Duration.ofHours(1), "id")),
                wrong(
                        "filter(does not compile), deduplicateBy(0 s)",
                        (builder, scope) -> builder.filter("id ==").deduplicateBy(Duration.ZERO, "id"),
                        new Wrong("filter.condition", "id =="),
                        new Wrong("deduplicate.ttl", "PT0S")));
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> kpis() {
        return Arbitraries.of(
                right("kpi(share)", (builder, scope) -> builder.kpi("success", Kpi.share("id != 'x'"))),
                right("kpi(share, rate, count)", (builder, scope) -> builder.kpi("success", Kpi.share("id != 'x'"))
                        .kpi("rate", Kpi.ratePerSecond().changeFromPreviousWindow())
                        .kpi("orders", Kpi.of(Metric.countDistinct("id")))),
                wrong(
                        "kpi(does not compile)",
                        (builder, scope) -> builder.kpi("success", Kpi.ratio("id ==", "1 + 1")),
                        new Wrong("kpis.1.numerator", "id =="),
                        new Wrong("kpis.1.denominator", "1 + 1")));
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> window() {
        return Arbitraries.of(
                right("window(tumbling)", (builder, scope) -> builder.window(Window.tumbling(Duration.ofMinutes(5)))),
                right(
                        "window(sliding)",
                        (builder, scope) ->
                                builder.window(Window.sliding(Duration.ofMinutes(5), Duration.ofMinutes(1)))),
                wrong("no window", (builder, scope) -> {}, new Wrong("window", null)),
                wrong(
                        "window(updates)",
                        (builder, scope) -> builder.window(
                                Window.tumbling(Duration.ofMinutes(5)).withUpdatesEvery(Duration.ofSeconds(5))),
                        new Wrong("window.update-interval", "PT5S")));
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> rules() {
        return Arbitraries.of(
                right(
                        "rule(critical)",
                        (builder, scope) ->
                                builder.rule("errors", AlertRule.on("success").critical(Threshold.below(0.95)))),
                right(
                        "rule(all set)",
                        (builder, scope) -> builder.rule(
                                "errors",
                                AlertRule.on("success")
                                        .warning(Threshold.atMost(0.99))
                                        .critical(Threshold.below(0.95).clearAt(0.97))
                                        .forWindows(2, 3)
                                        .minimumSample(20)
                                        .noDataAfter(Duration.ofMinutes(15))
                                        .flapDamping(FlapDamping.of(3, Duration.ofHours(1)))
                                        .muted(MuteSchedule.daily(
                                                ZoneOffset.UTC, LocalTime.of(22, 0), LocalTime.of(2, 0)))
                                        .remindEvery(Duration.ofHours(1))
                                        .runbook("https://example.com/runbook")
                                        .description("Orders fail"))),
                wrong(
                        "rule(on what is none, without an end)",
                        (builder, scope) -> builder.rule(
                                "errors",
                                AlertRule.on("failure")
                                        .critical(Threshold.below(0.95))
                                        .forWindows(3, 2)),
                        new Wrong("rules.1.kpi", "failure"),
                        new Wrong("rules.1.windows.breached", "3")));
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> moreRules() {
        return Arbitraries.of(
                leftOut("more rules"),
                wrong(
                        "rule(of no name), rule(with a runbook that is none)",
                        (builder, scope) -> builder.rule(
                                        "a b", AlertRule.on("success").warning(Threshold.above(0)))
                                .rule(
                                        "silent",
                                        AlertRule.on("success")
                                                .noDataAfter(Duration.ofHours(1))
                                                .runbook("nowhere")),
                        new Wrong("rules.2.name", "a b"),
                        new Wrong("rules.3.runbook", "nowhere")));
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> lateEvents() {
        return Arbitraries.oneOf(
                Arbitraries.just(leftOut("late events")),
                Prefixes.below("late")
                        .map(prefix -> right(
                                "lateEventPrefix(" + prefix + ")",
                                (builder, scope) -> builder.lateEventPrefix(prefix))));
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> newRules() {
        return Arbitraries.oneOf(
                someNewRules(),
                Prefixes.below("rules")
                        .map(folder -> right(
                                "rulesFrom(new bucket below " + folder + ")",
                                (builder, scope) ->
                                        builder.rulesFrom(S3Bucket.newBucket("Rules"), folder + "/rules.json"))));
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> someNewRules() {
        return Arbitraries.of(
                leftOut("new rules"),
                right(
                        "rulesFrom(existing bucket)",
                        (builder, scope) -> builder.rulesFrom(
                                S3Bucket.of(Bucket.fromBucketName(scope, "Settings", "settings")), "rules.json")),
                right(
                        "rulesFrom(new bucket with a key)",
                        (builder, scope) -> builder.rulesFrom(
                                S3Bucket.newBucket("Rules").withEncryptionKey(new Key(scope, "RulesKey")),
                                "orders/rules.json",
                                Duration.ofSeconds(1))),
                right(
                        "rulesFrom(new stream, fan-out)",
                        (builder, scope) ->
                                builder.rulesFrom(KinesisSource.newStream().withEnhancedFanOut("rules"))),
                wrong(
                        "rulesFrom(no bucket, no key, every ms)",
                        (builder, scope) -> builder.rulesFrom(null, null, Duration.ofMillis(1)),
                        new Wrong("rules-source.bucket", null),
                        new Wrong("rules-source.object.key", null),
                        new Wrong("rules-source.poll-interval", "PT0.001S")),
                wrong(
                        "rulesFrom(stream of 0 shards)",
                        (builder, scope) -> builder.rulesFrom(
                                KinesisSource.in(KinesisStream.newStream().withShards(0))),
                        new Wrong("rules-source.stream.shards", "0")));
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> sinks() {
        return Arbitraries.of(
                leftOut("sink"),
                right("sink(topic), sink(bus), sink(table)", (builder, scope) -> builder.sink(SnsSink.newTopic())
                        .sink("bus", EventBridgeSink.newBus())
                        .sink("states", DynamoDbSink.newAlertTable())),
                wrong(
                        "sink(table without versions)",
                        (builder, scope) -> builder.sink(
                                DynamoDbSink.in(DynamoDbTable.newTable("rule").withSortKey("group"))),
                        new Wrong("sink.main.version", null)),
                wrong(
                        "sink(message of a field that is none)",
                        (builder, scope) -> builder.sink(SnsSink.newTopic().withMessage("{severity}")),
                        new Wrong("sink.main.message", "severity")));
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> readings() {
        return Arbitraries.of(
                leftOut("readings"),
                right(
                        "measurementsTo(bucket)",
                        (builder, scope) -> builder.measurementsTo("files", S3Sink.newBucket())),
                right(
                        "measurementsTo(table)",
                        (builder, scope) -> builder.measurementsTo("history", DynamoDbSink.newMeasurementTable())),
                wrong(
                        "measurementsTo(prefix with slashes)",
                        (builder, scope) -> builder.measurementsTo(
                                "files", S3Sink.newBucket().withPrefix("/readings/")),
                        new Wrong("sink.files.location.key", "/readings/")));
    }

    private static Arbitrary<Choice<KpiMonitor.Builder>> limits() {
        return Arbitraries.of(
                leftOut("limits"),
                right("forgetGroupsAfter(366 d), publishGroups(0)", (builder, scope) -> builder.forgetGroupsAfter(
                                Duration.ofDays(366))
                        .publishGroups(0)),
                wrong(
                        "forgetGroupsAfter(367 d), publishGroups(1001)",
                        (builder, scope) ->
                                builder.forgetGroupsAfter(Duration.ofDays(367)).publishGroups(1001),
                        new Wrong("groups.ttl", "PT8808H"),
                        new Wrong("groups.published", "1001")));
    }
}
