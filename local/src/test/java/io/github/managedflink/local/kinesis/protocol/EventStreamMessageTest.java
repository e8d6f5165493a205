package io.github.managedflink.local.kinesis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

/** Encoded messages, read by the decoder of the AWS SDK, which checks lengths and checksums. */
class EventStreamMessageTest {

    @Test
    void encodesEvents() {
        byte[] encoded = EventStreamMessage.event(
                        "SubscribeToShardEvent", WireFormat.JSON, out -> out.number("MillisBehindLatest", 0))
                .encode();

        Message message = Message.decode(ByteBuffer.wrap(encoded));

        assertThat(message.getHeaders())
                .containsEntry(":message-type", HeaderValue.fromString("event"))
                .containsEntry(":event-type", HeaderValue.fromString("SubscribeToShardEvent"))
                .containsEntry(":content-type", HeaderValue.fromString("application/x-amz-json-1.1"));
        assertThat(new String(message.getPayload(), StandardCharsets.UTF_8)).isEqualTo("{\"MillisBehindLatest\":0}");
    }

    @Test
    void encodesExceptions() {
        byte[] encoded = EventStreamMessage.exception(
                        "ResourceInUseException", WireFormat.CBOR, out -> out.text("message", "taken over"))
                .encode();

        Message message = Message.decode(ByteBuffer.wrap(encoded));

        assertThat(message.getHeaders())
                .containsEntry(":message-type", HeaderValue.fromString("exception"))
                .containsEntry(":exception-type", HeaderValue.fromString("ResourceInUseException"));
    }
}
