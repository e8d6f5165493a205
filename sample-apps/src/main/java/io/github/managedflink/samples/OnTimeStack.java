package io.github.managedflink.samples;

import io.github.managedflink.constructs.KpiMonitor;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.MuteSchedule;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.window.GroupField;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * How punctual the flights of the ten largest airports are, with alerts when too many of a day leave late or none is
 * seen at all. The flights' times are those on the clocks of their airports, and are taken as they are written. A
 * second monitor looks at all flights of each second as they arrive.
 */
public final class OnTimeStack extends Stack {
    /** As airlines and authorities count: a flight is late from a quarter of an hour on. */
    private static final String ON_TIME = "delay < 15";

    private static final String LARGEST =
            "origin in ['ATL', 'DEN', 'DFW', 'DTW', 'LAS', 'LAX', 'MSP', 'ORD', 'PHX', 'STL']";

    private final KpiMonitor punctuality;
    private final KpiMonitor live;

    /** The stack. */
    public OnTimeStack(Construct scope, String id) {
        super(scope, id);

        punctuality = KpiMonitor.Builder.create(this, "Punctuality")
                .description("Alerts when too many flights of an airport leave late")
                .name("punctuality")
                .source(KinesisSource.newStream())
                .eventTime(EventTime.field("date", TimestampFormat.pattern("yyyy/MM/dd HH:mm", "UTC"))
                        .withMaxOutOfOrderness(Duration.ofHours(1)))
                .filter(LARGEST)
                .groupBy(GroupField.of("origin").as("airport"))
                .kpi("on_time", Kpi.share(ON_TIME))
                .kpi("departures", Kpi.of(Metric.count()))
                .kpi("p95_delay", Kpi.of(Metric.percentile("delay", 95)))
                .window(Window.sliding(Duration.ofHours(24), Duration.ofHours(6)))
                .rule(
                        "late-flights",
                        AlertRule.on("on_time")
                                .warning(Threshold.below(0.5).clearAt(0.75))
                                .critical(Threshold.below(0.3).clearAt(0.5))
                                .forWindows(3, 4)
                                .minimumSample(8)
                                .noDataAfter(Duration.ofHours(26))
                                .muted(MuteSchedule.daily(ZoneOffset.UTC, LocalTime.of(22, 0), LocalTime.of(5, 0)))
                                .remindEvery(Duration.ofDays(2))
                                .description("Too many flights of the last 24 hours left 15 minutes late or more.")
                                .runbook("https://example.com/runbooks/late-flights"))
                .sink("alerts", SnsSink.newTopic())
                .sink("events", EventBridgeSink.newBus())
                .sink("states", DynamoDbSink.newAlertTable())
                .measurementsTo("readings", S3Sink.newBucket())
                .build();

        live = KpiMonitor.Builder.create(this, "Live")
                .description("Alerts within seconds when too many flights are late")
                .name("live")
                .source(KinesisSource.newStream())
                .eventTime(
                        EventTime.arrival().withMaxOutOfOrderness(Duration.ZERO).withIdleTimeout(Duration.ofSeconds(1)))
                .kpi("on_time", Kpi.share(ON_TIME))
                .window(Window.tumbling(Duration.ofSeconds(1)))
                .rule("late-flights", AlertRule.on("on_time").warning(Threshold.below(0.77)))
                // The whole event as JSON, for programs rather than people.
                .sink("alerts", SnsSink.newTopic().withMessage(null))
                .build();
    }

    /** The monitor of airports and days. */
    public KpiMonitor getPunctuality() {
        return punctuality;
    }

    /** The monitor of all flights and seconds. */
    public KpiMonitor getLive() {
        return live;
    }
}
