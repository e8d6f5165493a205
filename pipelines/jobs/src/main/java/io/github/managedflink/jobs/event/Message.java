package io.github.managedflink.jobs.event;

/** A message as it came from the source. */
public final class Message {
    private final byte[] payload;
    private final String shard;
    private final String sequenceNumber;
    private final long arrival;
    private final ReadOrder order;

    /**
     * @param payload the bytes, which nobody changes afterwards
     * @param arrival when it arrived in the stream, in milliseconds since the epoch
     */
    public Message(byte[] payload, String shard, String sequenceNumber, long arrival) {
        this(payload, shard, sequenceNumber, arrival, null);
    }

    private Message(byte[] payload, String shard, String sequenceNumber, long arrival, ReadOrder order) {
        this.payload = payload;
        this.shard = shard;
        this.sequenceNumber = sequenceNumber;
        this.arrival = arrival;
        this.order = order;
    }

    /** The same message, with the turn of the record that was made of it. */
    public Message inOrder(ReadOrder turn) {
        return new Message(payload, shard, sequenceNumber, arrival, turn);
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

    /** The turn of the record; null where no shuffle can change the order of records. */
    public ReadOrder order() {
        return order;
    }
}
