package io.github.managedflink.jobs.eventbridge;

import io.github.managedflink.jobs.async.SinkEntry;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.format.Utf8;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * An event, but for the bus, which is the same for all of a sink.
 *
 * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-putevent-size.html">PutEvents entry
 *     size</a>
 */
final class EventBridgeEntry extends SinkEntry {
    private static final long serialVersionUID = 1L;
    private static final long SIZE_OF_TIME = 14;

    private final long time;
    private final String source;
    private final String detailType;
    private final String detail;
    private final transient List<String> resources;
    private final long size;

    /** @param time in milliseconds since the epoch */
    EventBridgeEntry(
            Message message, long time, String source, String detailType, String detail, List<String> resources) {
        super(message);
        this.time = time;
        this.source = source;
        this.detailType = detailType;
        this.detail = detail;
        this.resources = List.copyOf(resources);
        long bytes = SIZE_OF_TIME + Utf8.length(source) + Utf8.length(detailType) + Utf8.length(detail);
        for (String resource : resources) {
            bytes += Utf8.length(resource);
        }
        this.size = bytes;
    }

    long time() {
        return time;
    }

    String source() {
        return source;
    }

    String detailType() {
        return detailType;
    }

    String detail() {
        return detail;
    }

    List<String> resources() {
        return resources;
    }

    PutEventsRequestEntry on(String busArn) {
        return PutEventsRequestEntry.builder()
                .eventBusName(busArn)
                .time(Instant.ofEpochMilli(time))
                .source(source)
                .detailType(detailType)
                .detail(detail)
                .resources(resources)
                .build();
    }

    @Override
    public long sizeInBytes() {
        return size;
    }
}
