package io.github.managedflink.test.chaos;

import static io.github.managedflink.model.etl.EtlSteps.deduplicate;
import static io.github.managedflink.model.etl.EtlSteps.derive;
import static io.github.managedflink.model.etl.EtlSteps.filter;
import static io.github.managedflink.model.etl.EtlSteps.route;

import io.github.managedflink.constructs.KpiMonitor;
import io.github.managedflink.constructs.MetricsLeaderboard;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.application.KpuScaling;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.msk.MskClientAuthentication;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSource;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.time.Duration;
import software.constructs.Construct;

/** The stack of a scenario. */
final class ChaosStack {
    /** The stream or topic of the events. */
    static final String EVENTS = "events";

    static final String APPLICATION = "chaos";

    /** What passes the pipelines' filter, as {@link Event#passesFilter} says it. */
    private static final String FILTER = "n % 7 != 3";

    private static final Duration SEEN = Duration.ofDays(1);
    private static final Checkpointing EVERY_SECOND =
            Checkpointing.every(Duration.ofSeconds(1)).withMinPause(Duration.ZERO);

    private final Scenario scenario;
    private final MskCluster cluster = MskCluster.fromBootstrapServers("kafka.example.com:9092")
            .withAuthentication(MskClientAuthentication.plaintext());

    private ChaosStack(Scenario scenario) {
        this.scenario = scenario;
    }

    static SynthesizedStack of(Scenario scenario) {
        ChaosStack stack = new ChaosStack(scenario);
        return SynthesizedStack.inRegion(FeatureFlags.NONE, stack::addPipeline);
    }

    private void addPipeline(Construct scope) {
        switch (scenario.pipeline()) {
            case ETL -> addEtl(scope);
            case LEADERBOARD -> addLeaderboard(scope);
            case MONITOR -> addMonitor(scope);
        }
    }

    private PipelineSource source() {
        KinesisSource stream = KinesisSource.in(
                KinesisStream.newStream().withStreamName(EVENTS).withShards(scenario.shards()));
        return switch (scenario.source()) {
            case KINESIS_POLLING -> stream;
            case KINESIS_FAN_OUT -> stream.withEnhancedFanOut("chaos");
            case MSK -> MskSource.of(cluster, EVENTS).withGroupId("chaos");
        };
    }

    private static EventTime eventTime() {
        return EventTime.field("at", TimestampFormat.iso8601()).withMaxOutOfOrderness(Event.MAX_OUT_OF_ORDERNESS);
    }

    private void addEtl(Construct scope) {
        StreamingEtlApp.Builder app = StreamingEtlApp.Builder.create(scope, "App")
                .applicationName(APPLICATION)
                .source(source())
                .scaling(KpuScaling.fixed(scenario.parallelism()))
                .checkpointing(EVERY_SECOND)
                .steps(filter(FILTER), derive("id", "key + '/' + string(n)"));
        if (scenario.deduplicated()) {
            app.steps(deduplicate(SEEN, "id"));
        }
        app.defaultSink(ChaosSink.S3.sinkName());
        for (ChaosSink sink : scenario.sinks()) {
            app.sink(sink.sinkName(), sink.binding(cluster));
            if (sink != ChaosSink.S3) {
                app.steps(route("true", sink.sinkName()).copying());
            }
        }
        app.build();
    }

    private void addLeaderboard(Construct scope) {
        MetricsLeaderboard.Builder app = MetricsLeaderboard.Builder.create(scope, "App")
                .applicationName(APPLICATION)
                .source(source())
                .scaling(KpuScaling.fixed(scenario.parallelism()))
                .checkpointing(EVERY_SECOND)
                .eventTime(eventTime())
                .filter(FILTER)
                .groupBy("key")
                .metric("events", Metric.count())
                .metric("total", Metric.sum("n"))
                .window(Window.tumbling(Event.WINDOW))
                .sink(ChaosSink.S3.sinkName(), ChaosSink.S3.binding(cluster))
                .sink(ChaosSink.DYNAMODB.sinkName(), DynamoDbSink.newMetricsTable());
        if (scenario.deduplicated()) {
            app.deduplicateBy(SEEN, "n");
        }
        app.build();
    }

    private void addMonitor(Construct scope) {
        KpiMonitor.Builder app = KpiMonitor.Builder.create(scope, "App")
                .applicationName(APPLICATION)
                .source(source())
                .scaling(KpuScaling.fixed(scenario.parallelism()))
                .checkpointing(EVERY_SECOND)
                .eventTime(eventTime())
                .filter(FILTER)
                .groupBy("key")
                .kpi("even", Kpi.share("n % 2 == 0"))
                .window(Window.sliding(ExpectedAlerts.SIZE, ExpectedAlerts.SLIDE))
                .rule(
                        "few-even",
                        AlertRule.on("even")
                                .warning(Threshold.below(ExpectedAlerts.LEAST_SHARE))
                                .noDataAfter(ExpectedAlerts.NO_DATA_AFTER)
                                .remindEvery(ExpectedAlerts.REMIND_EVERY))
                .sink(ChaosSink.S3.sinkName(), ChaosSink.S3.binding(cluster))
                .sink(ChaosSink.DYNAMODB.sinkName(), DynamoDbSink.newAlertTable());
        if (scenario.deduplicated()) {
            app.deduplicateBy(SEEN, "n");
        }
        app.build();
    }
}
