package io.github.managedflink.test.kinesis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Packs records into one as the Kinesis Producer Library does: a magic number, a Protocol Buffers message, and the
 * message's MD5.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL aggregated
 *     record format</a>
 */
final class KplAggregate {
    private static final byte[] MAGIC = {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2};
    private static final int PARTITION_KEY_TABLE = 1;
    private static final int RECORDS = 3;
    private static final int PARTITION_KEY_INDEX = 1;
    private static final int DATA = 3;
    private static final int LENGTH_DELIMITED = 2;

    private KplAggregate() {}

    /** An aggregate of records that share a partition key. */
    static byte[] of(List<byte[]> records) {
        return withPartitionKeyIndex(0, records);
    }

    /** An aggregate with one partition key, the first. */
    static byte[] withPartitionKeyIndex(int index, List<byte[]> records) {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        writeBytes(message, PARTITION_KEY_TABLE, "key".getBytes(StandardCharsets.UTF_8));
        for (byte[] data : records) {
            ByteArrayOutputStream record = new ByteArrayOutputStream();
            writeVarint(record, PARTITION_KEY_INDEX << 3);
            writeVarint(record, index);
            writeBytes(record, DATA, data);
            writeBytes(message, RECORDS, record.toByteArray());
        }
        return sealed(message.toByteArray());
    }

    /** Any message between the magic number and the digest of it. */
    static byte[] sealed(byte[] message) {
        ByteArrayOutputStream aggregate = new ByteArrayOutputStream();
        aggregate.writeBytes(MAGIC);
        aggregate.writeBytes(message);
        aggregate.writeBytes(md5(message));
        return aggregate.toByteArray();
    }

    private static void writeBytes(ByteArrayOutputStream out, int field, byte[] value) {
        writeVarint(out, (field << 3) | LENGTH_DELIMITED);
        writeVarint(out, value.length);
        out.writeBytes(value);
    }

    private static void writeVarint(ByteArrayOutputStream out, int value) {
        int left = value;
        while (left > 0x7f) {
            out.write((left & 0x7f) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private static byte[] md5(byte[] message) {
        try {
            return MessageDigest.getInstance("MD5").digest(message);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
