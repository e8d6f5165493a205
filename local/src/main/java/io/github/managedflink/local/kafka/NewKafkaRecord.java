package io.github.managedflink.local.kafka;

import java.util.Objects;

/**
 * A record to be put into a topic.
 *
 * @param key decides upon the partition as Kafka's producer does; {@code null} for none
 * @param value the payload; {@code null} for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // Records of Kafka are bytes; they are not compared.
public record NewKafkaRecord(byte[] key, byte[] value) {

    /** A record without a key. */
    public static NewKafkaRecord of(byte[] value) {
        return new NewKafkaRecord(null, Objects.requireNonNull(value, "value"));
    }
}
