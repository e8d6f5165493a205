package io.github.managedflink.jobs.eventbridge;

import io.github.managedflink.jobs.connector.SinkEncoder;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.format.JsonRecordWriter;
import io.github.managedflink.jobs.format.RecordTemplate;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.model.sink.EventBridgeSinkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Makes events of records. */
final class EventBridgeEncoder implements SinkEncoder<EventBridgeEntry> {
    static final long MAX_ENTRY = 256L * 1024;

    private static final int MAX_DETAIL_TYPE = 128;

    private final JsonRecordWriter json = new JsonRecordWriter();
    private final String source;
    private final RecordTemplate detailType;
    private final List<RecordTemplate> resources;

    EventBridgeEncoder(EventBridgeSinkSpec sink) {
        this.source = sink.source();
        this.detailType = new RecordTemplate(sink.detailType());
        this.resources = sink.resources().stream().map(RecordTemplate::new).collect(Collectors.toList());
    }

    @Override
    public EventBridgeEntry encode(PipelineEvent event) throws RecordFault {
        String type = detailType.fill(event.record());
        if (type.isEmpty() || type.length() > MAX_DETAIL_TYPE) {
            throw new RecordFault(
                    "the detail type has " + type.length() + " characters; it needs 1 to " + MAX_DETAIL_TYPE);
        }
        List<String> about = new ArrayList<>(resources.size());
        for (RecordTemplate template : resources) {
            String resource = template.fill(event.record());
            if (resource.isEmpty()) {
                throw new RecordFault("a resource of the event is empty");
            }
            about.add(resource);
        }
        EventBridgeEntry entry = new EventBridgeEntry(
                event.message(), event.eventTime(), source, type, json.text(event.record()), about);
        if (entry.sizeInBytes() > MAX_ENTRY) {
            throw new RecordFault("the event has " + entry.sizeInBytes() + " bytes; EventBridge takes " + MAX_ENTRY);
        }
        return entry;
    }
}
