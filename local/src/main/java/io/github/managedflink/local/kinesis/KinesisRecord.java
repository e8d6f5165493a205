package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.model.StoredRecord;
import java.time.Instant;

/** A record that a stream of the stand-in holds. */
public final class KinesisRecord {

    private final String shardId;
    private final StoredRecord stored;

    KinesisRecord(String shardId, StoredRecord stored) {
        this.shardId = shardId;
        this.stored = stored;
    }

    public String shardId() {
        return shardId;
    }

    public String sequenceNumber() {
        return stored.sequenceNumber();
    }

    public String partitionKey() {
        return stored.partitionKey();
    }

    /** When the record arrived, in whole milliseconds. */
    public Instant arrival() {
        return stored.arrival();
    }

    /** The payload itself, not a copy: not to be changed. */
    public byte[] data() {
        return stored.data();
    }
}
