package io.github.managedflink.local.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic on from where it last was to its end: what transactions committed, and not the markers that they leave.
 */
final class CommittedRecords implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Begins at the start of the topic. */
    CommittedRecords(String bootstrapServers, String topic) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Hands over what has come until now; in each partition in order. */
    void forEach(Consumer<ConsumerRecord<byte[], byte[]>> action) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (!hasReached(ends)) {
            consumer.poll(POLL).forEach(action);
        }
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        Collection<TopicPartition> partitions = consumer.assignment();
        return partitions.stream().allMatch(each -> consumer.position(each) >= ends.get(each));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
