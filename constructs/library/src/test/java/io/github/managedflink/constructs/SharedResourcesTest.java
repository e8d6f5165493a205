package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.eventbridge.EventBridgeBus;
import io.github.managedflink.constructs.eventbridge.EventBridgeSink;
import io.github.managedflink.constructs.firehose.FirehoseSink;
import io.github.managedflink.constructs.firehose.FirehoseStream;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.KinesisSink;
import io.github.managedflink.constructs.kinesis.KinesisSinkConfig;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisSourceConfig;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.opensearch.OpenSearchDomain;
import io.github.managedflink.constructs.opensearch.OpenSearchSink;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsTopic;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;

/** A resource is one value: what is given the same one uses the same resource. */
class SharedResourcesTest {
    private final Stack stack = CdkApps.stackWithEnvironment();

    static Stream<Arguments> sinks() {
        SnsTopic topic = SnsTopic.newTopic();
        KinesisStream stream = KinesisStream.newStream("Output");
        DynamoDbTable table = DynamoDbTable.newTable("id");
        EventBridgeBus bus = EventBridgeBus.newBus();
        FirehoseStream deliveryStream = FirehoseStream.newStream();
        S3Bucket bucket = S3Bucket.newBucket();
        OpenSearchDomain domain = OpenSearchDomain.newDomain();
        return Stream.of(
                sinks("AWS::SNS::Topic", () -> SnsSink.in(topic)),
                sinks("AWS::Kinesis::Stream", () -> KinesisSink.in(stream)),
                sinks("AWS::DynamoDB::Table", () -> DynamoDbSink.in(table)),
                sinks(
                        "AWS::Events::EventBus",
                        () -> EventBridgeSink.in(bus).withSource("orders").withDetailType("Order")),
                sinks("AWS::KinesisFirehose::DeliveryStream", () -> FirehoseSink.in(deliveryStream)),
                sinks("AWS::S3::Bucket", () -> S3Sink.in(bucket)),
                sinks("AWS::OpenSearchService::Domain", () -> OpenSearchSink.in(domain)));
    }

    private static Arguments sinks(String type, Supplier<PipelineSink> sink) {
        return arguments(type, sink);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sinks")
    void sinksShareOne(String type, Supplier<PipelineSink> sink) {
        int streamsOfTheSource = type.equals("AWS::Kinesis::Stream") ? 1 : 0;
        etl().sink(sink.get()).sink("other", sink.get()).build();

        Template.fromStack(stack).resourceCountIs(type, 1 + streamsOfTheSource);
    }

    @Test
    void copiesOfASinkShareItsResource() {
        SnsSink topic = SnsSink.newTopic();
        etl().sink(topic.withSubject("A")).sink("other", topic.withSubject("B")).build();

        Template.fromStack(stack).resourceCountIs("AWS::SNS::Topic", 1);
    }

    @Test
    void sourceAndSinkShareAStream() {
        KinesisStream stream = KinesisStream.newStream();
        StreamingEtlApp pipeline = etl().source(KinesisSource.in(stream))
                .sink(KinesisSink.in(stream))
                .build();

        Template.fromStack(stack).resourceCountIs("AWS::Kinesis::Stream", 1);
        assertThat(pipeline.getSource(KinesisSourceConfig.class).stream())
                .isSameAs(pipeline.getSink("main", KinesisSinkConfig.class).stream());
    }

    @Test
    void firstSinkNamesThePrefixOfAStreamThatDelivers() {
        FirehoseStream stream = FirehoseStream.newStream();
        etl().sink(FirehoseSink.in(stream))
                .sink("other", FirehoseSink.in(stream))
                .build();

        assertThat(Templates.map(
                        Templates.only(Template.fromStack(stack), "AWS::KinesisFirehose::DeliveryStream"),
                        "ExtendedS3DestinationConfiguration"))
                .containsEntry("Prefix", "main/");
    }

    @Test
    void sinksOfATableExpireByItsAttribute() {
        DynamoDbTable table = DynamoDbTable.newTable("id").withTimeToLiveAttribute("expires");
        StreamingEtlApp pipeline = etl().sink(DynamoDbSink.in(table).withExpiryAfter(Duration.ofDays(1)))
                .sink("other", DynamoDbSink.in(table).withExpiryAfter(Duration.ofDays(2)))
                .build();

        assertThat(pipeline.getSpec().sinks().values())
                .extracting("ttlAttribute")
                .containsOnly("expires");
    }

    private StreamingEtlApp.Builder etl() {
        return StreamingEtlApp.Builder.create(stack, "Orders").source(KinesisSource.newStream());
    }
}
