package io.github.managedflink.jobs.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.event.Events;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.sink.EventBridgeSinkSpec;
import java.io.IOException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

class EventBridgeEncoderTest {
    private static final String BUS = "arn:aws:events:eu-west-1:111122223333:event-bus/orders";
    private static final int MAX = 256 * 1024;

    private final EventBridgeEncoder encoder = new EventBridgeEncoder(EventBridgeSinkSpec.builder()
            .busArn(BUS)
            .source("com.example")
            .detailType("Order {status}")
            .resources("order/{id}")
            .build());

    @Test
    void aRecordIsTheDetailOfAnEventAtItsEventTime() throws RecordFault {
        PutEventsRequestEntry event =
                encoder.encode(Events.of("id", "a", "status", "new")).on(BUS);

        assertThat(event.eventBusName()).isEqualTo(BUS);
        assertThat(event.source()).isEqualTo("com.example");
        assertThat(event.detailType()).isEqualTo("Order new");
        assertThat(event.detail()).isEqualTo("{\"id\":\"a\",\"status\":\"new\"}");
        assertThat(event.resources()).containsExactly("order/a");
        assertThat(event.time()).isEqualTo(Instant.parse("2018-02-07T10:04:03.200Z"));
    }

    @Property(tries = 20, seed = "20261108")
    void anEventHasUpTo256KiBByTheServicesFormula(@ForAll @IntRange(min = -2, max = 2) int beyond) throws RecordFault {
        int others = 14
                + "com.example".length()
                + "Order x".length()
                + "order/1".length()
                + "{\"id\":1,\"status\":\"x\",\"text\":\"\"}".length();
        String text = "ä" + "x".repeat(MAX - others - 2 + beyond);

        if (beyond <= 0) {
            assertThat(encoder.encode(Events.of("id", 1L, "status", "x", "text", text))
                            .sizeInBytes())
                    .isEqualTo(MAX + beyond);
        } else {
            assertThatThrownBy(() -> encoder.encode(Events.of("id", 1L, "status", "x", "text", text)))
                    .hasMessageContaining("EventBridge takes " + MAX);
        }
    }

    @Test
    void aDetailTypeHasUpTo128Characters() throws RecordFault {
        assertThat(encoder.encode(Events.of("id", 1L, "status", "x".repeat(122)))
                        .detailType())
                .hasSize(128);
        assertThatThrownBy(() -> encoder.encode(Events.of("id", 1L, "status", "x".repeat(123))))
                .hasMessageContaining("129 characters");
    }

    @Test
    void entriesComeBackFromTheirBytes() throws RecordFault, IOException {
        EventBridgeEntry entry = encoder.encode(Events.of("id", "ä", "status", "new"));
        EventBridgeEntryCodec codec = new EventBridgeEntryCodec();
        DataOutputSerializer out = new DataOutputSerializer(64);

        codec.writeContent(entry, out);
        EventBridgeEntry read = codec.readContent(entry.message(), new DataInputDeserializer(out.getCopyOfBuffer()));

        assertThat(read).usingRecursiveComparison().isEqualTo(entry);
    }
}
