package io.github.managedflink.jobs.kinesis;

import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.format.Utf8;

/** A record of a stream. */
final class KinesisEntry extends SinkEntry {
    private static final long serialVersionUID = 1L;

    private final String partitionKey;
    private final byte[] data;

    /** @param data the bytes, which nobody changes afterwards */
    KinesisEntry(Message message, String partitionKey, byte[] data) {
        super(message);
        this.partitionKey = partitionKey;
        this.data = data;
    }

    String partitionKey() {
        return partitionKey;
    }

    byte[] data() {
        return data;
    }

    @Override
    public long sizeInBytes() {
        return data.length + Utf8.length(partitionKey);
    }
}
