package io.github.managedflink.local.kinesis.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * One message of an event stream, as SubscribeToShard answers with: total length, length of the headers, CRC of these two, headers,
 * payload, CRC of everything before it.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon Event Stream</a>
 */
public final class EventStreamMessage {

    /** Content-Type of a response that consists of such messages. */
    public static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";

    private static final int PRELUDE_BYTES = 12;
    private static final int CRC_BYTES = 4;
    private static final byte TEXT_HEADER = 7;

    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] payload;

    private EventStreamMessage(String messageType, String typeHeader, String type, WireFormat format, WireBody body) {
        headers.put(":message-type", messageType);
        headers.put(typeHeader, type);
        headers.put(":content-type", format.mediaType());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            format.write(body, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.payload = bytes.toByteArray();
    }

    public static EventStreamMessage event(String eventType, WireFormat format, WireBody body) {
        return new EventStreamMessage("event", ":event-type", eventType, format, body);
    }

    public static EventStreamMessage exception(String code, WireFormat format, WireBody body) {
        return new EventStreamMessage("exception", ":exception-type", code, format, body);
    }

    public byte[] encode() {
        byte[] encodedHeaders = encodeHeaders();
        int total = PRELUDE_BYTES + encodedHeaders.length + payload.length + CRC_BYTES;
        ByteBuffer buffer = ByteBuffer.allocate(total);
        buffer.putInt(total).putInt(encodedHeaders.length);
        buffer.putInt(crcOfWritten(buffer));
        buffer.put(encodedHeaders).put(payload);
        buffer.putInt(crcOfWritten(buffer));
        return buffer.array();
    }

    private byte[] encodeHeaders() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        headers.forEach((name, value) -> {
            byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
            byte[] valueBytes = value.getBytes(StandardCharsets.UTF_8);
            out.write(nameBytes.length);
            out.writeBytes(nameBytes);
            out.write(TEXT_HEADER);
            out.write(valueBytes.length >>> 8);
            out.write(valueBytes.length);
            out.writeBytes(valueBytes);
        });
        return out.toByteArray();
    }

    private static int crcOfWritten(ByteBuffer buffer) {
        CRC32 crc = new CRC32();
        crc.update(buffer.duplicate().flip());
        return (int) crc.getValue();
    }
}
