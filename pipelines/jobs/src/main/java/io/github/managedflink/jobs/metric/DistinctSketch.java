package io.github.managedflink.jobs.metric;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * How many distinct hashes were seen: the hashes themselves while they are few, which makes the count exact, then
 * HyperLogLog's registers, whose relative standard error is 1.04 / √(2^precision). Both depend on the set of hashes
 * alone, so that neither order nor grouping shows.
 *
 * @see <a href="https://arxiv.org/abs/1702.01284">Otmar Ertl: New cardinality estimation algorithms for HyperLogLog
 *     sketches</a>, whose estimator needs no tables of corrections
 */
final class DistinctSketch {
    private static final int FEW = 0;
    private static final int REGISTERS = 1;
    private static final int INITIAL_CAPACITY = 4;

    private final int precision;
    /** Ascending; used until the registers are. */
    private long[] hashes = new long[0];

    private int size;
    /** One byte a register; null while hashes are few. */
    private byte[] registers;

    /** @param precision the number of registers as a power of two, 4 to 18 */
    DistinctSketch(int precision) {
        this.precision = precision;
    }

    /** Up to how many distinct hashes are counted exactly: as many as take half the memory of the registers. */
    private int few() {
        return 1 << (precision - 4);
    }

    void add(long hash) {
        if (registers != null) {
            register(hash);
            return;
        }
        int at = Arrays.binarySearch(hashes, 0, size, hash);
        if (at >= 0) {
            return;
        }
        if (size == few()) {
            useRegisters();
            register(hash);
            return;
        }
        int to = -at - 1;
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(few(), Math.max(INITIAL_CAPACITY, size + (size >> 1))));
        }
        System.arraycopy(hashes, to, hashes, to + 1, size - to);
        hashes[to] = hash;
        size++;
    }

    private void useRegisters() {
        registers = new byte[1 << precision];
        for (int i = 0; i < size; i++) {
            register(hashes[i]);
        }
        hashes = new long[0];
        size = 0;
    }

    private void register(long hash) {
        int register = (int) (hash >>> (Long.SIZE - precision));
        // The bit behind the last one ends the run of zeros.
        int rank = Long.numberOfLeadingZeros((hash << precision) | (1L << (precision - 1))) + 1;
        if (rank > registers[register]) {
            registers[register] = (byte) rank;
        }
    }

    void add(DistinctSketch other) {
        if (other.registers == null) {
            for (int i = 0; i < other.size; i++) {
                add(other.hashes[i]);
            }
            return;
        }
        if (registers == null) {
            useRegisters();
        }
        for (int i = 0; i < registers.length; i++) {
            registers[i] = (byte) Math.max(registers[i], other.registers[i]);
        }
    }

    long estimate() {
        return registers == null ? size : Math.round(registersEstimate());
    }

    private double registersEstimate() {
        int most = Long.SIZE - precision;
        int[] histogram = new int[most + 2];
        for (byte register : registers) {
            histogram[register]++;
        }
        double m = registers.length;
        double z = m * tau((m - histogram[most + 1]) / m);
        for (int k = most; k >= 1; k--) {
            z = 0.5 * (z + histogram[k]);
        }
        z += m * sigma(histogram[0] / m);
        return m * m / (2 * StrictMath.log(2) * z);
    }

    private static double sigma(double start) {
        if (start == 1) {
            return Double.POSITIVE_INFINITY;
        }
        double x = start;
        double y = 1;
        double z = x;
        double before;
        do {
            x *= x;
            before = z;
            z += x * y;
            y += y;
        } while (z != before);
        return z;
    }

    private static double tau(double start) {
        if (start == 0 || start == 1) {
            return 0;
        }
        double x = start;
        double y = 1;
        double z = 1 - x;
        double before;
        do {
            x = Math.sqrt(x);
            before = z;
            y *= 0.5;
            z -= (1 - x) * (1 - x) * y;
        } while (z != before);
        return z / 3;
    }

    /** About how many bytes of memory it takes. */
    int weight() {
        return 64 + (registers == null ? Long.BYTES * hashes.length : registers.length);
    }

    void write(DataOutputView out) throws IOException {
        if (registers == null) {
            out.writeByte(FEW);
            Varint.write(size, out);
            for (int i = 0; i < size; i++) {
                out.writeLong(hashes[i]);
            }
        } else {
            out.writeByte(REGISTERS);
            out.write(registers);
        }
    }

    void read(DataInputView in) throws IOException {
        if (in.readByte() == FEW) {
            size = (int) Varint.read(in);
            hashes = new long[size];
            for (int i = 0; i < size; i++) {
                hashes[i] = in.readLong();
            }
        } else {
            registers = new byte[1 << precision];
            in.readFully(registers);
        }
    }
}
