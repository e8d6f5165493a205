package io.github.managedflink.jobs.format;

import io.github.managedflink.jobs.record.RecordFault;

/**
 * Names what a message that cannot be read looks like, by its first bytes. Most often no message of a stream can be
 * read, and all for that reason.
 */
public final class ForeignFormat {
    private static final int CONFLUENT_HEADER = 5;
    private static final int GLUE_HEADER = 18;

    private ForeignFormat() {}

    /** The same fault, with what its message looks like if that is known. */
    public static RecordFault named(RecordFault fault, byte[] message) {
        String name = nameOf(message);
        return name == null ? fault : new RecordFault(fault.getMessage() + "; the message looks like " + name);
    }

    private static String nameOf(byte[] message) {
        if (begins(message, 0x1F, 0x8B)) {
            return "gzip";
        }
        if (begins(message, 0x28, 0xB5, 0x2F, 0xFD)) {
            return "Zstandard";
        }
        if (isZlib(message)) {
            return "zlib";
        }
        if (begins(message, 'O', 'b', 'j', 1)) {
            return "an Avro object container file";
        }
        if (begins(message, 0xC3, 0x01)) {
            return "an Avro message with its schema's fingerprint";
        }
        if (message.length > GLUE_HEADER && (begins(message, 3, 0) || begins(message, 3, 5))) {
            return "one of the Glue Schema Registry, which InputFormat.glueAvro and glueJson read";
        }
        String encoding = encodingOf(message);
        if (encoding != null) {
            return encoding + ", and is to be UTF-8";
        }
        return begins(message, 0) && message.length > CONFLUENT_HEADER
                ? "one of Confluent's Schema Registry (a byte 0 and a schema's id), whose framing is not read"
                : null;
    }

    /** The marks, and the zeros around characters of ASCII, by which RFC 4627 knows the encodings. */
    private static String encodingOf(byte[] message) {
        if (begins(message, 0xFF, 0xFE, 0, 0) || begins(message, 0, 0, 0xFE, 0xFF)) {
            return "UTF-32";
        }
        if (begins(message, 0xFF, 0xFE) || begins(message, 0xFE, 0xFF)) {
            return "UTF-16";
        }
        if (message.length < Long.BYTES) {
            return message.length >= Integer.BYTES ? utf16(message, Integer.BYTES) : null;
        }
        String utf16 = utf16(message, Long.BYTES);
        return utf16 == null && (zeros(message, Long.BYTES) == 0b11101110 || zeros(message, Long.BYTES) == 0b01110111)
                ? "UTF-32"
                : utf16;
    }

    private static String utf16(byte[] message, int bytes) {
        int zeros = zeros(message, bytes);
        int everyOther = (1 << bytes) - 1;
        return zeros == (0b10101010 & everyOther) || zeros == (0b01010101 & everyOther) ? "UTF-16" : null;
    }

    /** Which of the first bytes are zeros: a bit for each, the first the highest. */
    private static int zeros(byte[] message, int bytes) {
        int zeros = 0;
        for (int i = 0; i < bytes; i++) {
            zeros = (zeros << 1) | (message[i] == 0 ? 1 : 0);
        }
        return zeros;
    }

    /** A text may begin with the letter that zlib begins with. */
    private static boolean isZlib(byte[] message) {
        return begins(message, 0x78)
                && message.length > 1
                && (0x7800 | (message[1] & 0xFF)) % 31 == 0
                && !Utf8.isValid(message);
    }

    private static boolean begins(byte[] message, int... bytes) {
        if (message.length < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (message[i] != (byte) bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
