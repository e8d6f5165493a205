package io.github.managedflink.jobs.metric;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Counts of numbers in buckets whose bounds grow by a constant factor, after DDSketch: a quantile is within the
 * relative accuracy of the true one. Merging adds counts, so that neither order nor grouping shows. A bucket is found
 * from the exponent and the significand alone, by arithmetic that is exact to the bit on every machine; logarithms are
 * not.
 *
 * <p>Numbers nearer to zero than {@value #SMALLEST} count as zero.
 *
 * @see <a href="https://www.vldb.org/pvldb/vol12/p2195-masson.pdf">Masson, Rim, Lee: DDSketch, VLDB 2019</a>
 */
final class QuantileSketch {
    static final double SMALLEST = 1e-12;

    private static final int INITIAL_CAPACITY = 4;

    private final double bucketsPerUnit;
    private long zeros;
    private final Buckets positive = new Buckets();
    private final Buckets negative = new Buckets();

    /** @param accuracy the relative accuracy, such as 0.01 */
    QuantileSketch(double accuracy) {
        // In the log scale that index() approximates from below, a bucket is as wide as the natural logarithm of its
        // bounds' ratio.
        this.bucketsPerUnit = 1 / StrictMath.log((1 + accuracy) / (1 - accuracy));
    }

    void add(double value) {
        if (value >= SMALLEST) {
            positive.add(index(value), 1);
        } else if (value <= -SMALLEST) {
            negative.add(index(-value), 1);
        } else {
            zeros++;
        }
    }

    void add(QuantileSketch other) {
        zeros += other.zeros;
        positive.add(other.positive);
        negative.add(other.negative);
    }

    /**
     * e + s for the number (1 + s) · 2^e: it grows at least as fast as the logarithm, so that no bucket is too wide.
     */
    private int index(double value) {
        int exponent = Math.getExponent(value);
        double significand = Math.scalb(value, -exponent);
        return (int) Math.floor((exponent + (significand - 1)) * bucketsPerUnit);
    }

    private double lowerBound(int index) {
        double position = index / bucketsPerUnit;
        double exponent = Math.floor(position);
        return Math.scalb(1 + (position - exponent), (int) exponent);
    }

    /** The number whose relative distance to both bounds of a bucket is the same. */
    private double middle(int index) {
        double lower = lowerBound(index);
        double upper = lowerBound(index + 1);
        return 2 * lower * (upper / (lower + upper));
    }

    long count() {
        return zeros + positive.total + negative.total;
    }

    /** The number of a rank, from 1 for the smallest, within the relative accuracy. */
    double valueAt(long rank) {
        long rest = rank;
        for (int i = negative.size - 1; i >= 0; i--) {
            rest -= negative.counts[i];
            if (rest <= 0) {
                return -middle(negative.indexes[i]);
            }
        }
        rest -= zeros;
        if (rest <= 0) {
            return 0;
        }
        for (int i = 0; i < positive.size; i++) {
            rest -= positive.counts[i];
            if (rest <= 0) {
                return middle(positive.indexes[i]);
            }
        }
        throw new IllegalArgumentException("rank " + rank + " of " + count());
    }

    /** About how many bytes of memory it takes. */
    int weight() {
        return 128 + 12 * (positive.indexes.length + negative.indexes.length);
    }

    void write(DataOutputView out) throws IOException {
        Varint.write(zeros, out);
        positive.write(out);
        negative.write(out);
    }

    void read(DataInputView in) throws IOException {
        zeros = Varint.read(in);
        positive.read(in);
        negative.read(in);
    }

    /** Counts by index, in the order of the indexes. */
    private static final class Buckets {
        private int[] indexes = new int[0];
        private long[] counts = new long[0];
        private int size;
        private long total;

        void add(int index, long count) {
            total += count;
            int at = Arrays.binarySearch(indexes, 0, size, index);
            if (at >= 0) {
                counts[at] += count;
                return;
            }
            int to = -at - 1;
            if (size == indexes.length) {
                int capacity = Math.max(INITIAL_CAPACITY, size + (size >> 1));
                indexes = Arrays.copyOf(indexes, capacity);
                counts = Arrays.copyOf(counts, capacity);
            }
            System.arraycopy(indexes, to, indexes, to + 1, size - to);
            System.arraycopy(counts, to, counts, to + 1, size - to);
            indexes[to] = index;
            counts[to] = count;
            size++;
        }

        void add(Buckets other) {
            for (int i = 0; i < other.size; i++) {
                add(other.indexes[i], other.counts[i]);
            }
        }

        void write(DataOutputView out) throws IOException {
            Varint.write(size, out);
            int before = 0;
            for (int i = 0; i < size; i++) {
                Varint.writeSigned((long) indexes[i] - before, out);
                Varint.write(counts[i], out);
                before = indexes[i];
            }
        }

        void read(DataInputView in) throws IOException {
            size = (int) Varint.read(in);
            indexes = new int[size];
            counts = new long[size];
            int before = 0;
            for (int i = 0; i < size; i++) {
                before += (int) Varint.readSigned(in);
                indexes[i] = before;
                counts[i] = Varint.read(in);
                total += counts[i];
            }
        }
    }
}
