package io.github.managedflink.local.service;

import java.util.Optional;

/**
 * A record to be put into a stream or topic.
 *
 * @param key the partition key of a Kinesis record or the key of a Kafka record, which decides upon the shard or
 *     partition; empty if it may go to any
 * @param data what it holds
 */
@SuppressWarnings("ArrayRecordComponent") // Records of streams are bytes; they are not compared.
public record SourceRecord(Optional<String> key, byte[] data) {

    /** A record that may go to any shard or partition. */
    public static SourceRecord withoutKey(byte[] data) {
        return new SourceRecord(Optional.empty(), data);
    }
}
