package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSinkConfig;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsSinkConfig;
import io.github.managedflink.constructs.sns.SnsTopic;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.sink.DynamoDbSinkSpec;
import io.github.managedflink.model.sink.EventBridgeSinkSpec;
import io.github.managedflink.model.sink.KinesisSinkSpec;
import io.github.managedflink.model.sink.MskSinkSpec;
import io.github.managedflink.model.sink.OpenSearchSinkSpec;
import io.github.managedflink.model.sink.SnsSinkSpec;
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
                .source(KinesisSource.newStream())
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
                        monitor.getSink("alerts", SnsSinkConfig.class).spec().topicArn()));
    }

    @Test
    void aSinkOfMeasurementsDoesNotReplaceTheTopic() {
        KpiMonitor monitor =
                monitor().measurementsTo("history", S3Sink.newBucket()).build();

        assertThat(monitor.getSinks()).containsOnlyKeys("history", "alerts");
        assertThat(monitor.getSpec().measurementSinks()).containsExactly("history");
        Template.fromStack(stack).resourceCountIs("AWS::S3::Bucket", 1);
    }

    @Test
    void anotherSinkOfAlertsDoes() {
        KpiMonitor monitor = monitor().sink("events", EventBridgeSink.newBus()).build();

        assertThat(monitor.getSinks()).containsOnlyKeys("events");
        assertThatThrownBy(monitor::getAlertTopic)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("[events]");
    }

    @Test
    void messagesCanBeReadAndFiltered() {
        SnsSinkSpec sink = alertSink(SnsSink.newTopic().withAttribute("team", "kpi"), SnsSinkSpec.class);

        assertThat(sink.subject()).isEqualTo("{state}: {rule}");
        assertThat(sink.message()).isEqualTo("{text}");
        assertThat(sink.attributes())
                .containsOnlyKeys("id", "kind", "monitor", "rule", "group", "state", "previous_state", "team");
        assertThat(sink.messageGroup()).isNull();
    }

    @Test
    void whatTheUserSaysOfMessagesHolds() {
        SnsSinkSpec sink = alertSink(SnsSink.newTopic().withSubject("{group}").withMessage(null), SnsSinkSpec.class);

        assertThat(sink.subject()).isEqualTo("{group}");
        assertThat(sink.message()).isNull();
    }

    @Test
    void aFifoTopicKeepsTheOrderAndLeavesOutWhatComesTwice() {
        Topic topic = Topic.Builder.create(stack, "Pager")
                .fifo(true)
                .topicName("pager.fifo")
                .build();

        SnsSinkSpec sink = alertSink(SnsSink.of(topic), SnsSinkSpec.class);

        assertThat(sink.messageGroup()).isEqualTo("rule");
        assertThat(sink.deduplicationId()).containsExactly("id");
    }

    @Test
    void aNewFifoTopicDoesSoToo() {
        SnsSinkSpec sink = alertSink(SnsSink.in(SnsTopic.newTopic().withFifo()), SnsSinkSpec.class);

        assertThat(sink.messageGroup()).isEqualTo("rule");
        assertThat(sink.deduplicationId()).containsExactly("id");
    }

    @Test
    void eventsNameTheMonitor() {
        EventBridgeSinkSpec sink = alertSink(EventBridgeSink.newBus(), EventBridgeSinkSpec.class);

        assertThat(sink.source()).isEqualTo("managed-flink.api");
        assertThat(sink.detailType()).isEqualTo("KPI Alert");
    }

    @Test
    void theTableHasAnItemForEachRuleAndGroup() {
        DynamoDbSinkSpec sink = alertSink(DynamoDbSink.newAlertTable(), DynamoDbSinkSpec.class);

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
        MskCluster cluster = MskCluster.fromBootstrapServers("broker:9094");

        assertThat(alertSink(KinesisSink.newStream("Alerts"), KinesisSinkSpec.class)
                        .partitionKey())
                .containsExactly("rule", "group");
        assertThat(alertSink(MskSink.of(cluster, "alerts"), MskSinkSpec.class).keys())
                .containsExactly("rule", "group");
        assertThat(alertSink(MskSink.of(cluster, "alerts").withKey("group"), MskSinkSpec.class)
                        .keys())
                .containsExactly("group");
    }

    @Test
    void aDocumentOfOpenSearchHasTheIdOfTheEvent() {
        assertThat(alertSink(OpenSearchSink.newDomain(), OpenSearchSinkSpec.class)
                        .documentId())
                .containsExactly("id");
    }

    @Test
    void sinksOfMeasurementsKeepTheirOwnSettings() {
        KpiMonitor monitor = monitor()
                .measurementsTo("readings", KinesisSink.newStream("Readings"))
                .build();

        assertThat(monitor.getSink("readings", KinesisSinkConfig.class).spec().partitionKey())
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
                        .measurementsTo("main", SnsSink.newTopic("AlertTopic"))
                        .sink("state", DynamoDbSink.newTable("rule"))
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

    private <T> T alertSink(PipelineSink binding, Class<T> kind) {
        KpiMonitor monitor = KpiMonitor.Builder.create(
                        stack, "Api" + stack.getNode().getChildren().size())
                .source(KinesisSource.newStream())
                .name("api")
                .kpi("requests", Kpi.ratePerSecond())
                .window(Window.tumbling(Duration.ofMinutes(5)))
                .rule("load", AlertRule.on("requests").critical(Threshold.above(100)))
                .sink("out", binding)
                .build();
        return kind.cast(monitor.getSpec().sinks().get("out"));
    }
}
