package io.github.managedflink.local.kafka;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record as a topic holds it.
 *
 * @param key {@code null} if it has none
 * @param value {@code null} if it is a tombstone
 * @param headers by name; of headers with the same name, the last
 */
@SuppressWarnings("ArrayRecordComponent") // Records of Kafka are bytes; they are not compared.
public record KafkaRecord(
        int partition, long offset, Instant timestamp, byte[] key, byte[] value, Map<String, byte[]> headers) {

    static KafkaRecord of(ConsumerRecord<byte[], byte[]> consumed) {
        Map<String, byte[]> headers = new LinkedHashMap<>();
        consumed.headers().forEach(header -> headers.put(header.key(), header.value()));
        return new KafkaRecord(
                consumed.partition(),
                consumed.offset(),
                Instant.ofEpochMilli(consumed.timestamp()),
                consumed.key(),
                consumed.value(),
                headers);
    }
}
