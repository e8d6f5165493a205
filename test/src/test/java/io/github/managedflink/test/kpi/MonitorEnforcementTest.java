package io.github.managedflink.test.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.KpiMonitor;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsTopic;
import io.github.managedflink.local.kpi.AlertLog;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.window.Window;
import io.github.managedflink.test.access.AccessProof;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kms.Key;
import software.constructs.Construct;

/**
 * Monitors in a VPC without internet, with rules from an object and from a stream, may do what they call, and nothing
 * else.
 */
class MonitorEnforcementTest {
    private static final String RULES =
            """
            {"rules": [{"name": "errors", "kpi": "success_rate", "critical": {"comparator": "below", "threshold": 0.6}}]}""";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("Every call is allowed and every permission of rules and alerts is used")
    void asSynthesized() throws IOException {
        SynthesizedStack stack =
                SynthesizedStack.anywhere(FeatureFlags.RECOMMENDED, MonitorEnforcementTest::addMonitors);

        LocalRunResult result = run(stack);

        AccessProof proof = proofOfSuccess(result, stack);
        proof.everyGrantIsUsed("kinesis", "s3", "sns", "events", "dynamodb").everyEndpointIsUsed();
        // The report of calls is beside what the sinks took, which the alerts are read from.
        assertThat(folder.resolve("out/access.json")).exists();
        assertThat(AlertLog.read(result.outputs()).of(KpiMonitorSpec.DEFAULT_NAME))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cn-north-1", "us-gov-west-1"})
    @DisplayName("So it is in the other partitions of AWS")
    void inOtherPartitions(String region) throws IOException {
        SynthesizedStack stack =
                SynthesizedStack.inRegion(region, FeatureFlags.RECOMMENDED, MonitorEnforcementTest::addMonitors);

        LocalRunResult result = run(stack);

        proofOfSuccess(result, stack).everyEndpointIsUsed();
    }

    private static AccessProof proofOfSuccess(LocalRunResult result, SynthesizedStack stack) {
        AccessProof proof = AccessProof.of(result, stack.deployed()).everyCallIsAllowed();
        assertThat(result.applications())
                .allSatisfy(application -> assertThat(application.failure()).isEmpty());
        assertThat(result.isSuccess()).isTrue();
        return proof;
    }

    private LocalRunResult run(SynthesizedStack stack) throws IOException {
        return LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .feed("Requests/Stream", requests())
                .feed("Orders/Stream", requests())
                .feed("Orders/RulesSource/Stream", Files.writeString(folder.resolve("rules"), RULES))
                .untilDrained()
                .enforce()
                .out(folder.resolve("out"))
                .run();
    }

    /**
     * A minute's requests succeed, those of the next fail, and so on; then one comes too late, and something that is
     * none.
     */
    private Path requests() throws IOException {
        Stream<String> inTime = IntStream.range(0, 60).mapToObj(i -> request(i * 10_000L, i / 6 % 2 == 0 ? 200 : 500));
        return Files.write(
                folder.resolve("requests"),
                Stream.concat(inTime, Stream.of(request(0, 200), "no JSON")).toList());
    }

    private static String request(long at, int status) {
        return "{\"at\":%d,\"status\":%d}".formatted(at, status);
    }

    private static void addMonitors(Construct scope) {
        Vpc vpc = Vpc.Builder.create(scope, "Vpc")
                .maxAzs(2)
                .natGateways(0)
                .subnetConfiguration(List.of(SubnetConfiguration.builder()
                        .name("private")
                        .subnetType(SubnetType.PRIVATE_ISOLATED)
                        .build()))
                .build();
        Key key = Key.Builder.create(scope, "Key").enableKeyRotation(true).build();
        S3Bucket bucket = S3Bucket.newBucket().withEncryptionKey(key);
        monitor(scope, "Requests", vpc)
                .rulesFrom(bucket, "settings/of/requests/rules + limits.json", Duration.ofSeconds(1))
                .sink("alerts", SnsSink.in(SnsTopic.newTopic().withEncryptionKey(key)))
                .sink("events", EventBridgeSink.newBus())
                .sink("states", DynamoDbSink.in(DynamoDbTable.newAlertTable().withEncryptionKey(key)))
                .measurementsTo("readings", S3Sink.in(bucket).withPrefix("kpis/of requests/readings"))
                .deadLetters(bucket, "kpis/dead/letters")
                .lateEventPrefix("kpis/late/events/here")
                .build();
        monitor(scope, "Orders", vpc)
                .rulesFrom(KinesisSource.in(KinesisStream.newStream().withEncryptionKey(key)))
                .build();
    }

    private static KpiMonitor.Builder monitor(Construct scope, String id, IVpc vpc) {
        return KpiMonitor.Builder.create(scope, id)
                .source(KinesisSource.in(KinesisStream.newStream().withShards(1)))
                .eventTime(EventTime.field("at", TimestampFormat.epochMillis()).withMaxOutOfOrderness(Duration.ZERO))
                .kpi("success_rate", Kpi.share("status < 400"))
                .window(Window.tumbling(Duration.ofMinutes(1)))
                .rule("errors", AlertRule.on("success_rate").critical(Threshold.below(0.5)))
                .vpc(vpc);
    }
}
