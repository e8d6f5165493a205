package io.github.managedflink.jobs.msk;

/** A record ready to be written. A POJO as Flink understands it; nobody changes it once it is filled. */
public final class MskRecord {
    private Integer partition;
    private byte[] key;
    private byte[] value;

    /** For Flink, which fills it. */
    public MskRecord() {}

    MskRecord(Integer partition, byte[] key, byte[] value) {
        this.partition = partition;
        this.key = key;
        this.value = value;
    }

    /** The number by which the topic's partition is chosen; null if the key chooses it, or the client. */
    public Integer getPartition() {
        return partition;
    }

    public void setPartition(Integer partition) {
        this.partition = partition;
    }

    /** The key; null if the record has none. */
    public byte[] getKey() {
        return key;
    }

    public void setKey(byte[] key) {
        this.key = key;
    }

    public byte[] getValue() {
        return value;
    }

    public void setValue(byte[] value) {
        this.value = value;
    }
}
