package io.github.managedflink.jobs.event;

/** A message as it came from the source. */
public final class Message {
    /** The partition of a message that no shard or partition holds. */
    public static final int NO_PARTITION = -1;

    private final byte[] payload;
    private final String shard;
    private final String sequenceNumber;
    private final long arrival;
    private final int partition;
    private final String partitionKey;
    private final ReadOrder order;

    /**
     * A message of no shard or partition.
     *
     * @param payload the bytes, which nobody changes afterwards
     * @param arrival when it arrived in the stream, in milliseconds since the epoch
     */
    public Message(byte[] payload, String shard, String sequenceNumber, long arrival) {
        this(payload, shard, sequenceNumber, arrival, NO_PARTITION, null);
    }

    /**
     * A message of a shard or partition.
     *
     * @param payload the bytes, which nobody changes afterwards
     * @param arrival when it arrived in the stream, in milliseconds since the epoch
     * @param partition the number of the shard or partition
     * @param partitionKey by which the stream chose the shard; null if that is not known
     */
    public Message(
            byte[] payload, String shard, String sequenceNumber, long arrival, int partition, String partitionKey) {
        this(payload, shard, sequenceNumber, arrival, partition, partitionKey, null);
    }

    private Message(
            byte[] payload,
            String shard,
            String sequenceNumber,
            long arrival,
            int partition,
            String partitionKey,
            ReadOrder order) {
        this.payload = payload;
        this.shard = shard;
        this.sequenceNumber = sequenceNumber;
        this.arrival = arrival;
        this.partition = partition;
        this.partitionKey = partitionKey;
        this.order = order;
    }

    /** The same message, with the turn of the record that was made of it. */
    public Message inOrder(ReadOrder turn) {
        return new Message(payload, shard, sequenceNumber, arrival, partition, partitionKey, turn);
    }

    /** The same message, of a shard or partition. */
    Message of(int number, String key) {
        return new Message(payload, shard, sequenceNumber, arrival, number, key, order);
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

    /** The number of the shard or partition, or {@link #NO_PARTITION}. */
    public int partition() {
        return partition;
    }

    /** By which the stream chose the shard; null if that is not known. */
    public String partitionKey() {
        return partitionKey;
    }

    /** The turn of the record; null where no shuffle can change the order of records. */
    public ReadOrder order() {
        return order;
    }
}
