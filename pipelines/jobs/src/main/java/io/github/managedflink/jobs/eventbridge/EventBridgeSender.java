package io.github.managedflink.jobs.eventbridge;

import io.github.managedflink.jobs.async.BatchResult;
import io.github.managedflink.jobs.async.BatchSender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Puts events with PutEvents.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html">PutEvents</a>
 */
final class EventBridgeSender implements BatchSender<EventBridgeEntry> {
    private final EventBridgeAsyncClient client;
    private final String busArn;

    EventBridgeSender(EventBridgeAsyncClient client, String busArn) {
        this.client = client;
        this.busArn = busArn;
    }

    @Override
    public CompletableFuture<BatchResult<EventBridgeEntry>> send(List<EventBridgeEntry> batch) {
        List<PutEventsRequestEntry> events =
                batch.stream().map(entry -> entry.on(busArn)).collect(Collectors.toList());
        return client.putEvents(request -> request.entries(events))
                .thenApply(response -> BatchResult.of(
                        batch,
                        response.entries(),
                        PutEventsResultEntry::errorCode,
                        PutEventsResultEntry::errorMessage));
    }

    @Override
    public void close() {
        client.close();
    }
}
