package io.github.managedflink.jobs.event;

/** A message as it came from the source. */
public final class Message {
    private final byte[] payload;
    private final String shard;
    private final String sequenceNumber;
    private final long arrival;

    /**
     * @param payload the bytes, which nobody changes afterwards
     * @param arrival when it arrived in the stream, in milliseconds since the epoch
     */
    public Message(byte[] payload, String shard, String sequenceNumber, long arrival) {
        this.payload = payload;
        this.shard = shard;
        this.sequenceNumber = sequenceNumber;
        this.arrival = arrival;
    }

    public byte[] payload() {
        return payload;
    }

    public String shard() {
        return shard;
    }

    public String sequenceNumber() {
        return sequenceNumber;
    }

    public long arrival() {
        return arrival;
    }
}
