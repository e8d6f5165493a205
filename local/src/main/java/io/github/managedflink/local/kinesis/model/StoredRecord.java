package io.github.managedflink.local.kinesis.model;

import java.time.Instant;

/** A record as a shard holds it. */
public final class StoredRecord {

    private final long sequence;
    private final long arrivalMillis;
    private final String partitionKey;
    private final byte[] data;
    private final int bytes;

    StoredRecord(long sequence, long arrivalMillis, NewRecord record) {
        this.sequence = sequence;
        this.arrivalMillis = arrivalMillis;
        this.partitionKey = record.partitionKey();
        this.data = record.data();
        this.bytes = record.bytes();
    }

    long sequence() {
        return sequence;
    }

    long arrivalMillis() {
        return arrivalMillis;
    }

    int bytes() {
        return bytes;
    }

    public String sequenceNumber() {
        return SequenceNumber.format(sequence);
    }

    /** When the record arrived, in whole milliseconds; never earlier than that of the record before it in the shard. */
    public Instant arrival() {
        return Instant.ofEpochMilli(arrivalMillis);
    }

    public String partitionKey() {
        return partitionKey;
    }

    /** The payload itself, not a copy: not to be changed. */
    public byte[] data() {
        return data;
    }
}
