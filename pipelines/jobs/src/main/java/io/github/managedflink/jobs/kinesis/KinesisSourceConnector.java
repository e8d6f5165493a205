package io.github.managedflink.jobs.kinesis;

import io.github.managedflink.jobs.connector.SourceConnector;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.KinesisStartingPosition;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.connectors.kinesis.config.AWSConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;

/**
 * Reads a Kinesis data stream with the {@code FlinkKinesisConsumer}. Connector 4.3 has a newer
 * {@code KinesisStreamsSource} as well, which has neither enhanced fan-out nor de-aggregation of records that the
 * Kinesis Producer Library has packed together. This class and {@link StoppableKinesisConsumer} alone know which one is
 * used.
 *
 * @see <a href="https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/connectors/datastream/kinesis/">Kinesis
 *     connector</a>
 */
public final class KinesisSourceConnector implements SourceConnector {
    /** Other readers of the stream may take its throughput for minutes; that must not fail the job. */
    private static final String RETRIES = "1000";

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    /** What CloudTrail shows in the stream's account. */
    private static final String ROLE_SESSION = "managed-flink-kinesis-source";

    private final KinesisSourceSpec source;
    private final EventTime eventTime;
    private final LocalEndpoints endpoints;

    public KinesisSourceConnector(KinesisSourceSpec source, EventTime eventTime, LocalEndpoints endpoints) {
        this.source = source;
        this.eventTime = eventTime;
        this.endpoints = endpoints;
    }

    @Override
    @SuppressWarnings("deprecation") // The successor lacks what this class needs: see above.
    public DataStream<PipelineEvent> attachTo(
            StreamExecutionEnvironment environment, MessageParser parser, String uid) {
        StoppableKinesisConsumer<PipelineEvent> consumer =
                new StoppableKinesisConsumer<>(streamName(), new KinesisMessageSchema(parser), properties());
        consumer.setPeriodicWatermarkAssigner(
                new ShardWatermarks(eventTime.maxOutOfOrderness().toMillis()));
        return environment.addSource(consumer).uid(uid).name(uid);
    }

    private String streamName() {
        return source.streamArn().substring(source.streamArn().indexOf('/') + 1);
    }

    Properties properties() {
        Properties properties = new Properties();
        properties.setProperty(AWSConfigConstants.AWS_REGION, source.streamArn().split(":", -1)[3]);
        endpoints.service("kinesis").ifPresent(url -> useLocal(properties, url));
        if (source.roleArn() != null) {
            assumeRole(properties);
        }
        startAt(properties, source.startPosition());
        if (source.consumerName() != null) {
            useEnhancedFanOut(properties);
        }
        properties.setProperty(
                ConsumerConfigConstants.SHARD_IDLE_INTERVAL_MILLIS,
                String.valueOf(eventTime.idleTimeout().toMillis()));
        properties.setProperty(ConsumerConfigConstants.SHARD_GETRECORDS_RETRIES, RETRIES);
        properties.setProperty(ConsumerConfigConstants.SHARD_GETITERATOR_RETRIES, RETRIES);
        properties.setProperty(ConsumerConfigConstants.LIST_SHARDS_RETRIES, RETRIES);
        properties.setProperty(ConsumerConfigConstants.STREAM_DESCRIBE_RETRIES, RETRIES);
        return properties;
    }

    private void useLocal(Properties properties, String url) {
        properties.setProperty(AWSConfigConstants.AWS_ENDPOINT, url);
        useLocalCredentials(properties, AWSConfigConstants.AWS_CREDENTIALS_PROVIDER);
        properties.setProperty(AWSConfigConstants.HTTP_PROTOCOL_VERSION, "HTTP1_1");
    }

    private void useLocalCredentials(Properties properties, String provider) {
        properties.setProperty(provider, AWSConfigConstants.CredentialProvider.BASIC.name());
        properties.setProperty(AWSConfigConstants.accessKeyId(provider), endpoints.accessKeyId());
        properties.setProperty(AWSConfigConstants.secretKey(provider), endpoints.secretAccessKey());
    }

    /** Takes on a role of the stream's account; the credentials are renewed before they expire. */
    private void assumeRole(Properties properties) {
        properties.setProperty(
                AWSConfigConstants.AWS_CREDENTIALS_PROVIDER, AWSConfigConstants.CredentialProvider.ASSUME_ROLE.name());
        properties.setProperty(AWSConfigConstants.AWS_ROLE_ARN, source.roleArn());
        properties.setProperty(AWSConfigConstants.AWS_ROLE_SESSION_NAME, ROLE_SESSION);
        if (source.externalId() != null) {
            properties.setProperty(AWSConfigConstants.AWS_ROLE_EXTERNAL_ID, source.externalId());
        }
        endpoints.service("sts").ifPresent(url -> {
            properties.setProperty(AWSConfigConstants.AWS_ROLE_STS_ENDPOINT, url);
            useLocalCredentials(properties, AWSConfigConstants.AWS_ROLE_CREDENTIALS_PROVIDER);
        });
    }

    private static void startAt(Properties properties, KinesisStartingPosition position) {
        properties.setProperty(
                ConsumerConfigConstants.STREAM_INITIAL_POSITION,
                ConsumerConfigConstants.InitialPosition.valueOf(position.kind().name())
                        .toString());
        if (position.timestamp() != null) {
            properties.setProperty(
                    ConsumerConfigConstants.STREAM_INITIAL_TIMESTAMP, TIMESTAMP.format(position.timestamp()));
        }
    }

    private void useEnhancedFanOut(Properties properties) {
        properties.setProperty(
                ConsumerConfigConstants.RECORD_PUBLISHER_TYPE, ConsumerConfigConstants.RecordPublisherType.EFO.name());
        properties.setProperty(ConsumerConfigConstants.EFO_CONSUMER_NAME, source.consumerName());
        boolean registered = source.consumerArn() != null;
        properties.setProperty(
                ConsumerConfigConstants.EFO_REGISTRATION_TYPE,
                (registered
                                ? ConsumerConfigConstants.EFORegistrationType.NONE
                                : ConsumerConfigConstants.EFORegistrationType.LAZY)
                        .name());
        if (registered) {
            properties.setProperty(ConsumerConfigConstants.efoConsumerArn(streamName()), source.consumerArn());
        }
    }
}
