package io.github.managedflink.local.kinesis.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import software.amazon.eventstream.HeaderValue;
import software.amazon.eventstream.Message;

class EventStreamMessageTest {

    @Test
    void namesTypeAndFormatOfEvents() {
        Message message = EventStreamMessage.event(
                "SubscribeToShardEvent", WireFormat.JSON, out -> out.number("MillisBehindLatest", 0));

        assertThat(message.getHeaders())
                .containsEntry(":message-type", HeaderValue.fromString("event"))
                .containsEntry(":event-type", HeaderValue.fromString("SubscribeToShardEvent"))
                .containsEntry(":content-type", HeaderValue.fromString("application/x-amz-json-1.1"));
        assertThat(new String(message.getPayload(), StandardCharsets.UTF_8)).isEqualTo("{\"MillisBehindLatest\":0}");
    }

    @Test
    void namesTypeOfExceptions() {
        Message message = EventStreamMessage.exception(
                "ResourceInUseException", WireFormat.CBOR, out -> out.text("message", "taken over"));

        assertThat(message.getHeaders())
                .containsEntry(":message-type", HeaderValue.fromString("exception"))
                .containsEntry(":exception-type", HeaderValue.fromString("ResourceInUseException"));
    }
}
