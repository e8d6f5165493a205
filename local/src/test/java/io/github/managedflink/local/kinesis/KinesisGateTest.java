package io.github.managedflink.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * What the gate gets to know, and what clients get to see of faults.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html">Actions
 *     of Kinesis Data Streams</a>
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html">PutRecords</a>
 */
class KinesisGateTest {

    private static final String STREAM = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";

    private final Gate gate = Gate.open();
    private KinesisStandIn standIn;
    private KinesisClient client;

    @BeforeEach
    void start() {
        standIn = KinesisStandIn.start(gate);
        standIn.createStream("orders", 2);
        client = KinesisClient.builder()
                .endpointOverride(standIn.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-secret")))
                .overrideConfiguration(c -> c.retryStrategy(r -> r.maxAttempts(1)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        standIn.close();
    }

    @Test
    void reportsEachCallOnWhatIamHoldsItAgainst() {
        String consumer = standIn.registerConsumer(STREAM, "fast", Instant.EPOCH);
        put(1);
        String iterator = client.getShardIterator(
                        r -> r.streamARN(STREAM).shardId("shardId-000000000000").shardIteratorType("TRIM_HORIZON"))
                .shardIterator();
        client.getRecords(r -> r.shardIterator(iterator));
        String next =
                client.listShards(r -> r.streamName("orders").maxResults(1)).nextToken();
        client.listShards(r -> r.nextToken(next));
        client.describeStreamConsumer(r -> r.streamARN(STREAM).consumerName("fast"));
        client.listStreams();

        assertThat(gate.served().keySet())
                .containsExactlyInAnyOrder(
                        call("PutRecords", STREAM),
                        call("GetShardIterator", STREAM),
                        call("GetRecords", STREAM),
                        call("ListShards", STREAM),
                        call("DescribeStreamConsumer", consumer),
                        call("ListStreams", "*"));
    }

    @Test
    void refusesBatchesAsAWholeAndInPartWhileItThrottles() {
        gate.inject(ServiceFault.throttle("kinesis", Duration.ofMinutes(1)));

        assertThatThrownBy(() -> put(4)).isInstanceOf(ProvisionedThroughputExceededException.class);
        PutRecordsResponse answer = put(4);

        assertThat(answer.failedRecordCount()).isEqualTo(2);
        assertThat(answer.records())
                .extracting(PutRecordsResultEntry::errorCode)
                .containsExactly(
                        null, "ProvisionedThroughputExceededException", null, "ProvisionedThroughputExceededException");
        assertThat(standIn.recordCount(STREAM)).isEqualTo(2);
    }

    @Test
    void namesTheLimitOfTheAccountForCallsThatAreNotOnShards() {
        gate.inject(ServiceFault.throttle("kinesis", Duration.ofMinutes(1)));

        assertThatThrownBy(() -> client.listShards(r -> r.streamName("orders")))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void saysInTurnWhichWayTheServiceFails() {
        gate.inject(ServiceFault.serverErrors("kinesis", Duration.ofMinutes(1)));

        List<Throwable> failures = IntStream.range(0, 2)
                .mapToObj(i -> catchThrowable(() -> put(1)))
                .toList();

        assertThat(failures)
                .extracting(each -> ((KinesisException) each).statusCode())
                .containsExactlyInAnyOrder(500, 503);
        assertThat(standIn.recordCount(STREAM)).isZero();
    }

    @Test
    void cutsConnections() {
        gate.inject(ServiceFault.cutConnections("kinesis", Duration.ofMinutes(1)));

        assertThatThrownBy(() -> put(1)).isInstanceOf(SdkClientException.class);
    }

    @Test
    void servesLateWhenItDelays() {
        gate.inject(ServiceFault.delay("kinesis", Duration.ofMillis(200), Duration.ofMinutes(1)));
        Instant before = Instant.now();

        put(1);

        assertThat(Duration.between(before, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(standIn.recordCount(STREAM)).isEqualTo(1);
    }

    private PutRecordsResponse put(int records) {
        List<PutRecordsRequestEntry> entries = IntStream.range(0, records)
                .mapToObj(i -> PutRecordsRequestEntry.builder()
                        .partitionKey("key " + i)
                        .data(SdkBytes.fromUtf8String("record " + i))
                        .build())
                .toList();
        return client.putRecords(r -> r.streamARN(STREAM).records(entries));
    }

    private static ServiceCall call(String action, String resource) {
        return new ServiceCall("kinesis", action, resource);
    }
}
