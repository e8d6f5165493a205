package io.github.managedflink.jobs.eventbridge;

import io.github.managedflink.jobs.async.BatchLimits;
import io.github.managedflink.jobs.async.BatchSender;
import io.github.managedflink.jobs.async.BatchSink;
import io.github.managedflink.jobs.async.BatchSinkConnector;
import io.github.managedflink.jobs.async.SinkTarget;
import io.github.managedflink.jobs.aws.AwsService;
import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.sink.EventBridgeSinkSpec;
import org.apache.flink.core.fs.Path;
import org.apache.flink.util.function.SerializableSupplier;
import software.amazon.awssdk.services.eventbridge.EventBridgeAsyncClient;

/** Puts records on an EventBridge bus, at least once. */
public final class EventBridgeSinkConnector extends BatchSinkConnector<EventBridgeEntry> {
    /** What PutEvents takes; with so few entries a call, more of them at a time. */
    private static final BatchLimits LIMITS = new BatchLimits(10, EventBridgeEncoder.MAX_ENTRY, 8);

    private final EventBridgeSinkSpec sink;

    public EventBridgeSinkConnector(String name, EventBridgeSinkSpec sink, LocalEndpoints endpoints, Path deadLetters) {
        super(new BatchSink<>(
                new SinkTarget(name, "events:PutEvents", sink.busArn()),
                LIMITS,
                new EventBridgeEntryCodec(),
                senders(sink.busArn(), AwsService.of(sink.busArn(), endpoints)),
                deadLetters));
        this.sink = sink;
    }

    private static SerializableSupplier<BatchSender<EventBridgeEntry>> senders(String busArn, AwsService service) {
        return () -> new EventBridgeSender(service.client(EventBridgeAsyncClient.builder()), busArn);
    }

    @Override
    public SinkEncoder<EventBridgeEntry> encoder() {
        return new EventBridgeEncoder(sink);
    }
}
