package io.github.managedflink.jobs.msk;

import io.github.managedflink.jobs.connector.SinkConnector;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.DeliveryGuarantee;
import io.github.managedflink.model.sink.MskSinkSpec;
import java.util.Locale;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Writes a topic with the {@link KafkaSink}: exactly once in transactions that are committed when a checkpoint is
 * complete, or at least once.
 *
 * @see <a
 *     href="https://nightlies.apache.org/flink/flink-docs-release-1.20/docs/connectors/datastream/kafka/#fault-tolerance">Fault
 *     tolerance of the Kafka connector</a>
 */
public final class MskSinkConnector implements SinkConnector<MskRecord> {
    /**
     * Kafka's 16 KB hold some 60 records of 250 bytes, which compress badly and cost a request each few milliseconds.
     */
    private static final String BATCH_BYTES = "131072";

    private static final String LINGER_MILLIS = "20";

    private final MskSinkSpec sink;
    private final LocalEndpoints endpoints;
    private final KafkaClientSettings client;

    public MskSinkConnector(MskSinkSpec sink, LocalEndpoints endpoints) {
        this.sink = sink;
        this.endpoints = endpoints;
        this.client = new KafkaClientSettings(sink.bootstrapServers(), sink.authentication(), endpoints);
    }

    @Override
    public TypeInformation<MskRecord> inputType() {
        return TypeInformation.of(MskRecord.class);
    }

    @Override
    public SinkEncoder<MskRecord> encoder() {
        return new MskRecordEncoder(sink, endpoints);
    }

    @Override
    public KafkaSink<MskRecord> sink() {
        KafkaSinkBuilder<MskRecord> kafka = KafkaSink.<MskRecord>builder()
                .setBootstrapServers(client.bootstrapServers())
                .setRecordSerializer(new MskRecordSchema(sink.topic()))
                .setKafkaProducerConfig(properties());
        if (sink.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
            return kafka.setDeliveryGuarantee(org.apache.flink.connector.base.DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionalIdPrefix(sink.transactionalIdPrefix())
                    .build();
        }
        return kafka.setDeliveryGuarantee(org.apache.flink.connector.base.DeliveryGuarantee.AT_LEAST_ONCE)
                .build();
    }

    Properties properties() {
        Properties properties = client.toProperties();
        properties.setProperty(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                sink.compression().name().toLowerCase(Locale.ROOT));
        properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, String.valueOf(sink.maxRecordBytes()));
        properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        properties.setProperty(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, KafkaClientSettings.PATIENCE_MILLIS);
        properties.setProperty(ProducerConfig.MAX_BLOCK_MS_CONFIG, KafkaClientSettings.PATIENCE_MILLIS);
        if (sink.transactionTimeout() != null) {
            properties.setProperty(
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    String.valueOf(sink.transactionTimeout().toMillis()));
        }
        return properties;
    }
}
