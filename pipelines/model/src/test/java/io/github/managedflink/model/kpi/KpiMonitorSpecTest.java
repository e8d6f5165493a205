package io.github.managedflink.model.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.model.PipelineKind;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.sink.DynamoDbKey;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import io.github.managedflink.model.sink.SnsSinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KpiMonitorSpecTest {
    private static final Window WINDOW = Window.sliding(Duration.ofMinutes(5), Duration.ofMinutes(1));

    private static KpiMonitorSpec.Builder valid() {
        return KpiMonitorSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/requests")
                        .build())
                .groupBy("path")
                .kpi("success", Kpi.share("status < 400"))
                .window(WINDOW)
                .rule("errors", AlertRule.on("success").critical(Threshold.below(0.95)))
                .sink(SnsSinkSpec.builder()
                        .topicArn("arn:aws:sns:eu-west-1:111122223333:alerts")
                        .build())
                .deadLetters(S3Location.of("rejects", "dead"))
                .lateEvents(S3Location.of("rejects", "late"));
    }

    @Test
    void whatIsWrittenReadsBackEqual() {
        KpiMonitorSpec spec = valid().kpi("clicks", Kpi.ratio("type == 'click'", "type == 'view'"))
                .kpi("rate", Kpi.ratePerSecond("status >= 500").changeFromPreviousWindow())
                .kpi("p99", Kpi.of(Metric.percentile("latency", 99)).changeFrom(Duration.ofDays(7)))
                .rule("slow", AlertRule.on("p99").warning(Threshold.above(0.2)))
                .rulesFrom(RulesSource.s3Object(S3Location.of("config", "rules.json"))
                        .withPollInterval(Duration.ofSeconds(10)))
                .forgetGroupsAfter(Duration.ofDays(1))
                .publishGroups(0)
                .filter("path != '/health'")
                .deduplicateBy(Duration.ofHours(1), "id")
                .measurementsTo("table")
                .sink("table", table("group", "window_end", null))
                .build();
        Map<String, Map<String, String>> groups = spec.toPropertyGroups();

        KpiMonitorSpec read = KpiMonitorSpec.fromPropertyGroups(groups);

        assertThat(read).usingRecursiveComparison().isEqualTo(spec);
        assertThat(read.toPropertyGroups()).isEqualTo(groups);
        assertThat(PipelineKind.in(groups)).contains(PipelineKind.KPI_MONITOR);
    }

    @Test
    void aRatioMayBeAbove1AndAChangeOfAShareAnything() {
        assertThatCode(() -> valid().kpi("clicks", Kpi.ratio("a", "b"))
                        .kpi("trend", Kpi.share("ok").changeFromPreviousWindow())
                        .rule("x", AlertRule.on("clicks").warning(Threshold.above(2)))
                        .rule("y", AlertRule.on("trend").warning(Threshold.below(-0.2)))
                        .rule(
                                "z",
                                AlertRule.on("success")
                                        .warning(Threshold.below(0.9).clearAt(1)))
                        .build())
                .doesNotThrowAnyException();
    }

    static DynamoDbSinkSpec table(String partitionKey, String sortKey, String version) {
        return DynamoDbSinkSpec.builder()
                .tableArn("arn:aws:dynamodb:eu-west-1:111122223333:table/states")
                .partitionKey(DynamoDbKey.string(partitionKey))
                .sortKey(DynamoDbKey.string(sortKey))
                .version(version)
                .build();
    }

    static Arguments fault(String message, Consumer<KpiMonitorSpec.Builder> change) {
        return Arguments.of(message, change);
    }

    static java.util.stream.Stream<Arguments> violations() {
        return java.util.stream.Stream.of(
                fault("pipeline.name = \"a|b\": is no name for a monitor", spec -> spec.name("a|b")),
                fault("kpis.2.name = \"state name\": is no name", spec -> spec.kpi("state name", Kpi.ratePerSecond())),
                fault("kpis.2.name = \"path\": is the name of a group", spec -> spec.kpi("path", Kpi.ratePerSecond())),
                fault(
                        "kpis.2.name = \"success\": is the name of two KPIs. Rename one of them.",
                        spec -> spec.kpi("success", Kpi.ratePerSecond())),
                fault(
                        "rules.2.name = \"errors\": is the name of two rules. Rename one of them.",
                        spec -> spec.rule("errors", AlertRule.on("success").critical(Threshold.below(1)))),
                fault("kpis.2.numerator = \"status <\": ", spec -> spec.kpi("x", Kpi.share("status <"))),
                fault(
                        "kpis.2.earlier = \"PT1M30S\": must be a multiple of",
                        spec -> spec.kpi("x", Kpi.ratePerSecond().changeFrom(Duration.ofSeconds(90)))),
                fault(
                        "kpis.2.earlier = \"PT240H\": must be between",
                        spec -> spec.kpi("x", Kpi.ratePerSecond().changeFrom(Duration.ofDays(10)))),
                fault(
                        "rules.2.warning.threshold = \"95.0\": is reached by every value: a share lies between 0 and 1. For 95 % write 0.95.",
                        spec -> spec.rule("x", AlertRule.on("success").warning(Threshold.below(95)))),
                fault(
                        "rules.2.critical.threshold = \"99.9\": is out of reach: a share lies between 0 and 1. For 99.9 % write"
                                + " 0.999.",
                        spec -> spec.rule("x", AlertRule.on("success").critical(Threshold.above(99.9)))),
                fault(
                        "rules.2.critical.threshold = \"1.0\": is out of reach: a share lies between 0 and 1. Write atLeast(1).",
                        spec -> spec.rule("x", AlertRule.on("success").critical(Threshold.above(1)))),
                fault(
                        "rules.2.critical.threshold = \"0.0\": is out of reach: a share lies between 0 and 1. Write atMost(0).",
                        spec -> spec.rule("x", AlertRule.on("success").critical(Threshold.below(0)))),
                fault(
                        "rules.2.critical.threshold = \"0.0\": is reached by every value: a share lies between 0 and 1. Write"
                                + " above(0).",
                        spec -> spec.rule("x", AlertRule.on("success").critical(Threshold.atLeast(0)))),
                fault(
                        "rules.2.critical.threshold = \"1.0\": is reached by every value: a share lies between 0 and 1. Write"
                                + " below(1).",
                        spec -> spec.rule("x", AlertRule.on("success").critical(Threshold.atMost(1)))),
                fault(
                        "rules.2.critical.threshold = \"0.0\": is reached by every value: a ratio is never negative. Write"
                                + " above(0).",
                        spec -> spec.kpi("clicks", Kpi.ratio("a", "b"))
                                .rule("x", AlertRule.on("clicks").critical(Threshold.atLeast(0)))),
                fault(
                        "rules.2.critical.threshold = \"-1.0\": is reached by every value: a ratio is never negative.",
                        spec -> spec.kpi("clicks", Kpi.ratio("a", "b"))
                                .rule("x", AlertRule.on("clicks").critical(Threshold.above(-1)))),
                fault(
                        "rules.2.critical.clear = \"1.2\": is out of reach: a share lies between 0 and 1.",
                        spec -> spec.rule(
                                "x",
                                AlertRule.on("success")
                                        .critical(Threshold.below(0.95).clearAt(1.2)))),
                fault(
                        "rules.2.critical.clear = \"0.0\": is out of reach: a share lies between 0 and 1.",
                        spec -> spec.rule(
                                "x",
                                AlertRule.on("success")
                                        .critical(Threshold.atLeast(0.5).clearAt(0)))),
                fault(
                        "rules.2.critical.threshold = \"Infinity\": must be a finite number",
                        spec -> spec.rule(
                                "x", AlertRule.on("success").critical(Threshold.below(Double.POSITIVE_INFINITY)))),
                fault(
                        "rules.2.warning.threshold = \"-0.5\": is out of reach: a ratio is never negative.",
                        spec -> spec.kpi("clicks", Kpi.ratio("a", "b"))
                                .rule("x", AlertRule.on("clicks").warning(Threshold.below(-0.5)))),
                fault("kpis.2.metric.field", spec -> spec.kpi("x", Kpi.of(Metric.sum("")))),
                fault("window.type = \"session\"", spec -> spec.window(Window.session(Duration.ofMinutes(1)))),
                fault(
                        "window.update-interval = \"PT5S\": is for leaderboards",
                        spec -> spec.window(
                                Window.tumbling(Duration.ofMinutes(5)).withUpdatesEvery(Duration.ofSeconds(5)))),
                fault(
                        "window.allowed-lateness = \"PT5S\": would change windows",
                        spec -> spec.window(WINDOW.withAllowedLateness(Duration.ofSeconds(5)))),
                fault(
                        "rules.2.kpi = \"errors\"",
                        spec -> spec.rule("more", AlertRule.on("errors").critical(Threshold.below(1)))),
                fault("readings.sink.1 = \"values\": is no sink", spec -> spec.measurementsTo("values")),
                fault("readings.sink = \"main\": are all sinks", spec -> spec.measurementsTo("main")),
                fault("groups.ttl = \"PT1S\"", spec -> spec.forgetGroupsAfter(Duration.ofSeconds(1))),
                fault("groups.published = \"-1\": must be between 0 and 1000", spec -> spec.publishGroups(-1)),
                fault(
                        "rules-source.object.key: is required",
                        spec -> spec.rulesFrom(RulesSource.s3Object(S3Location.of("config", "")))),
                fault(
                        "sink.table.partition-key.field = \"rule, kpi\": does not identify the state of a rule in a group",
                        spec -> spec.sink("table", table("rule", "kpi", "version"))),
                fault(
                        "sink.table.version = \"value\": must be version",
                        spec -> spec.sink("table", table("rule", "path", "value"))),
                fault(
                        "sink.table.partition-key.field = \"group, events\": does not identify a measurement",
                        spec -> spec.sink("table", table("group", "events", "version"))
                                .measurementsTo("table")));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void refuses(String message, Consumer<KpiMonitorSpec.Builder> change) {
        KpiMonitorSpec.Builder builder = valid();
        change.accept(builder);

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidSpecException.class)
                .hasMessageContaining(message);
    }

    @Test
    void wantsRulesUnlessTheyComeLater() {
        KpiMonitorSpec.Builder none = KpiMonitorSpec.builder().kpi("rate", Kpi.ratePerSecond());

        assertThatThrownBy(none::build).hasMessageContaining("rules: are required; add one, or say with rulesFrom");
    }

    @Test
    void everyGroupHasATextOfItsOwnThatIsNotEmpty() {
        assertThat(AlertEvent.groupText()).isEqualTo("*");
        assertThat(AlertEvent.groupText("eu")).isEqualTo("eu");
        assertThat(AlertEvent.groupText("a|b", "")).isEqualTo("a\\|b|");
        assertThat(AlertEvent.groupText("")).isEqualTo("\"\"");
        assertThat(AlertEvent.groupText("\"\"")).isEqualTo("\\\"\"");
    }
}
