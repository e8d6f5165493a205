package io.github.managedflink.test.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.MetricsLeaderboard;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.local.report.AlarmReport;
import io.github.managedflink.local.report.ApplicationReport;
import io.github.managedflink.local.report.ComputationReport;
import io.github.managedflink.local.report.ConnectorReport;
import io.github.managedflink.local.report.NetworkReport;
import io.github.managedflink.local.report.ReportPrinter;
import io.github.managedflink.local.report.StackReport;
import io.github.managedflink.model.leaderboard.Ranking;
import io.github.managedflink.model.sink.DeliveryGuarantee;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import io.github.managedflink.test.pipeline.Pipeline;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;

/** The report says of stacks as they are synthesized what is in them. */
class StackReportTest {
    private static final int WIDTH = 120;

    @Test
    void samples() {
        StackReport earthquakes = report(SynthesizedStack.of(FeatureFlags.NONE, Pipeline.EARTHQUAKES::addTo));
        StackReport catalog = report(SynthesizedStack.of(FeatureFlags.NONE, Pipeline.CATALOG_SAMPLE::addTo));

        assertThat(only(earthquakes).network()).isEmpty();
        assertThat(only(earthquakes).path()).isEqualTo("Quakes/Application");
        assertThat(only(earthquakes).pipeline().orElseThrow().computation())
                .extracting(ComputationReport::kind)
                .startsWith("format", "event time", "step 1", "step 2");
        assertThat(only(earthquakes).alarms())
                .extracting(AlarmReport::condition)
                .contains(
                        "DIFF(fullRestarts) > 0, in 1 of 1 periods of 300 s",
                        "GetRecords.IteratorAgeMilliseconds > 300000, in 5 of 5 periods of 60 s");
        assertThat(sinks(only(catalog)))
                .containsExactly(
                        "main dynamodb EFFECTIVELY_ONCE",
                        "search opensearch EFFECTIVELY_ONCE",
                        "strong msk EXACTLY_ONCE");
        assertThat(actions(only(catalog)))
                .contains("kafka-cluster:ReadData", "kafka-cluster:AlterTransactionalId", "es:ESHttpPost");
        assertThat(text(earthquakes).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH));
        assertThat(text(catalog).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH));
    }

    @Test
    void leaderboardInAnIsolatedNetwork() {
        StackReport report = report(SynthesizedStack.inRegion(FeatureFlags.NONE, StackReportTest::addLeaderboard));

        ApplicationReport application = only(report);
        assertThat(application.pipeline().orElseThrow().kind()).isEqualTo("metrics-leaderboard");
        assertThat(application.pipeline().orElseThrow().ownFiles()).containsOnlyKeys("dead-letters", "late-events");
        assertThat(application.network().orElseThrow().subnets())
                .extracting(NetworkReport.Subnet::wayOut)
                .containsOnly("none: isolated");
        assertThat(report.endpoints())
                .extracting(each -> each.endpoint().serviceName())
                .contains("com.amazonaws.eu-west-1.kinesis-streams", "com.amazonaws.eu-west-1.dynamodb");
        assertThat(text(report)).contains("metrics-leaderboard", "VPC endpoints", "dynamodb:PutItem");
    }

    private static void addLeaderboard(Stack stack) {
        Vpc network = Vpc.Builder.create(stack, "Network")
                .maxAzs(2)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("Isolated")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .build();
        MetricsLeaderboard.Builder.create(stack, "Airports")
                .vpc(network)
                .source(KinesisSource.newStream())
                .groupBy("airport")
                .metric("departures", Metric.count())
                .window(Window.tumbling(Duration.ofHours(1)))
                .rankBy(Ranking.descending("departures"))
                .sink(DynamoDbSink.newLeaderboardTable())
                .build();
    }

    private static StackReport report(SynthesizedStack stack) {
        return StackReport.read(stack.directory(), stack.name());
    }

    private static ApplicationReport only(StackReport report) {
        assertThat(report.applications()).hasSize(1);
        return report.applications().get(0);
    }

    private static List<String> sinks(ApplicationReport application) {
        return application.pipeline().orElseThrow().sinks().stream()
                .map(StackReportTest::line)
                .toList();
    }

    private static String line(ConnectorReport sink) {
        return sink.name() + " " + sink.kind() + " "
                + sink.guarantee().map(DeliveryGuarantee::name).orElse("");
    }

    private static Set<String> actions(ApplicationReport application) {
        return application.role().policies().stream()
                .flatMap(policy -> policy.statements().stream())
                .flatMap(statement -> statement.actions().texts().stream())
                .collect(Collectors.toSet());
    }

    private static String text(StackReport report) {
        StringWriter text = new StringWriter();
        new ReportPrinter(new PrintWriter(text), WIDTH).print(report);
        return text.toString();
    }
}
