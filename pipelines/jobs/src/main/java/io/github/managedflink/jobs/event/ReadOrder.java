package io.github.managedflink.jobs.event;

import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The turn of a record among all that one source subtask has read since the job was started or restored. A shard or
 * partition is read by one subtask alone meanwhile, so that the turns of its records are in their order there. A
 * shuffle may let a record overtake an earlier one; its turn still says which of them is the newer.
 */
public final class ReadOrder {
    private final int reader;
    private final long[] turns;

    private ReadOrder(int reader, long... turns) {
        this.reader = reader;
        this.turns = turns;
    }

    /**
     * The turn of a record that comes from the source.
     *
     * @param reader the index of the source subtask
     * @param turn the number of the record there
     */
    public static ReadOrder of(int reader, long turn) {
        return new ReadOrder(reader, turn);
    }

    /** The turn of one of the records that are made of this one, behind a shuffle. */
    public ReadOrder then(long turn) {
        long[] longer = Arrays.copyOf(turns, turns.length + 1);
        longer[turns.length] = turn;
        return new ReadOrder(reader, longer);
    }

    /** The index of the source subtask. Of records of different ones nobody can say which is the newer. */
    public int reader() {
        return reader;
    }

    /** Whether a record of the same subtask comes later. */
    public boolean isBefore(ReadOrder other) {
        return Arrays.compare(turns, other.turns) < 0;
    }

    /** Writes an order, which may be null. */
    static void write(ReadOrder order, DataOutputView out) throws IOException {
        if (order == null) {
            out.writeByte(0);
            return;
        }
        out.writeByte(order.turns.length);
        out.writeInt(order.reader);
        for (long turn : order.turns) {
            out.writeLong(turn);
        }
    }

    static ReadOrder read(DataInputView in) throws IOException {
        long[] turns = new long[in.readByte()];
        if (turns.length == 0) {
            return null;
        }
        int reader = in.readInt();
        for (int i = 0; i < turns.length; i++) {
            turns[i] = in.readLong();
        }
        return new ReadOrder(reader, turns);
    }
}
