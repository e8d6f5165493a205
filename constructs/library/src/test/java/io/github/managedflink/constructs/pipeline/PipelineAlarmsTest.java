package io.github.managedflink.constructs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.KpiMonitor;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.MetricsLevel;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.sns.Topic;

class PipelineAlarmsTest {
    private static final Map<Object, String> OPERATORS =
            Map.of("GreaterThanThreshold", " > ", "LessThanThreshold", " < ");

    private final Stack stack = CdkApps.stack();

    @Test
    void standardAlarmsWatchWhatCallsForAttention() {
        pipeline().build();

        assertThat(alarms())
                .containsOnlyKeys(
                        "DIFF(count) of AWS/KinesisAnalytics fullRestarts Maximum over 300 s > 0 in 1",
                        "DIFF(count) of AWS/KinesisAnalytics numberOfFailedCheckpoints Maximum over 300 s > 0 in 1",
                        "DIFF(count) of AWS/KinesisAnalytics recordsRejected Maximum over 300 s > 0 in 1",
                        "AWS/Kinesis GetRecords.IteratorAgeMilliseconds Maximum over 60 s > 300000 in 5")
                .allSatisfy((metric, alarm) -> assertThat(alarm)
                        .containsEntry("TreatMissingData", "notBreaching")
                        .doesNotContainKey("AlarmActions"));
    }

    @Test
    void fanOutLagIsThatOfTheConsumer() {
        pipeline()
                .source(KinesisSource.newStream().withEnhancedFanOut("etl"))
                .alarms(PipelineAlarms.standard().withLagAbove(Duration.ofSeconds(30)))
                .build();

        Map<String, Object> alarm =
                alarms().get("AWS/Kinesis SubscribeToShardEvent.MillisBehindLatest Maximum over 60 s > 30000 in 5");
        assertThat(alarm.get("Dimensions").toString()).contains("ConsumerName, Value=etl", "StreamName");
    }

    @Test
    void whatASinksServiceRefusesIsWatchedToo() {
        pipeline().sink("topic", SnsSink.newTopic()).build();

        assertThat(alarms())
                .hasSize(5)
                .containsKey("DIFF(count) of AWS/KinesisAnalytics recordsRejectedBySink Maximum over 300 s > 0 in 1");
    }

    @Test
    void everyAlarmTakesTheAction() {
        pipeline()
                .alarms(PipelineAlarms.standard().withAction(new SnsAction(new Topic(stack, "Topic"))))
                .build();

        assertThat(alarms().values()).hasSize(4).allSatisfy(alarm -> assertThat(alarm.get("AlarmActions"))
                .asString()
                .contains("Topic"));
    }

    @Test
    void ofAStoppedPipelineSilenceIsTheAlarm() {
        pipeline().alarms(PipelineAlarms.standard().withAlarmWhenDown(true)).build();

        assertThat(alarms().get("AWS/KinesisAnalytics uptime Maximum over 60 s < 60000 in 5"))
                .containsEntry("TreatMissingData", "breaching");
    }

    @Test
    void aMonitorIsWatchedUnlessToldOtherwise() {
        KpiMonitor.Builder monitor = KpiMonitor.Builder.create(stack, "Api")
                .source(KinesisSource.newStream())
                .kpi("requests", Kpi.ratePerSecond())
                .window(Window.tumbling(Duration.ofMinutes(5)))
                .rule("load", AlertRule.on("requests").critical(Threshold.above(100)));

        assertThat(monitor.build().getAlarms())
                .containsOnlyKeys(
                        "Restarts", "FailedCheckpoints", "Lag", "Down", "DeadLetters", "RefusedRecords", "LateEvents");
    }

    @Test
    void alarmsCanBeLeftOut() {
        pipeline().alarms(PipelineAlarms.none()).build();

        assertThat(alarms()).isEmpty();
    }

    @Test
    void finerMetricsHideTheJobsCountsAndSaySo() {
        StreamingEtlApp pipeline =
                pipeline().metricsLevel(MetricsLevel.OPERATOR).build();

        assertThat(pipeline.getAlarms()).containsOnlyKeys("Restarts", "FailedCheckpoints", "Lag");
        Annotations.fromStack(stack)
                .hasWarning("/Test/Orders", Match.stringLikeRegexp(".*no alarm on rejected records.*"));
    }

    private StreamingEtlApp.Builder pipeline() {
        return StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.newStream())
                .sink(S3Sink.newBucket());
    }

    private Map<String, Map<String, Object>> alarms() {
        return Template.fromStack(stack).findResources("AWS::CloudWatch::Alarm").values().stream()
                .map(resource -> Templates.map(resource, "Properties"))
                .collect(Collectors.toMap(PipelineAlarmsTest::describe, alarm -> alarm));
    }

    private static String describe(Map<String, Object> alarm) {
        String condition = OPERATORS.get(alarm.get("ComparisonOperator")) + alarm.get("Threshold") + " in "
                + alarm.get("EvaluationPeriods");
        if (!alarm.containsKey("Metrics")) {
            return alarm.get("Namespace") + " " + alarm.get("MetricName") + " " + alarm.get("Statistic") + " over "
                    + alarm.get("Period") + " s" + condition;
        }
        List<?> metrics = Templates.list(alarm, "Metrics");
        Map<String, Object> metric = Templates.map(metrics.get(1), "MetricStat");
        return Templates.map(metrics.get(0)).get("Expression") + " of "
                + Templates.map(metric, "Metric").get("Namespace") + " "
                + Templates.map(metric, "Metric").get("MetricName") + " " + metric.get("Stat") + " over "
                + metric.get("Period") + " s" + condition;
    }
}
