package io.github.managedflink.local.sns;

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

/** The topics of SNS. */
public final class SnsResources extends HostedService {
    private final SnsStandIn standIn = new SnsStandIn();

    public SnsResources() {
        super("sns");
    }

    @Override
    public SnsStandIn standIn() {
        return standIn;
    }

    @Override
    protected Optional<String> arnOf(Resource resource) {
        return resource.type().equals("AWS::SNS::Topic")
                ? Optional.of(resource.attribute("TopicArn"))
                : Optional.empty();
    }

    @Override
    protected void create(String arn, Optional<Resource> topic, ApplicationNeeds needs) {
        boolean deduplicates = topic.map(
                        each -> each.property("ContentBasedDeduplication").asBoolean())
                .orElse(false);
        standIn.createTopic(arn, deduplicates);
    }

    @Override
    public List<Path> writeOutputs(OwnFolder folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String topic : created()) {
            files.add(JsonLines.write(folder.folder(folderOf(topic)), "messages.jsonl", lines -> standIn.messages(topic)
                    .forEach(message -> lines.accept(json(message)))));
        }
        return files;
    }

    private static ObjectNode json(PublishedMessage message) {
        ObjectNode line = JsonLines.object()
                .put("messageId", message.messageId())
                .put("timestamp", message.timestamp().toString());
        message.subject().ifPresent(subject -> line.put("subject", subject));
        line.set("message", JsonLines.jsonOrText(message.message()));
        if (!message.attributes().isEmpty()) {
            ObjectNode attributes = line.putObject("attributes");
            message.attributes().forEach((name, attribute) -> attributes.put(name, attribute.value()));
        }
        message.groupId().ifPresent(id -> line.put("groupId", id));
        message.deduplicationId().ifPresent(id -> line.put("deduplicationId", id));
        return line;
    }
}
