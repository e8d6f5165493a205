package io.github.managedflink.local.kinesis;

import static io.github.managedflink.local.kinesis.KinesisCalls.arn;
import static io.github.managedflink.local.kinesis.KinesisCalls.createStream;
import static io.github.managedflink.local.kinesis.KinesisCalls.put;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Subscriptions through the AWS SDK, in both versions of HTTP that it can use for them. */
class EnhancedFanOutTest {

    private static final String FIRST_SHARD = "shardId-000000000000";

    private static final Map<Protocol, SdkAsyncHttpClient> CONNECTIONS = new EnumMap<>(Protocol.class);

    private final MovableClock clock = new MovableClock();
    private final KinesisStandIn standIn = KinesisStandIn.start(clock);
    private final KinesisClient client = KinesisClients.sync(standIn.endpoint());
    private KinesisAsyncClient subscriber;

    @BeforeAll
    static void openConnections() {
        for (Protocol protocol : Protocol.values()) {
            CONNECTIONS.put(protocol, KinesisClients.http(protocol));
        }
    }

    @AfterAll
    static void closeConnections() {
        CONNECTIONS.values().forEach(SdkAsyncHttpClient::close);
    }

    @AfterEach
    void stop() {
        subscriber.close();
        client.close();
        standIn.close();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void pushesOldRecordsAndThenNewOnes(Protocol protocol) {
        String consumer = consumerOfNewStream(protocol);
        put(client, "orders", 0, 3);

        SubscriptionRecorder subscription = subscribeFromHorizon(consumer).awaitRecords(3);
        put(client, "orders", 3, 5);
        subscription.awaitRecords(5);

        assertThat(subscription.data()).isEqualTo(values(0, 5));
        assertThat(subscription.lastEvent().millisBehindLatest()).isZero();
        assertThat(standIn.isReadToItsEnd("orders")).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void sendsEventsWithoutRecordsWhileThereIsNothingToRead(Protocol protocol) {
        String consumer = consumerOfNewStream(protocol);

        SubscriptionRecorder subscription =
                subscribeFromHorizon(consumer).awaitEvent(event -> event.continuationSequenceNumber() != null);

        assertThat(subscription.data()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void goesOnAfterTheContinuationSequenceNumber(Protocol protocol) {
        String consumer = consumerOfNewStream(protocol);
        put(client, "orders", 0, 3);
        SubscriptionRecorder first = subscribeFromHorizon(consumer).awaitRecords(3);
        String continuation = first.lastEvent().continuationSequenceNumber();
        put(client, "orders", 3, 5);
        clock.advance(Duration.ofSeconds(5));

        SubscriptionRecorder second = SubscriptionRecorder.subscribe(
                        subscriber, consumer, FIRST_SHARD, start -> start.type(ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                .sequenceNumber(continuation))
                .awaitRecords(2);

        assertThat(second.data()).isEqualTo(values(3, 5));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void endsWithTheChildrenOfAClosedShard(Protocol protocol) {
        String consumer = consumerOfNewStream(protocol);
        put(client, "orders", 0, 3);
        SubscriptionRecorder subscription = subscribeFromHorizon(consumer).awaitRecords(3);

        client.splitShard(r -> r.streamName("orders").shardToSplit(FIRST_SHARD).newStartingHashKey("1000"));

        assertThat(subscription.failure()).isEqualTo("none");
        assertThat(subscription.lastEvent().continuationSequenceNumber()).isNull();
        assertThat(subscription.lastEvent().childShards())
                .extracting(ChildShard::shardId)
                .containsExactly("shardId-000000000001", "shardId-000000000002");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void expiresAfterFiveMinutes(Protocol protocol) {
        String consumer = consumerOfNewStream(protocol);
        put(client, "orders", 0, 1);
        SubscriptionRecorder subscription = subscribeFromHorizon(consumer).awaitRecords(1);

        clock.advance(Duration.ofMinutes(5));

        assertThat(subscription.failure()).isEqualTo("none");
        assertThat(subscription.lastEvent().childShards()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void refusesASecondSubscriptionWithinFiveSeconds(Protocol protocol) {
        String consumer = consumerOfNewStream(protocol);
        put(client, "orders", 0, 1);
        SubscriptionRecorder first = subscribeFromHorizon(consumer).awaitRecords(1);

        assertThat(subscribeFromHorizon(consumer).failure()).isEqualTo("ResourceInUseException");

        put(client, "orders", 1, 2);
        first.awaitRecords(2);
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void letsALaterSubscriptionTakeOver(Protocol protocol) {
        String consumer = consumerOfNewStream(protocol);
        put(client, "orders", 0, 1);
        SubscriptionRecorder first = subscribeFromHorizon(consumer).awaitRecords(1);
        clock.advance(Duration.ofSeconds(5));

        SubscriptionRecorder second = subscribeFromHorizon(consumer).awaitRecords(1);

        assertThat(first.failure()).isEqualTo("ResourceInUseException");
        assertThat(second.data()).isEqualTo(values(0, 1));
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void failsWhenTheConsumerIsDeregistered(Protocol protocol) {
        String consumer = consumerOfNewStream(protocol);
        put(client, "orders", 0, 1);
        SubscriptionRecorder subscription = subscribeFromHorizon(consumer).awaitRecords(1);

        client.deregisterStreamConsumer(r -> r.consumerARN(consumer));

        assertThat(subscription.failure()).isEqualTo("ResourceNotFoundException");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void refusesAnUnknownConsumer(Protocol protocol) {
        String consumer = consumerOfNewStream(protocol);

        assertThat(subscribeFromHorizon(consumer + "0").failure()).isEqualTo("ResourceNotFoundException");
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void pushesMoreThanAConnectionCanBuffer(Protocol protocol) {
        String consumer = consumerOfNewStream(protocol);
        int count = 40;
        String megabyte = "x".repeat(1_000_000);
        for (int i = 0; i < count; i++) {
            String data = i + megabyte;
            client.putRecord(r -> r.streamName("orders").partitionKey("k").data(KinesisCalls.bytes(data)));
        }

        SubscriptionRecorder subscription = subscribeFromHorizon(consumer).awaitRecords(count);

        assertThat(subscription.data())
                .isEqualTo(IntStream.range(0, count).mapToObj(i -> i + megabyte).toList());
    }

    private String consumerOfNewStream(Protocol protocol) {
        subscriber = KinesisClients.async(standIn.endpoint(), CONNECTIONS.get(protocol));
        createStream(client, "orders", 1);
        String streamArn = arn(client, "orders");
        return client.registerStreamConsumer(r -> r.streamARN(streamArn).consumerName("fan-out"))
                .consumer()
                .consumerARN();
    }

    private SubscriptionRecorder subscribeFromHorizon(String consumer) {
        return SubscriptionRecorder.subscribe(
                subscriber, consumer, FIRST_SHARD, start -> start.type(ShardIteratorType.TRIM_HORIZON));
    }

    private static List<String> values(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "value-" + i).toList();
    }
}
