package io.github.managedflink.local.kinesis.model;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A record that a producer hands over. Does not copy its data. The stream checks its size. */
public final class NewRecord {

    private static final int MAX_PARTITION_KEY_CHARS = 256;

    private final String partitionKey;
    private final BigInteger hashKey;
    private final byte[] data;
    private final int bytes;

    private NewRecord(String partitionKey, BigInteger hashKey, byte[] data) {
        this.partitionKey = partitionKey;
        this.hashKey = hashKey;
        this.data = data;
        this.bytes = data.length + partitionKey.getBytes(StandardCharsets.UTF_8).length;
        if (partitionKey.isEmpty() || partitionKey.length() > MAX_PARTITION_KEY_CHARS) {
            throw KinesisException.validation("PartitionKey must have 1 to " + MAX_PARTITION_KEY_CHARS
                    + " characters, not " + partitionKey.length());
        }
    }

    /** A record that goes to the shard of its partition key, of 1 to 256 characters. */
    public static NewRecord of(String partitionKey, byte[] data) {
        Objects.requireNonNull(data, "data");
        return new NewRecord(partitionKey, HashKey.ofPartitionKey(partitionKey), data);
    }

    /** A record that goes to the shard of a hash key, in decimal digits, whatever its partition key is. */
    public static NewRecord withExplicitHashKey(String partitionKey, String explicitHashKey, byte[] data) {
        Objects.requireNonNull(data, "data");
        return new NewRecord(partitionKey, HashKey.parse("ExplicitHashKey", explicitHashKey), data);
    }

    String partitionKey() {
        return partitionKey;
    }

    BigInteger hashKey() {
        return hashKey;
    }

    byte[] data() {
        return data;
    }

    /** Size of data and partition key, as the limits count it. */
    public int bytes() {
        return bytes;
    }
}
