package io.github.managedflink.jobs.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.kpi.alert.MonitorLayout;
import io.github.managedflink.jobs.window.FixedPanes;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.RulesSource;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.core.fs.CloseableRegistry;
import org.apache.flink.runtime.state.DefaultOperatorStateBackendBuilder;
import org.apache.flink.runtime.state.OperatorStateBackend;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CurrentRulesTest {
    private static final Map<String, String> DOCUMENT = Map.of(
            "revision", "2",
            "rules.1.name", "strict",
            "rules.1.kpi", "success",
            "rules.1.warning.comparator", "below",
            "rules.1.warning.threshold", "0.99");
    private static final MonitorLayout LAYOUT =
            new MonitorLayout("web", List.of("success"), new double[] {Double.NaN}, new FixedPanes(10, 10), 1_000);

    private OperatorStateBackend state;

    @BeforeEach
    void create() throws Exception {
        state = new DefaultOperatorStateBackendBuilder(
                        getClass().getClassLoader(), new ExecutionConfig(), false, List.of(), new CloseableRegistry())
                .build();
    }

    @AfterEach
    void close() throws Exception {
        state.dispose();
        state.close();
    }

    private static KpiMonitorSpec.Builder monitor() {
        return KpiMonitorSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/requests")
                        .build())
                .eventTime(EventTime.arrival())
                .groupBy("region")
                .kpi("success", Kpi.share("ok"))
                .window(Window.tumbling(Duration.ofSeconds(10)))
                .rulesFrom(RulesSource.s3Object(S3Location.of("bucket", "rules.json")))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("bucket", "main"))
                        .build())
                .deadLetters(S3Location.of("bucket", "dead-letters"))
                .lateEvents(S3Location.of("bucket", "late-events"));
    }

    private CurrentRules start(KpiMonitorSpec.Builder spec) throws Exception {
        CurrentRules rules = new CurrentRules(state, spec.build(), LAYOUT);
        rules.restore();
        return rules;
    }

    @Test
    void aDocumentThatIsInForceChangesNothing() throws Exception {
        assertThat(start(monitor()).replaceBy(DOCUMENT)).isPresent();

        CurrentRules restarted = start(monitor());

        assertThat(restarted.replaceBy(DOCUMENT)).isEmpty();
    }

    @Test
    void aDocumentThatSaysWhatWasDeployedHoldsOverTheNextDeployment() throws Exception {
        Map<String, String> deployed = Map.of(
                "rules.1.name", "low",
                "rules.1.kpi", "success",
                "rules.1.critical.comparator", "below",
                "rules.1.critical.threshold", "0.9");
        AlertRule low = AlertRule.on("success").critical(Threshold.below(0.9));
        assertThat(start(monitor().rule("low", low)).replaceBy(deployed)).isEmpty();

        CurrentRules restarted =
                start(monitor().rule("low", AlertRule.on("success").critical(Threshold.below(0.5))));

        assertThat(restarted.replaceBy(deployed)).as("still in force").isEmpty();
    }
}
