package io.github.managedflink.local.kinesis.model;

import java.util.List;

/**
 * What one read of a shard gives.
 *
 * @param records the records, none of them when the reader is at the tip
 * @param nextPosition where the next read begins, as an index into the shard
 * @param endOfShard whether the shard is closed and nothing of it is left
 * @param millisBehindLatest how long the first record that is left has waited, in milliseconds; 0 when none is left
 * @param continuation the sequence number after which a later reader goes on
 */
public record ShardSlice(
        List<StoredRecord> records,
        int nextPosition,
        boolean endOfShard,
        long millisBehindLatest,
        String continuation) {

    public ShardSlice {
        records = List.copyOf(records);
    }
}
