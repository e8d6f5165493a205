package io.github.managedflink.jobs.metric;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Numbers in as many bytes as they need: seven bits a byte, the least first. */
public final class Varint {
    private Varint() {}

    /** Writes a number; a small one that is not negative takes few bytes. */
    public static void write(long value, DataOutputView out) throws IOException {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.writeByte((int) ((rest & 0x7F) | 0x80));
            rest >>>= 7;
        }
        out.writeByte((int) rest);
    }

    public static long read(DataInputView in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.readByte();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IOException("a number of more than 64 bits");
    }

    /** Writes a number of either sign; one near zero takes few bytes. */
    public static void writeSigned(long value, DataOutputView out) throws IOException {
        write((value << 1) ^ (value >> 63), out);
    }

    public static long readSigned(DataInputView in) throws IOException {
        long value = read(in);
        return (value >>> 1) ^ -(value & 1);
    }
}
