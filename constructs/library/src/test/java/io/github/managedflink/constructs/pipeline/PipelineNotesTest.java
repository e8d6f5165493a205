package io.github.managedflink.constructs.pipeline;

import io.github.managedflink.constructs.MetricsLeaderboard;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.connector.SourceBinding;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.kinesis.KinesisSinkBinding;
import io.github.managedflink.constructs.kinesis.KinesisSourceBinding;
import io.github.managedflink.constructs.msk.MskClusterBinding;
import io.github.managedflink.constructs.msk.MskSinkBinding;
import io.github.managedflink.constructs.msk.MskSourceBinding;
import io.github.managedflink.constructs.msk.MskTopic;
import io.github.managedflink.constructs.s3.S3BucketBinding;
import io.github.managedflink.constructs.s3.S3SinkBinding;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.kinesis.Stream;
import software.amazon.awscdk.services.kinesis.StreamMode;
import software.amazon.awscdk.services.s3.Bucket;

/** What a synth notes of pipelines that are right, and warns of between two of them. */
class PipelineNotesTest {
    private static final String SHARED = ".*overlaps.*in one bucket.*";

    private static final String MIXED = "a sink spreads records otherwise than the source.*managed-flink:mixedShards.*";

    private final Stack stack = CdkApps.stack();

    private StreamingEtlApp.Builder etl(String id) {
        return StreamingEtlApp.Builder.create(stack, id).source(KinesisSourceBinding.newStream());
    }

    private MetricsLeaderboard.Builder board() {
        return MetricsLeaderboard.Builder.create(stack, "Board")
                .source(KinesisSourceBinding.newStream())
                .groupBy("path")
                .metric("hits", Metric.count())
                .window(Window.tumbling(Duration.ofMinutes(1)))
                .sink(S3SinkBinding.newBucket());
    }

    private void hasNoInfo() {
        Annotations.fromStack(stack).hasNoInfo("*", Match.anyValue());
    }

    private void hasNoWarning() {
        Annotations.fromStack(stack).hasNoWarning("*", Match.anyValue());
    }

    @Test
    void windowsOfArrivalAreNotedWhereNobodyHasChosenThem() {
        board().build();

        Annotations.fromStack(stack)
                .hasInfo("/Test/Board", Match.stringLikeRegexp("eventTime is not set.*managed-flink:arrivalTime.*"));
        hasNoWarning();
    }

    @Test
    void windowsOfArrivalThatAreChosenAreNotNoted() {
        board().eventTime(EventTime.arrival()).build();

        hasNoInfo();
    }

    @Test
    void stepsThatHideFieldsComeWithANoteOnDeadLetters() {
        etl("Orders")
                .steps(EtlSteps.hash("card", "salt"))
                .sink(S3SinkBinding.newBucket())
                .build();

        Annotations.fromStack(stack)
                .hasInfo(
                        "/Test/Orders",
                        Match.stringLikeRegexp("steps mask or hash fields.*managed-flink:unmaskedDeadLetters.*"));
    }

    @Test
    void sinksThatMixShardsAreNoted() {
        etl("Keyed").sink(KinesisSinkBinding.newStream().partitionKey("id")).build();
        StreamingEtlApp.Builder.create(stack, "Crossing")
                .source(MskSourceBinding.of(MskClusterBinding.fromBootstrapServers("kafka:9092"), "orders"))
                .sink(KinesisSinkBinding.newStream())
                .build();

        Annotations.fromStack(stack).hasInfo("/Test/Keyed", Match.stringLikeRegexp(MIXED));
        Annotations.fromStack(stack).hasInfo("/Test/Crossing", Match.stringLikeRegexp(MIXED));
    }

    @Test
    void aSourceOfOneShardHasNothingToMix() {
        KinesisSinkBinding keyed = KinesisSinkBinding.newStream().partitionKey("id");
        StreamingEtlApp.Builder.create(stack, "New")
                .source(KinesisSourceBinding.newStream().shards(1))
                .sink(keyed)
                .build();
        Stream single = Stream.Builder.create(stack, "Single")
                .streamMode(StreamMode.PROVISIONED)
                .shardCount(1)
                .build();
        StreamingEtlApp.Builder.create(stack, "Existing")
                .source(KinesisSourceBinding.of(single))
                .sink(keyed)
                .build();
        Vpc vpc = Vpc.Builder.create(stack, "Network").build();
        MskClusterBinding cluster = MskClusterBinding.newCluster(vpc).topic(MskTopic.of("orders", 1));
        StreamingEtlApp.Builder.create(stack, "Topic")
                .vpc(vpc)
                .source(MskSourceBinding.of(cluster, "orders"))
                .sink(keyed)
                .build();

        hasNoInfo();
    }

    @Test
    void aSourceWhoseShardsAreMoreOrNotKnownIsNoted() {
        KinesisSinkBinding keyed = KinesisSinkBinding.newStream().partitionKey("id");
        Vpc vpc = Vpc.Builder.create(stack, "Network").build();
        MskClusterBinding cluster = MskClusterBinding.newCluster(vpc)
                .topic(MskTopic.of("orders", 1))
                .topic(MskTopic.of("returns", 1))
                .topic(MskTopic.of("many", 2));
        Map<String, SourceBinding> sources = Map.of(
                "Two", KinesisSourceBinding.newStream().shards(2),
                "OnDemand",
                        KinesisSourceBinding.of(Stream.Builder.create(stack, "Demand")
                                .streamMode(StreamMode.ON_DEMAND)
                                .build()),
                "Imported",
                        KinesisSourceBinding.of(Stream.fromStreamArn(
                                stack, "Elsewhere", "arn:aws:kinesis:eu-west-1:111122223333:stream/orders")),
                "Topics", MskSourceBinding.of(cluster, "orders", "returns"),
                "Many", MskSourceBinding.of(cluster, "many"),
                "Unknown", MskSourceBinding.of(cluster, "other"));

        sources.forEach((id, source) -> StreamingEtlApp.Builder.create(stack, id)
                .vpc(vpc)
                .source(source)
                .sink(keyed)
                .build());

        sources.keySet()
                .forEach(id -> Annotations.fromStack(stack).hasInfo("/Test/" + id, Match.stringLikeRegexp(MIXED)));
    }

    @Test
    void sinksThatKeepShardsApartAreNotNoted() {
        etl("Kept").sink(KinesisSinkBinding.newStream()).build();
        MskClusterBinding cluster = MskClusterBinding.fromBootstrapServers("kafka:9092");
        StreamingEtlApp.Builder.create(stack, "Copied")
                .source(MskSourceBinding.of(cluster, "orders"))
                .sink(MskSinkBinding.of(cluster, "copies"))
                .build();

        hasNoInfo();
    }

    @Test
    void otherPipelinesAreNotNoted() {
        etl("Orders")
                .steps(EtlSteps.require("id"))
                .sink(S3SinkBinding.newBucket())
                .build();

        hasNoInfo();
        hasNoWarning();
    }

    @Test
    void twoPipelinesWithOnePrefixInABucketAreWarned() {
        etl("First")
                .sink(S3SinkBinding.of(Bucket.fromBucketName(stack, "Lake", "lake"))
                        .prefix("first"))
                .build();
        etl("Second")
                .sink(S3SinkBinding.of(Bucket.fromBucketName(stack, "SameLake", "lake"))
                        .prefix("second"))
                .build();

        Annotations.fromStack(stack)
                .hasWarning(
                        "/Test/Second",
                        Match.stringLikeRegexp("dead-letters of Test/Second, \"dead-letters\", overlaps dead-letters of"
                                + " Test/First, \"dead-letters\", in one bucket.*"));
    }

    @Test
    void aPipelineInTheBucketOfAnotherIsWarned() {
        StreamingEtlApp first = etl("First").sink(S3SinkBinding.newBucket()).build();
        S3BucketBinding same = S3BucketBinding.of(first.getDeadLetterBucket());
        etl("Second")
                .sink(S3SinkBinding.in(same).prefix("dead-letters/second"))
                .deadLetters(same, "rejects")
                .build();

        Annotations.fromStack(stack)
                .hasWarning(
                        "/Test/Second", Match.stringLikeRegexp("sink.main of Test/Second.*overlaps dead-letters of.*"));
    }

    @Test
    void pipelinesThatShareABucketApartAreNot() {
        StreamingEtlApp first = etl("First").sink(S3SinkBinding.newBucket()).build();
        S3BucketBinding same = S3BucketBinding.of(first.getDeadLetterBucket());
        etl("Second")
                .sink(S3SinkBinding.in(same).prefix("main"))
                .deadLetters(same, "rejects/second")
                .build();
        etl("Third")
                .sink(S3SinkBinding.in(same).prefix("third"))
                .deadLetters(same, "rejects/third")
                .build();

        Annotations.fromStack(stack).hasNoWarning("*", Match.stringLikeRegexp(SHARED));
    }
}
