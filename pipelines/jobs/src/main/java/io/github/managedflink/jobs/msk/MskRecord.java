package io.github.managedflink.jobs.msk;

/** A record ready to be written. A POJO as Flink understands it; nobody changes it once it is filled. */
public final class MskRecord {
    private byte[] key;
    private byte[] value;

    /** For Flink, which fills it. */
    public MskRecord() {}

    MskRecord(byte[] key, byte[] value) {
        this.key = key;
        this.value = value;
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
