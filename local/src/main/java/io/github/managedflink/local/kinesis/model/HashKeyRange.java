package io.github.managedflink.local.kinesis.model;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A shard's part of the hash key space [0, 2<sup>128</sup> - 1], both ends included.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_HashKeyRange.html">HashKeyRange</a>
 */
public record HashKeyRange(BigInteger start, BigInteger end) {

    private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(128);

    /** The largest hash key. */
    public static final BigInteger MAX_KEY = SPACE.subtract(BigInteger.ONE);

    public HashKeyRange {
        if (start.signum() < 0 || start.compareTo(end) > 0 || end.compareTo(MAX_KEY) > 0) {
            throw new IllegalArgumentException("not a range of hash keys: [" + start + ", " + end + "]");
        }
    }

    /** The whole space cut in {@code count} ranges of one size; the last one takes the remainder. */
    public static List<HashKeyRange> uniform(int count) {
        BigInteger size = SPACE.divide(BigInteger.valueOf(count));
        List<HashKeyRange> ranges = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            BigInteger start = size.multiply(BigInteger.valueOf(i));
            BigInteger end = i == count - 1 ? MAX_KEY : start.add(size).subtract(BigInteger.ONE);
            ranges.add(new HashKeyRange(start, end));
        }
        return ranges;
    }

    public boolean contains(BigInteger key) {
        return start.compareTo(key) <= 0 && key.compareTo(end) <= 0;
    }

    /** Whether the service would split here: not so close to an end that a part has a single key. */
    public boolean canSplitAt(BigInteger newStart) {
        return start.add(BigInteger.ONE).compareTo(newStart) < 0 && newStart.compareTo(end) < 0;
    }

    /** Two ranges, of which the second starts at {@code newStart}. */
    public List<HashKeyRange> splitAt(BigInteger newStart) {
        return List.of(new HashKeyRange(start, newStart.subtract(BigInteger.ONE)), new HashKeyRange(newStart, end));
    }

    public boolean isAdjacentTo(HashKeyRange other) {
        return end.add(BigInteger.ONE).equals(other.start)
                || other.end.add(BigInteger.ONE).equals(start);
    }

    /** The range that two adjacent ranges make together. */
    public HashKeyRange mergeWith(HashKeyRange other) {
        if (!isAdjacentTo(other)) {
            throw new IllegalArgumentException(this + " and " + other + " are not adjacent");
        }
        return new HashKeyRange(start.min(other.start), end.max(other.end));
    }
}
