package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.connector.SinkBinding;
import io.github.managedflink.constructs.dynamodb.DynamoDbSinkBinding;
import io.github.managedflink.constructs.eventbridge.EventBridgeSinkBinding;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.BoundKinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSinkBinding;
import io.github.managedflink.constructs.kinesis.KinesisSourceBinding;
import io.github.managedflink.constructs.msk.MskClusterBinding;
import io.github.managedflink.constructs.msk.MskSinkBinding;
import io.github.managedflink.constructs.opensearch.OpenSearchSinkBinding;
import io.github.managedflink.constructs.s3.S3SinkBinding;
import io.github.managedflink.constructs.sns.BoundSnsSink;
import io.github.managedflink.constructs.sns.SnsSinkBinding;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.sink.DynamoDbSink;
import io.github.managedflink.model.sink.EventBridgeSink;
import io.github.managedflink.model.sink.KinesisSink;
import io.github.managedflink.model.sink.MskSink;
import io.github.managedflink.model.sink.OpenSearchSink;
import io.github.managedflink.model.sink.SnsSink;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.sns.Topic;

class KpiMonitorTest {
    private final Stack stack = CdkApps.stack();

    private KpiMonitor.Builder monitor() {
        return KpiMonitor.Builder.create(stack, "Api")
                .source(KinesisSourceBinding.newStream())
                .groupBy("endpoint")
                .kpi("success_rate", Kpi.share("status < 400"))
                .window(Window.tumbling(Duration.ofMinutes(5)))
                .rule("errors", AlertRule.on("success_rate").critical(Threshold.below(0.95)));
    }

    @Test
    void propertyGroupsAreTheMonitor() {
        KpiMonitor monitor =
                monitor().name("api").forgetGroupsAfter(Duration.ofDays(2)).build();

        assertThat(monitor.getSpec().toPropertyGroups())
                .hasEntrySatisfying("rules", rules -> assertThat(rules)
                        .containsEntry("1.name", "errors")
                        .containsEntry("1.critical.threshold", "0.95"))
                .hasEntrySatisfying("groups", groups -> assertThat(groups).containsEntry("ttl", "PT48H"))
                .hasEntrySatisfying("pipeline", pipeline -> assertThat(pipeline)
                        .containsEntry("type", "kpi-monitor")
                        .containsEntry("name", "api"));
    }

    @Test
    void alertsGoToAnEncryptedTopicOverTlsUnlessToldOtherwise() {
        KpiMonitor monitor = monitor().build();

        assertThat(monitor.getSinks()).containsOnlyKeys("alerts");
        Template template = Template.fromStack(stack);
        assertThat(Templates.only(template, "AWS::SNS::Topic").get("KmsMasterKeyId"))
                .asString()
                .contains("alias/aws/sns");
        assertThat(Templates.only(template, "AWS::SNS::TopicPolicy").toString())
                .contains("aws:SecureTransport=false", "Effect=Deny");
        assertThat(stack.resolve(monitor.getAlertTopic().getTopicArn()))
                .isEqualTo(stack.resolve(
                        monitor.getSink("alerts", BoundSnsSink.class).spec().topicArn()));
    }

    @Test
    void aSinkOfReadingsDoesNotReplaceTheTopic() {
        KpiMonitor monitor =
                monitor().readingsTo("history", S3SinkBinding.newBucket()).build();

        assertThat(monitor.getSinks()).containsOnlyKeys("history", "alerts");
        assertThat(monitor.getSpec().readingSinks()).containsExactly("history");
        Template.fromStack(stack).resourceCountIs("AWS::S3::Bucket", 1);
    }

    @Test
    void anotherSinkOfAlertsDoes() {
        KpiMonitor monitor =
                monitor().sink("events", EventBridgeSinkBinding.newBus()).build();

        assertThat(monitor.getSinks()).containsOnlyKeys("events");
        assertThatThrownBy(monitor::getAlertTopic)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("[events]");
    }

    @Test
    void messagesCanBeReadAndFiltered() {
        SnsSink sink = alertSink(SnsSinkBinding.newTopic().attribute("team", "kpi"), SnsSink.class);

        assertThat(sink.subject()).isEqualTo("{state}: {rule}");
        assertThat(sink.message()).isEqualTo("{text}");
        assertThat(sink.attributes())
                .containsOnlyKeys("id", "kind", "monitor", "rule", "group", "state", "previous_state", "team");
        assertThat(sink.messageGroup()).isNull();
    }

    @Test
    void whatTheUserSaysOfMessagesHolds() {
        SnsSink sink = alertSink(SnsSinkBinding.newTopic().subject("{group}").message(null), SnsSink.class);

        assertThat(sink.subject()).isEqualTo("{group}");
        assertThat(sink.message()).isNull();
    }

    @Test
    void aFifoTopicKeepsTheOrderAndLeavesOutWhatComesTwice() {
        Topic topic = Topic.Builder.create(stack, "Pager")
                .fifo(true)
                .topicName("pager.fifo")
                .build();

        SnsSink sink = alertSink(SnsSinkBinding.of(topic), SnsSink.class);

        assertThat(sink.messageGroup()).isEqualTo("rule");
        assertThat(sink.deduplicationId()).containsExactly("id");
    }

    @Test
    void eventsNameTheMonitor() {
        EventBridgeSink sink = alertSink(EventBridgeSinkBinding.newBus(), EventBridgeSink.class);

        assertThat(sink.source()).isEqualTo("managed-flink.api");
        assertThat(sink.detailType()).isEqualTo("KPI Alert");
    }

    @Test
    void theTableHasAnItemForEachRuleAndGroup() {
        DynamoDbSink sink = alertSink(DynamoDbSinkBinding.newAlertTable(), DynamoDbSink.class);

        assertThat(sink.version()).isEqualTo("version");
        assertThat(Templates.only(Template.fromStack(stack), "AWS::DynamoDB::Table"))
                .containsEntry(
                        "KeySchema",
                        List.of(
                                Map.of("AttributeName", "rule", "KeyType", "HASH"),
                                Map.of("AttributeName", "group", "KeyType", "RANGE")));
    }

    @Test
    void streamsAndTopicsKeepTheOrderOfARuleAndGroup() {
        MskClusterBinding cluster = MskClusterBinding.fromBootstrapServers("broker:9094");

        assertThat(alertSink(KinesisSinkBinding.newStream("Alerts"), KinesisSink.class)
                        .partitionKey())
                .containsExactly("rule", "group");
        assertThat(alertSink(MskSinkBinding.of(cluster, "alerts"), MskSink.class)
                        .keys())
                .containsExactly("rule", "group");
        assertThat(alertSink(MskSinkBinding.of(cluster, "alerts").keyBy("group"), MskSink.class)
                        .keys())
                .containsExactly("group");
    }

    @Test
    void aDocumentOfOpenSearchHasTheIdOfTheEvent() {
        assertThat(alertSink(OpenSearchSinkBinding.newDomain(), OpenSearchSink.class)
                        .documentId())
                .containsExactly("id");
    }

    @Test
    void sinksOfReadingsKeepTheirOwnSettings() {
        KpiMonitor monitor = monitor()
                .readingsTo("readings", KinesisSinkBinding.newStream("Readings"))
                .build();

        assertThat(monitor.getSink("readings", BoundKinesisSink.class).spec().partitionKey())
                .isEmpty();
    }

    @Test
    void dashboardsFindTheValueOfAGroup() {
        KpiMonitor monitor = monitor().build();

        Metric metric = monitor.metricKpi("success_rate", "a|b\\c");

        assertThat(metric.getNamespace()).isEqualTo("AWS/KinesisAnalytics");
        assertThat(metric.getMetricName()).isEqualTo("kpiValue");
        assertThat(metric.getStatistic()).isEqualTo("Average");
        assertThat(metric.getDimensions())
                .isEqualTo(Map.of(
                        "Application",
                        monitor.getApplication().getApplicationName(),
                        "Kpi",
                        "success_rate",
                        "Group",
                        "a\\|b\\\\c"));
    }

    @Test
    void aValueThatThereIsNotIsRefused() {
        KpiMonitor monitor = monitor().build();

        assertThatThrownBy(() -> monitor.metricKpi("latency", "checkout"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("latency", "[success_rate]");
        assertThatThrownBy(() -> monitor.metricKpi("success_rate"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("groupValues = 0", "[endpoint]");
    }

    @Test
    void allFaultsComeInOneMessage() {
        assertThatThrownBy(() -> KpiMonitor.Builder.create(stack, "Api")
                        .groupBy("endpoint")
                        .kpi("events", Kpi.share("status <"))
                        .window(Window.session(Duration.ofMinutes(5)))
                        .rule("errors", AlertRule.on("success_rate").critical(Threshold.below(Double.NaN)))
                        .rulesFrom(null, "rules/*.json", Duration.ofMillis(1))
                        .readingsTo("main", SnsSinkBinding.newTopic("AlertTopic"))
                        .sink("state", DynamoDbSinkBinding.newTable("rule"))
                        .forgetGroupsAfter(Duration.ZERO)
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "KpiMonitor",
                        "source: is required",
                        "kpis.1.name = \"events\"",
                        "kpis.1.numerator = \"status <\"",
                        "window.type = \"session\"",
                        "rules.1.kpi = \"success_rate\"",
                        "rules.1.critical.threshold = \"NaN\"",
                        "rules-source.bucket: is required",
                        "rules-source.object.key = \"rules/*.json\"",
                        "rules-source.poll-interval = \"PT0.001S\"",
                        "sink.state.partition-key.field = \"rule\": does not identify",
                        "groups.ttl = \"PT0S\"");
    }

    private <T> T alertSink(SinkBinding binding, Class<T> kind) {
        KpiMonitor monitor = KpiMonitor.Builder.create(
                        stack, "Api" + stack.getNode().getChildren().size())
                .source(KinesisSourceBinding.newStream())
                .name("api")
                .kpi("requests", Kpi.ratePerSecond())
                .window(Window.tumbling(Duration.ofMinutes(5)))
                .rule("load", AlertRule.on("requests").critical(Threshold.above(100)))
                .sink("out", binding)
                .build();
        return kind.cast(monitor.getSpec().sinks().get("out"));
    }
}
