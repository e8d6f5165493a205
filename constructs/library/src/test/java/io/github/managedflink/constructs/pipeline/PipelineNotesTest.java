package io.github.managedflink.constructs.pipeline;

import io.github.managedflink.constructs.MetricsLeaderboard;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.msk.MskSource;
import io.github.managedflink.constructs.msk.MskTopic;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
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
        return StreamingEtlApp.Builder.create(stack, id).source(KinesisSource.newStream());
    }

    private MetricsLeaderboard.Builder board() {
        return MetricsLeaderboard.Builder.create(stack, "Board")
                .source(KinesisSource.newStream())
                .groupBy("path")
                .metric("hits", Metric.count())
                .window(Window.tumbling(Duration.ofMinutes(1)))
                .sink(S3Sink.newBucket());
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
                .sink(S3Sink.newBucket())
                .build();

        Annotations.fromStack(stack)
                .hasInfo(
                        "/Test/Orders",
                        Match.stringLikeRegexp("steps mask or hash fields.*managed-flink:unmaskedDeadLetters.*"));
    }

    @Test
    void sinksThatMixShardsAreNoted() {
        etl("Keyed").sink(KinesisSink.newStream().withPartitionKey("id")).build();
        StreamingEtlApp.Builder.create(stack, "Crossing")
                .source(MskSource.of(MskCluster.fromBootstrapServers("kafka:9092"), "orders"))
                .sink(KinesisSink.newStream())
                .build();

        Annotations.fromStack(stack).hasInfo("/Test/Keyed", Match.stringLikeRegexp(MIXED));
        Annotations.fromStack(stack).hasInfo("/Test/Crossing", Match.stringLikeRegexp(MIXED));
    }

    @Test
    void aSourceOfOneShardHasNothingToMix() {
        KinesisSink keyed = KinesisSink.newStream().withPartitionKey("id");
        StreamingEtlApp.Builder.create(stack, "New")
                .source(KinesisSource.in(KinesisStream.newStream().withShards(1)))
                .sink(keyed)
                .build();
        Stream single = Stream.Builder.create(stack, "Single")
                .streamMode(StreamMode.PROVISIONED)
                .shardCount(1)
                .build();
        StreamingEtlApp.Builder.create(stack, "Existing")
                .source(KinesisSource.of(single))
                .sink(keyed)
                .build();
        Vpc vpc = Vpc.Builder.create(stack, "Network").build();
        MskCluster cluster = MskCluster.newCluster(vpc).withTopic(MskTopic.of("orders", 1));
        StreamingEtlApp.Builder.create(stack, "Topic")
                .vpc(vpc)
                .source(MskSource.of(cluster, "orders"))
                .sink(keyed)
                .build();

        hasNoInfo();
    }

    @Test
    void aSourceWhoseShardsAreMoreOrNotKnownIsNoted() {
        KinesisSink keyed = KinesisSink.newStream().withPartitionKey("id");
        Vpc vpc = Vpc.Builder.create(stack, "Network").build();
        MskCluster cluster = MskCluster.newCluster(vpc)
                .withTopic(MskTopic.of("orders", 1))
                .withTopic(MskTopic.of("returns", 1))
                .withTopic(MskTopic.of("many", 2));
        Map<String, PipelineSource> sources = Map.of(
                "Two", KinesisSource.in(KinesisStream.newStream().withShards(2)),
                "OnDemand",
                        KinesisSource.of(Stream.Builder.create(stack, "Demand")
                                .streamMode(StreamMode.ON_DEMAND)
                                .build()),
                "Imported",
                        KinesisSource.of(Stream.fromStreamArn(
                                stack, "Elsewhere", "arn:aws:kinesis:eu-west-1:111122223333:stream/orders")),
                "Topics", MskSource.of(cluster, "orders", "returns"),
                "Many", MskSource.of(cluster, "many"),
                "Unknown", MskSource.of(cluster, "other"));

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
        etl("Kept").sink(KinesisSink.newStream()).build();
        MskCluster cluster = MskCluster.fromBootstrapServers("kafka:9092");
        StreamingEtlApp.Builder.create(stack, "Copied")
                .source(MskSource.of(cluster, "orders"))
                .sink(MskSink.of(cluster, "copies"))
                .build();

        hasNoInfo();
    }

    @Test
    void otherPipelinesAreNotNoted() {
        etl("Orders").steps(EtlSteps.require("id")).sink(S3Sink.newBucket()).build();

        hasNoInfo();
        hasNoWarning();
    }

    @Test
    void twoPipelinesWithOnePrefixInABucketAreWarned() {
        etl("First")
                .sink(S3Sink.of(Bucket.fromBucketName(stack, "Lake", "lake")).withPrefix("first"))
                .build();
        etl("Second")
                .sink(S3Sink.of(Bucket.fromBucketName(stack, "SameLake", "lake"))
                        .withPrefix("second"))
                .build();

        Annotations.fromStack(stack)
                .hasWarning(
                        "/Test/Second",
                        Match.stringLikeRegexp("dead-letters of Test/Second, \"dead-letters\", overlaps dead-letters of"
                                + " Test/First, \"dead-letters\", in one bucket.*"));
    }

    @Test
    void aPipelineInTheBucketOfAnotherIsWarned() {
        StreamingEtlApp first = etl("First").sink(S3Sink.newBucket()).build();
        S3Bucket same = S3Bucket.of(first.getDeadLetterBucket());
        etl("Second")
                .sink(S3Sink.in(same).withPrefix("dead-letters/second"))
                .deadLetters(same, "rejects")
                .build();

        Annotations.fromStack(stack)
                .hasWarning(
                        "/Test/Second", Match.stringLikeRegexp("sink.main of Test/Second.*overlaps dead-letters of.*"));
    }

    @Test
    void pipelinesThatShareABucketApartAreNot() {
        StreamingEtlApp first = etl("First").sink(S3Sink.newBucket()).build();
        S3Bucket same = S3Bucket.of(first.getDeadLetterBucket());
        etl("Second")
                .sink(S3Sink.in(same).withPrefix("main"))
                .deadLetters(same, "rejects/second")
                .build();
        etl("Third")
                .sink(S3Sink.in(same).withPrefix("third"))
                .deadLetters(same, "rejects/third")
                .build();

        Annotations.fromStack(stack).hasNoWarning("*", Match.stringLikeRegexp(SHARED));
    }
}
