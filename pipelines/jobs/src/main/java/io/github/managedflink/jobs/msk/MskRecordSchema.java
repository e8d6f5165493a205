package io.github.managedflink.jobs.msk;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Addresses records to a topic. */
final class MskRecordSchema implements KafkaRecordSerializationSchema<MskRecord> {
    private static final long serialVersionUID = 1L;

    private final String topic;

    MskRecordSchema(String topic) {
        this.topic = topic;
    }

    private Integer partition(MskRecord record, KafkaSinkContext context) {
        if (record.getPartition() == null) {
            return null;
        }
        int[] partitions = context.getPartitionsForTopic(topic);
        return partitions[record.getPartition() % partitions.length];
    }

    /** Without the event time: a broker would delete an old record at once, and refuse one from the future. */
    @Override
    public ProducerRecord<byte[], byte[]> serialize(MskRecord element, KafkaSinkContext context, Long eventTime) {
        return new ProducerRecord<>(topic, partition(element, context), element.getKey(), element.getValue());
    }
}
