package io.github.managedflink.local.eventbridge;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.local.files.OwnFolder;
import io.github.managedflink.local.service.ApplicationNeeds;
import io.github.managedflink.local.service.HostedService;
import io.github.managedflink.local.service.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The event buses. */
public final class EventBridgeResources extends HostedService {
    private final EventBridgeStandIn standIn = new EventBridgeStandIn();

    public EventBridgeResources() {
        super("events");
    }

    @Override
    public EventBridgeStandIn standIn() {
        return standIn;
    }

    @Override
    protected Optional<String> arnOf(Resource resource) {
        return resource.type().equals("AWS::Events::EventBus")
                ? Optional.of(resource.attribute("Arn"))
                : Optional.empty();
    }

    @Override
    protected void create(String arn, Optional<Resource> bus, ApplicationNeeds needs) {
        standIn.createEventBus(arn);
    }

    @Override
    public List<Path> writeOutputs(OwnFolder folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String bus : created()) {
            files.add(JsonLines.write(folder.folder(folderOf(bus)), "events.jsonl", lines -> standIn.events(bus)
                    .forEach(event -> lines.accept(json(event)))));
        }
        return files;
    }

    /** In the form in which a rule's target gets an event. */
    private static ObjectNode json(ReceivedEvent event) {
        ObjectNode line = JsonLines.object()
                .put("id", event.eventId())
                .put("time", event.time().toString())
                .put("source", event.source())
                .put("detail-type", event.detailType());
        ArrayNode resources = line.putArray("resources");
        event.resources().forEach(resources::add);
        line.set("detail", JsonLines.asWritten(event.detail()));
        return line;
    }
}
