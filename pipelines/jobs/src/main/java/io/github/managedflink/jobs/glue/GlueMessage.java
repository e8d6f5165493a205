package io.github.managedflink.jobs.glue;

import io.github.managedflink.jobs.format.ForeignFormat;
import io.github.managedflink.jobs.record.RecordFault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * A message with the version of its schema: a byte 3, a byte that tells the compression (0 for none, 5 for zlib), the
 * 16 bytes of the version's UUID, and the data.
 *
 * @see <a href="https://github.com/awslabs/aws-glue-schema-registry">AWS Glue Schema Registry Library</a>
 */
final class GlueMessage {
    static final int HEADER_BYTES = 18;

    private static final byte HEADER_VERSION = 3;
    private static final byte UNCOMPRESSED = 0;
    private static final byte ZLIB = 5;
    /** What a message may become when it is inflated: more than any source's messages can sensibly be. */
    private static final int MAX_INFLATED_BYTES = 64 << 20;

    private static final int BUFFER_BYTES = 8192;

    private final UUID schemaVersion;
    private final byte[] data;

    private GlueMessage(UUID schemaVersion, byte[] data) {
        this.schemaVersion = schemaVersion;
        this.data = data;
    }

    /**
     * Takes a message apart.
     *
     * @throws RecordFault if it has not this form
     */
    static GlueMessage parse(byte[] message) throws RecordFault {
        if (message.length < HEADER_BYTES || message[0] != HEADER_VERSION) {
            throw ForeignFormat.named(
                    new RecordFault("the message does not begin as one of a Glue schema registry's serializer does"),
                    message);
        }
        ByteBuffer header = ByteBuffer.wrap(message, 2, HEADER_BYTES - 2);
        UUID version = new UUID(header.getLong(), header.getLong());
        switch (message[1]) {
            case UNCOMPRESSED:
                return new GlueMessage(version, Arrays.copyOfRange(message, HEADER_BYTES, message.length));
            case ZLIB:
                return new GlueMessage(version, inflate(message));
            default:
                throw new RecordFault("the message has a compression that is unknown: " + message[1]);
        }
    }

    private static byte[] inflate(byte[] message) throws RecordFault {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(message, HEADER_BYTES, message.length - HEADER_BYTES);
            ByteArrayOutputStream data = new ByteArrayOutputStream(message.length * 2);
            byte[] buffer = new byte[BUFFER_BYTES];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 && !inflater.finished()) {
                    throw new RecordFault("the message's compressed data break off");
                }
                data.write(buffer, 0, count);
                if (data.size() > MAX_INFLATED_BYTES) {
                    throw new RecordFault(
                            "the message's data have more than " + MAX_INFLATED_BYTES + " bytes when inflated");
                }
            }
            return data.toByteArray();
        } catch (DataFormatException e) {
            throw new RecordFault("the message's data are not compressed by zlib: " + e.getMessage());
        } finally {
            inflater.end();
        }
    }

    /** Puts a message together. */
    static byte[] bytes(UUID schemaVersion, byte[] data, boolean compressed) {
        byte[] content = compressed ? deflate(data) : data;
        return ByteBuffer.allocate(HEADER_BYTES + content.length)
                .put(HEADER_VERSION)
                .put(compressed ? ZLIB : UNCOMPRESSED)
                .putLong(schemaVersion.getMostSignificantBits())
                .putLong(schemaVersion.getLeastSignificantBits())
                .put(content)
                .array();
    }

    private static byte[] deflate(byte[] data) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(data);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(data.length);
            byte[] buffer = new byte[BUFFER_BYTES];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    UUID schemaVersion() {
        return schemaVersion;
    }

    byte[] data() {
        return data;
    }
}
