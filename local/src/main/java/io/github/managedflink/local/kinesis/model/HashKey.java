package io.github.managedflink.local.kinesis.model;

import java.math.BigInteger;
import org.apache.commons.codec.digest.DigestUtils;

/** Where a record falls in the hash key space. */
final class HashKey {

    private HashKey() {}

    /** The MD5 of a partition key, read as an unsigned 128-bit number: how the service picks a shard. */
    static BigInteger ofPartitionKey(String partitionKey) {
        return new BigInteger(1, DigestUtils.md5(partitionKey));
    }

    /** A hash key that the caller gives in decimal digits. */
    static BigInteger parse(String field, String digits) {
        if (!digits.matches("0|[1-9]\\d{0,38}")) {
            throw KinesisException.validation(field + " must be a decimal number of at most 39 digits, not " + digits);
        }
        BigInteger key = new BigInteger(digits);
        if (key.compareTo(HashKeyRange.MAX_KEY) > 0) {
            throw KinesisException.invalidArgument(field + " " + digits + " is larger than 2^128 - 1");
        }
        return key;
    }
}
