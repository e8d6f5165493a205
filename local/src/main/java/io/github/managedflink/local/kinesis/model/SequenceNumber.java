package io.github.managedflink.local.kinesis.model;

import java.math.BigInteger;

/**
 * The text form of sequence numbers. Inside the stand-in they are a counter per stream; on the wire they have 56 digits
 * as the service's have, so that a client that keeps them in a {@code long}, or compares them as text of different
 * lengths, fails here too.
 */
public final class SequenceNumber {

    private static final BigInteger BASE = new BigInteger("49" + "0".repeat(54));
    private static final BigInteger LARGEST = BASE.add(BigInteger.valueOf(Long.MAX_VALUE));
    private static final String PREFIX = "49" + "0".repeat(35);

    private SequenceNumber() {}

    /** Formats a stream's counter, which is not negative. */
    public static String format(long counter) {
        String digits = Long.toString(counter);
        return PREFIX + "0".repeat(19 - digits.length()) + digits;
    }

    /**
     * Reads a number that {@link #format} wrote. Smaller ones, "0" among them, stand for the time before the first
     * record.
     *
     * @throws KinesisException if the text is no sequence number, or one that no stream of this stand-in can have given
     */
    static long parse(String text) {
        if (!text.matches("0|[1-9]\\d{0,128}")) {
            throw KinesisException.validation("StartingSequenceNumber must be a decimal number, not " + text);
        }
        BigInteger number = new BigInteger(text);
        if (number.compareTo(LARGEST) > 0) {
            throw KinesisException.invalidArgument(
                    "StartingSequenceNumber " + text + " is of no record of this stream");
        }
        return number.subtract(BASE).max(BigInteger.ZERO).longValueExact();
    }
}
