package io.github.managedflink.jobs.format;

import io.github.managedflink.jobs.record.RecordFault;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks over what is left of a JSON object whose needed fields have been read: that it ends, and that nothing follows it. A tenth of what reading it would cost. For one thread. */
final class JsonTail {
    private static final byte OBJECT = '}';
    private static final byte ARRAY = ']';

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
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
        for (int at = start; at < message.length; at++) {
            while (at + Long.BYTES <= message.length && isPlain((long) LONGS.get(message, at))) {
                at += Long.BYTES;
            }
            if (at == message.length) {
                break;
            }
            byte b = message[at];
            if (b == '"') {
                return at + 1;
            }
            if (b == '\\') {
                at++;
            } else if (b >= 0 && b < ' ') {
                throw new RecordFault("not valid JSON: a control character in a string, at byte " + at);
            }
        }
        throw new RecordFault("not valid JSON: a string does not end");
    }

    /** Whether none of eight characters is a quote, a backslash or a control character, nor a byte of one that is not ASCII. */
    private static boolean isPlain(long eight) {
        long found = eight | hasZero(eight ^ ('"' * ONES)) | hasZero(eight ^ ('\\' * ONES)) | (eight - ' ' * ONES);
        return (found & HIGH_BITS) == 0;
    }

    /** A high bit for the lowest byte that is zero, if there is one; higher bits may be set as well. */
    private static long hasZero(long eight) {
        return (eight - ONES) & ~eight;
    }
}
