package io.github.managedflink.local.kinesis.protocol;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/**
 * Messages of an event stream, as SubscribeToShard answers with.
 *
 * @see <a href="https://smithy.io/2.0/aws/amazon-eventstream.html">Amazon Event Stream</a>
 */
public final class EventStreamMessage {

    /** Content-Type of a response that consists of such messages. */
    public static final String MEDIA_TYPE = "application/vnd.amazon.eventstream";

    private EventStreamMessage() {}

    public static Message event(String eventType, WireFormat format, WireBody body) {
        return of("event", ":event-type", eventType, format, body);
    }

    public static Message exception(String code, WireFormat format, WireBody body) {
        return of("exception", ":exception-type", code, format, body);
    }

    private static Message of(String messageType, String typeHeader, String type, WireFormat format, WireBody body) {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        try {
            format.write(body, payload);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, HeaderValue> headers = Map.of(
                ":message-type",
                HeaderValue.fromString(messageType),
                typeHeader,
                HeaderValue.fromString(type),
                ":content-type",
                HeaderValue.fromString(format.mediaType()));
        return new Message(headers, payload.toByteArray());
    }
}
