package org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.clientlibrary.types;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.flink.kinesis.shaded.com.amazonaws.services.kinesis.model.Record;
import org.apache.flink.kinesis.shaded.com.google.protobuf.InvalidProtocolBufferException;

/**
 * A record as its producer made it, which the Kinesis Producer Library may have packed together with others. The
 * connector knows the class by this name; the one that comes with it loses records: it drops a whole pack without a
 * word if one record's hash key is not the shard's, which only the Kinesis Producer Library makes good by sending
 * again, and where a pack refers to a partition key that it does not hold it ends the job, for want of a class that
 * Java 11 has no more.
 *
 * @see <a href="https://github.com/awslabs/amazon-kinesis-producer/blob/master/aggregation-format.md">KPL aggregated
 *     record format</a>
 */
public final class UserRecord extends Record {
    private static final long serialVersionUID = 1L;

    private static final byte[] MAGIC = {(byte) 0xf3, (byte) 0x89, (byte) 0x9a, (byte) 0xc2};
    private static final int DIGEST_BYTES = 16;

    private final boolean aggregated;
    private final long subSequenceNumber;

    private UserRecord(
            Record origin, ByteBuffer data, String partitionKey, boolean aggregated, long subSequenceNumber) {
        this.aggregated = aggregated;
        this.subSequenceNumber = subSequenceNumber;
        setData(data);
        setPartitionKey(partitionKey);
        setSequenceNumber(origin.getSequenceNumber());
        setApproximateArrivalTimestamp(origin.getApproximateArrivalTimestamp());
        setEncryptionType(origin.getEncryptionType());
    }

    /**
     * The records in their order, each pack opened. What cannot be read as a pack from the first to the last record
     * stays as it is.
     *
     * @param startingHashKey not looked at: a record belongs to whoever reads the shard that it is in
     * @param endingHashKey not looked at
     */
    public static List<UserRecord> deaggregate(
            List<Record> records, BigInteger startingHashKey, BigInteger endingHashKey) {
        List<UserRecord> opened = new ArrayList<>(records.size());
        for (Record record : records) {
            Optional<Messages.AggregatedRecord> pack = read(record.getData());
            if (pack.isPresent()) {
                open(record, pack.get(), opened);
            } else {
                opened.add(new UserRecord(record, record.getData(), record.getPartitionKey(), false, 0));
            }
        }
        return opened;
    }

    private static void open(Record record, Messages.AggregatedRecord pack, List<UserRecord> opened) {
        long subSequenceNumber = 0;
        for (Messages.Record each : pack.getRecordsList()) {
            opened.add(new UserRecord(
                    record,
                    ByteBuffer.wrap(each.getData().toByteArray()),
                    pack.getPartitionKeyTable((int) each.getPartitionKeyIndex()),
                    true,
                    subSequenceNumber++));
        }
    }

    private static Optional<Messages.AggregatedRecord> read(ByteBuffer data) {
        ByteBuffer left = data.duplicate();
        if (left.remaining() < MAGIC.length + DIGEST_BYTES || !Arrays.equals(take(left, MAGIC.length), MAGIC)) {
            return Optional.empty();
        }
        byte[] message = take(left, left.remaining() - DIGEST_BYTES);
        if (!Arrays.equals(DigestUtils.md5(message), take(left, DIGEST_BYTES))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Messages.AggregatedRecord.parseFrom(message)).filter(UserRecord::isWhole);
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty();
        }
    }

    private static boolean isWhole(Messages.AggregatedRecord pack) {
        return pack.getRecordsCount() > 0
                && pack.getRecordsList().stream()
                        .allMatch(each -> each.getPartitionKeyIndex() >= 0
                                && each.getPartitionKeyIndex() < pack.getPartitionKeyTableCount());
    }

    private static byte[] take(ByteBuffer from, int bytes) {
        byte[] taken = new byte[bytes];
        from.get(taken);
        return taken;
    }

    /** Whether it was in a pack. */
    public boolean isAggregated() {
        return aggregated;
    }

    /** Its place in the pack, from 0. */
    public long getSubSequenceNumber() {
        return subSequenceNumber;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserRecord
                && super.equals(other)
                && aggregated == ((UserRecord) other).aggregated
                && subSequenceNumber == ((UserRecord) other).subSequenceNumber;
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Long.hashCode(subSequenceNumber);
    }
}
