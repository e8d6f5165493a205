package io.github.managedflink.test.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.KpiMonitor;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.msk.MskSource;
import io.github.managedflink.constructs.msk.MskSourceConfig;
import io.github.managedflink.constructs.msk.MskTopic;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.window.Window;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kinesis.Stream;
import software.constructs.Construct;

/**
 * Monitors behind pipelines that copy a stream of two shards, or a topic of two partitions, into another one. The
 * events of a day, one after the other, come all at once: far more of them than the out-of-orderness allows for lie in
 * each batch that is read, and in each that is written.
 */
class ChainEndToEndTest {
    private static final int EVENTS = 30_000;
    private static final int SHARDS = 2;
    private static final Instant MIDNIGHT = Instant.parse("1995-08-30T00:00:00Z");
    private static final long MILLIS_APART = Duration.ofDays(1).toMillis() / EVENTS;

    @TempDir
    private static Path folder;

    private static LocalRunResult result;

    @BeforeAll
    static void run() throws IOException {
        Path events = Files.write(
                folder.resolve("events"),
                IntStream.range(0, EVENTS).mapToObj(ChainEndToEndTest::event).toList());
        SynthesizedStack stack = SynthesizedStack.inRegion(FeatureFlags.NONE, scope -> {
            addKinesisChain(scope);
            addMskChain(scope);
        });
        result = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .feed("first", events)
                .feed("MskEtl/Cluster/first", events)
                .untilDrained()
                .run();
    }

    private static String event(int number) {
        return "{\"at\":\"%s\",\"status\":%d}"
                .formatted(MIDNIGHT.plusMillis(number * MILLIS_APART), number % 5 == 0 ? 500 : 200);
    }

    private static void addKinesisChain(Construct scope) {
        Stream first = stream(scope, "first");
        Stream middle = stream(scope, "middle");
        etl(scope, "KinesisEtl", KinesisSource.of(first), KinesisSink.of(middle))
                .build();
        monitor(scope, "KinesisKpi", KinesisSource.of(middle)).build();
    }

    private static Stream stream(Construct scope, String name) {
        return Stream.Builder.create(scope, name)
                .streamName(name)
                .shardCount(SHARDS)
                .build();
    }

    private static void addMskChain(Construct scope) {
        IVpc vpc = Vpc.Builder.create(scope, "Network").maxAzs(2).build();
        MskCluster cluster = MskCluster.newCluster(vpc)
                .withTopic(MskTopic.of("first", SHARDS).withReplicationFactor(2))
                .withTopic(MskTopic.of("middle", SHARDS).withReplicationFactor(2));
        StreamingEtlApp etl = etl(scope, "MskEtl", MskSource.of(cluster, "first"), MskSink.of(cluster, "middle"))
                .checkpointing(Checkpointing.every(Duration.ofSeconds(1)).withMinPause(Duration.ZERO))
                .vpc(vpc)
                .build();
        MskCluster same = MskCluster.of(
                etl.getSource(MskSourceConfig.class).cluster().arn().orElseThrow());
        monitor(scope, "MskKpi", MskSource.of(same, "middle")).vpc(vpc).build();
    }

    private static StreamingEtlApp.Builder etl(Construct scope, String id, PipelineSource from, PipelineSink to) {
        return StreamingEtlApp.Builder.create(scope, id).source(from).sink(to);
    }

    private static KpiMonitor.Builder monitor(Construct scope, String id, PipelineSource from) {
        return KpiMonitor.Builder.create(scope, id)
                .source(from)
                .eventTime(EventTime.field("at", TimestampFormat.iso8601()))
                .kpi("success_rate", Kpi.share("status < 400"))
                .rule("errors", AlertRule.on("success_rate").warning(Threshold.below(0.5)))
                .window(Window.tumbling(Duration.ofMinutes(5)));
    }

    @Test
    void noEventIsLateBehindAStreamOfSeveralShards() {
        assertThatAllCount("KinesisKpi");
    }

    @Test
    void noEventIsLateBehindATopicOfSeveralPartitions() {
        assertThatAllCount("MskKpi");
    }

    private static void assertThatAllCount(String monitor) {
        ApplicationResult application = result.applications().stream()
                .filter(each -> each.logicalId().startsWith(monitor))
                .findFirst()
                .orElseThrow();
        RecordCounts counts = application.counts().orElseThrow();
        assertThat(counts.in()).isEqualTo(EVENTS);
        assertThat(counts.late()).isZero();
        assertThat(counts.counted()).hasValue(EVENTS);
    }
}
