package io.github.managedflink.jobs.msk;

import io.github.managedflink.jobs.connector.SourceConnector;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.source.KafkaStartingOffsets;
import io.github.managedflink.model.source.MskSourceSpec;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.KafkaSourceOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.IsolationLevel;

/**
 * Reads topics with the {@link KafkaSource}, which commits to the consumer group what each checkpoint holds.
 *
 * @see <a href="https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/connectors/datastream/kafka/">Kafka
 *     connector</a>
 */
public final class MskSourceConnector implements SourceConnector {
    /** How soon a new topic or partition is found. */
    private static final String DISCOVERY_MILLIS = "60000";

    private final MskSourceSpec source;
    private final EventTime eventTime;
    private final KafkaClientSettings client;

    public MskSourceConnector(MskSourceSpec source, EventTime eventTime, LocalEndpoints endpoints) {
        this.source = source;
        this.eventTime = eventTime;
        this.client = new KafkaClientSettings(source.bootstrapServers(), source.authentication(), endpoints);
    }

    @Override
    public DataStream<PipelineEvent> attachTo(
            StreamExecutionEnvironment environment, MessageParser parser, String uid) {
        KafkaSourceBuilder<PipelineEvent> kafka = KafkaSource.<PipelineEvent>builder()
                .setBootstrapServers(client.bootstrapServers())
                .setGroupId(source.groupId())
                .setStartingOffsets(offsets(source.startOffsets()))
                .setDeserializer(new MskMessageSchema(parser))
                .setProperties(properties());
        if (source.topicPattern() == null) {
            kafka.setTopics(source.topics());
        } else {
            kafka.setTopicPattern(Pattern.compile(source.topicPattern()));
        }
        return environment
                .fromSource(kafka.build(), PartitionWatermarks.strategy(eventTime), uid)
                .uid(uid);
    }

    Properties properties() {
        Properties properties = client.toProperties();
        properties.setProperty(
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                IsolationLevel.READ_COMMITTED.toString().toLowerCase(Locale.ROOT));
        properties.setProperty(KafkaSourceOptions.PARTITION_DISCOVERY_INTERVAL_MS.key(), DISCOVERY_MILLIS);
        return properties;
    }

    static OffsetsInitializer offsets(KafkaStartingOffsets start) {
        switch (start.kind()) {
            case EARLIEST:
                return OffsetsInitializer.earliest();
            case LATEST:
                return OffsetsInitializer.latest();
            case AT_TIMESTAMP:
                return OffsetsInitializer.timestamp(start.timestamp().toEpochMilli());
            case COMMITTED_OR_EARLIEST:
                return OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST);
            default:
                return OffsetsInitializer.committedOffsets(OffsetResetStrategy.LATEST);
        }
    }
}
