package io.github.managedflink.jobs.format;

import io.github.managedflink.jobs.record.RecordFault;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Looks over what is left of a JSON object whose needed fields have been read: that it ends, and that nothing follows
 * it. A tenth of what reading it would cost. For one thread.
 */
final class JsonTail {
    private static final byte OBJECT = '}';
    private static final byte ARRAY = ']';

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    /** What closes each level that is open. */
    private final byte[] open = new byte[JsonRecordParser.MAX_DEPTH];

    /**
     * Checks that strings end, that brackets match, and that the message ends with the object.
     *
     * @param start where to begin, outside of a string
     * @param depth how many objects are open there
     */
    void check(byte[] message, int start, int depth) throws RecordFault {
        int level = depth;
        for (int i = 0; i < depth; i++) {
            open[i] = OBJECT;
        }
        int at = start;
        while (level > 0) {
            if (at >= message.length) {
                throw new RecordFault("not valid JSON: the message ends within the object");
            }
            byte b = message[at++];
            if (b == '"') {
                at = endOfString(message, at);
            } else if (b == '{' || b == '[') {
                if (level == open.length) {
                    throw new RecordFault("not valid JSON: more than " + JsonRecordParser.MAX_DEPTH + " levels deep");
                }
                open[level++] = b == '{' ? OBJECT : ARRAY;
            } else if (b == OBJECT || b == ARRAY) {
                if (open[--level] != b) {
                    throw new RecordFault("not valid JSON: brackets do not match at byte " + (at - 1));
                }
            }
        }
        for (; at < message.length; at++) {
            byte b = message[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                throw new RecordFault("something follows the JSON object, at byte " + at);
            }
        }
    }

    private static int endOfString(byte[] message, int start) throws RecordFault {
        int at = start;
        while (at < message.length) {
            if (at + Long.BYTES <= message.length) {
                long special = special((long) LONGS.get(message, at));
                if (special == 0) {
                    at += Long.BYTES;
                    continue;
                }
                at += Long.numberOfTrailingZeros(special) / Byte.SIZE;
            }
            byte b = message[at];
            if (b == '"') {
                return at + 1;
            }
            if (b >= 0 && b < ' ') {
                throw new RecordFault("not valid JSON: a control character in a string, at byte " + at);
            }
            at += b == '\\' ? 2 : 1;
        }
        throw new RecordFault("not valid JSON: a string does not end");
    }

    /**
     * Of eight bytes, the first being the lowest, those that end a string, escape, or are neither printable nor ASCII.
     * The lowest high bit that is set belongs to the first of them; where higher ones are set, there may be none.
     */
    private static long special(long eight) {
        return (eight | zero(eight ^ ('"' * ONES)) | zero(eight ^ ('\\' * ONES)) | (eight - ' ' * ONES)) & HIGH_BITS;
    }

    private static long zero(long eight) {
        return (eight - ONES) & ~eight;
    }
}
