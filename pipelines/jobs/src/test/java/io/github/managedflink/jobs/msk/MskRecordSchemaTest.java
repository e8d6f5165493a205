package io.github.managedflink.jobs.msk;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class MskRecordSchemaTest {
    private static final byte[] VALUE = {1};

    private final MskRecordSchema schema = new MskRecordSchema("copies");

    @Test
    void recordsOfOnePartitionGoToOne() {
        assertThat(serialize(new MskRecord(2, null, VALUE)).partition()).isEqualTo(2);
        assertThat(serialize(new MskRecord(3, null, VALUE)).partition()).isZero();
        assertThat(serialize(new MskRecord(7, null, VALUE)).partition()).isEqualTo(1);
    }

    @Test
    void keyOrClientChooseThePartitionOfOthers() {
        byte[] key = {2};

        assertThat(serialize(new MskRecord(null, null, VALUE)).partition()).isNull();
        assertThat(serialize(new MskRecord(null, key, VALUE)).partition()).isNull();
        assertThat(serialize(new MskRecord(null, key, VALUE)).key()).isEqualTo(key);
    }

    private ProducerRecord<byte[], byte[]> serialize(MskRecord record) {
        return schema.serialize(record, new ThreePartitions(), 0L);
    }

    private static final class ThreePartitions implements KafkaSinkContext {
        @Override
        public int getParallelInstanceId() {
            return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
            return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
            assertThat(topic).isEqualTo("copies");
            return new int[] {0, 1, 2};
        }
    }
}
