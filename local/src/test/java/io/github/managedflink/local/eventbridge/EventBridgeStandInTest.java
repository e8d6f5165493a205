package io.github.managedflink.local.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.http.AwsClients;
import io.github.managedflink.local.http.AwsEndpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Conformance with <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>.
 */
class EventBridgeStandInTest {
    private static final String BUS = "arn:aws:events:us-east-1:111122223333:event-bus/orders";
    private static final Instant TIME = Instant.parse("2026-02-03T04:05:06Z");
    private static final int MAX_BYTES = 262_144;

    private final Gate gate = Gate.open();
    private final EventBridgeStandIn eventBridge = new EventBridgeStandIn();
    private final AwsEndpoint endpoint = AwsEndpoint.start(gate, List.of(eventBridge));
    private final EventBridgeClient client = AwsClients.pointedTo(endpoint.endpoint(), EventBridgeClient.builder());

    EventBridgeStandInTest() {
        eventBridge.createEventBus(BUS);
    }

    @AfterEach
    void close() {
        client.close();
        endpoint.close();
    }

    @Test
    void keepsAnEventWithAllOfItsParts() {
        PutEventsResponse byName = put(event("{\"id\":1}"));
        PutEventsResponse byArn = put(event("{\"id\":2.50}").toBuilder()
                .eventBusName(BUS)
                .time(TIME)
                .resources("arn:aws:s3:::a", "arn:aws:s3:::b")
                .build());

        assertThat(byName.failedEntryCount() + byArn.failedEntryCount()).isZero();
        assertThat(eventBridge.events(BUS)).hasSize(2).last().satisfies(event -> {
            assertThat(event.eventId()).isEqualTo(byArn.entries().get(0).eventId());
            assertThat(event.source()).isEqualTo("shop");
            assertThat(event.detailType()).isEqualTo("Order");
            assertThat(event.time()).isEqualTo(TIME);
            assertThat(event.resources()).containsExactly("arn:aws:s3:::a", "arn:aws:s3:::b");
            assertThat(event.detail()).isEqualTo("{\"id\":2.50}");
        });
        assertThat(gate.served()).isEqualTo(Map.of(new ServiceCall("events", "PutEvents", BUS), 2L));
    }

    // https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html: codes that are not
    // worth a retry
    @Test
    void refusesSingleEntries() {
        PutEventsResponse response = put(
                event("{}"),
                event("[1]"),
                event("{\"open\":"),
                event("{} {}"),
                event(null),
                event("{}").toBuilder().source(null).build(),
                event("{}").toBuilder().detailType(null).build(),
                event("{}").toBuilder().source("aws.ec2").build());

        assertThat(response.failedEntryCount()).isEqualTo(7);
        assertThat(response.entries())
                .extracting(PutEventsResultEntry::errorCode)
                .containsExactly(
                        null,
                        "MalformedDetail",
                        "MalformedDetail",
                        "MalformedDetail",
                        "InvalidArgument",
                        "InvalidArgument",
                        "InvalidArgument",
                        "NotAuthorizedForSourceException");
        assertThat(eventBridge.events(BUS)).hasSize(1);
    }

    @Test
    void takesAtMostTenEntries() {
        assertThat(put(Collections.nCopies(10, event("{}"))).entries()).hasSize(10);

        assertThatThrownBy(() -> put(Collections.nCopies(11, event("{}")))).satisfies(this::isValidation);
        assertThatThrownBy(() -> put(List.of())).satisfies(this::isValidation);
    }

    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevents.html: 14 bytes for Time, and the bytes in
    // UTF-8 of
    // Source, DetailType, Detail and each of Resources; less than 256 KB in total.
    @Test
    void countsTheSizeOfEntriesAsTheServiceDoes() {
        int detail = MAX_BYTES - 14 - "shop".length() - "Order".length() - "é".length() - 1;
        PutEventsRequestEntry largest = event("{\"a\":\"" + "x".repeat(detail - 8) + "\"}").toBuilder()
                .time(TIME)
                .resources("é")
                .build();

        assertThat(put(largest).failedEntryCount()).isZero();
        assertThatThrownBy(() -> put(largest.toBuilder().source("shops").build()))
                .satisfies(this::isValidation);
    }

    // The service answers so, whatever one may wish: https://github.com/aws/aws-sdk/issues/186
    @Test
    void dropsEventsForABusThatDoesNotExist() {
        PutEventsResponse response =
                put(event("{}").toBuilder().eventBusName("missing").build());

        assertThat(response.failedEntryCount()).isZero();
        assertThat(response.entries().get(0).eventId()).isNotBlank();
        assertThat(eventBridge.events(BUS)).isEmpty();
    }

    @Test
    void throttlesAsAWholeAndInPart() {
        gate.inject(ServiceFault.throttle("events", Duration.ofHours(1)));

        assertThatThrownBy(() -> put(event("{}"), event("{}")))
                .asInstanceOf(type(EventBridgeException.class))
                .satisfies(e -> assertThat(e.isThrottlingException()).isTrue());
        PutEventsResponse response = put(event("{}"), event("{}"));

        assertThat(response.failedEntryCount()).isEqualTo(1);
        assertThat(response.entries())
                .extracting(PutEventsResultEntry::errorCode)
                .containsExactly(null, "ThrottlingException");
        assertThat(eventBridge.events(BUS)).hasSize(1);
    }

    private void isValidation(Throwable error) {
        assertThat(error)
                .asInstanceOf(type(EventBridgeException.class))
                .satisfies(e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    }

    private PutEventsResponse put(PutEventsRequestEntry... entries) {
        return put(List.of(entries));
    }

    private PutEventsResponse put(List<PutEventsRequestEntry> entries) {
        return client.putEvents(r -> r.entries(entries));
    }

    private static PutEventsRequestEntry event(String detail) {
        return PutEventsRequestEntry.builder()
                .eventBusName("orders")
                .source("shop")
                .detailType("Order")
                .detail(detail)
                .build();
    }
}
