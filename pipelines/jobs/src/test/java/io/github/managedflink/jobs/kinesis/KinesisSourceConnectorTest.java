package io.github.managedflink.jobs.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.KinesisStartingPosition;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class KinesisSourceConnectorTest {
    private static final String ARN = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";

    @Test
    void aPollingSourceTakesItsRegionFromTheStream() {
        Properties properties =
                properties(KinesisSourceSpec.builder().streamArn(ARN).build(), LocalEndpoints.none());

        assertThat(properties)
                .containsEntry("aws.region", "eu-west-1")
                .containsEntry("flink.stream.initpos", "TRIM_HORIZON")
                .containsEntry("flink.shard.idle.interval", "7000")
                .doesNotContainKeys("aws.endpoint", "aws.credentials.provider", "flink.stream.recordpublisher");
    }

    @Test
    void aConsumerThatTheStackRegistersIsNotRegisteredAgain() {
        KinesisSourceSpec source = KinesisSourceSpec.builder()
                .streamArn(ARN)
                .enhancedFanOut("etl", ARN + "/consumer/etl:1")
                .build();

        assertThat(properties(source, LocalEndpoints.none()))
                .containsEntry("flink.stream.recordpublisher", "EFO")
                .containsEntry("flink.stream.efo.registration", "NONE")
                .containsEntry("flink.stream.efo.consumerarn.orders", ARN + "/consumer/etl:1");
    }

    @Test
    void aMomentToStartAtKeepsItsMilliseconds() {
        KinesisSourceSpec source = KinesisSourceSpec.builder()
                .streamArn(ARN)
                .startPosition(KinesisStartingPosition.atTimestamp(Instant.parse("2018-02-07T17:04:03.200Z")))
                .build();

        assertThat(properties(source, LocalEndpoints.none()))
                .containsEntry("flink.stream.initpos", "AT_TIMESTAMP")
                .containsEntry("flink.stream.initpos.timestamp", "2018-02-07T17:04:03.200Z");
    }

    @Test
    void aStandInIsSpokenToInHttp11() {
        assertThat(properties(
                        KinesisSourceSpec.builder().streamArn(ARN).build(),
                        LocalEndpoints.none().withService("kinesis", "http://127.0.0.1:4567")))
                .containsEntry("aws.endpoint", "http://127.0.0.1:4567")
                .containsEntry("aws.http.protocol.version", "HTTP1_1")
                .containsEntry("aws.credentials.provider", "BASIC");
    }

    @Test
    void aRoleOfAnotherAccountIsTakenOn() {
        KinesisSourceSpec source = KinesisSourceSpec.builder()
                .streamArn(ARN)
                .role("arn:aws:iam::444455556666:role/read-orders", "shared-secret")
                .build();

        assertThat(properties(source, LocalEndpoints.none()))
                .containsEntry("aws.credentials.provider", "ASSUME_ROLE")
                .containsEntry("aws.credentials.provider.role.arn", "arn:aws:iam::444455556666:role/read-orders")
                .containsEntry("aws.credentials.provider.role.externalId", "shared-secret")
                .doesNotContainKey("aws.credentials.provider.role.stsEndpoint");
        assertThat(properties(
                        source,
                        LocalEndpoints.none()
                                .withService("kinesis", "http://127.0.0.1:4567")
                                .withService("sts", "http://127.0.0.1:4568")))
                .containsEntry("aws.credentials.provider", "ASSUME_ROLE")
                .containsEntry("aws.credentials.provider.role.stsEndpoint", "http://127.0.0.1:4568")
                .containsEntry("aws.credentials.provider.role.provider", "BASIC");
    }

    @Test
    void watermarksFollowTheNewestRecordButNeitherFaultsNorTheFuture() {
        ShardWatermarks watermarks = new ShardWatermarks(10);

        watermarks.extractTimestamp(record(1000, 5000), 0);
        assertThat(watermarks.getCurrentWatermark().getTimestamp()).isEqualTo(989);

        watermarks.extractTimestamp(record(500, 5000), 0);
        assertThat(watermarks.getCurrentWatermark().getTimestamp()).isEqualTo(989);

        watermarks.extractTimestamp(PipelineEvent.refused(message(6000), new Fault("source", "bad")), 0);
        assertThat(watermarks.getCurrentWatermark().getTimestamp()).isEqualTo(989);

        assertThat(watermarks.extractTimestamp(record(Long.MAX_VALUE / 2, 5000), 0))
                .isEqualTo(Long.MAX_VALUE / 2);
        assertThat(watermarks.getCurrentWatermark().getTimestamp()).isEqualTo(4989);
    }

    private static PipelineEvent record(long eventTime, long arrival) {
        return PipelineEvent.of(message(arrival), eventTime, new DataRecord());
    }

    private static Message message(long arrival) {
        return new Message(new byte[0], "shard", "1", arrival);
    }

    private static Properties properties(KinesisSourceSpec source, LocalEndpoints endpoints) {
        EventTime eventTime = EventTime.arrival().withIdleTimeout(Duration.ofSeconds(7));
        return new KinesisSourceConnector(source, eventTime, endpoints).properties();
    }
}
