package io.github.managedflink.test.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** A copy of a synthesized stack in which somebody has changed the template by hand. */
final class EditedAssembly {
    private static final JsonMapper JSON = new JsonMapper();

    private final SynthesizedStack copy;
    private final ObjectNode template;

    private EditedAssembly(SynthesizedStack copy, ObjectNode template) {
        this.copy = copy;
        this.template = template;
    }

    static EditedAssembly of(SynthesizedStack stack, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(stack.directory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return new EditedAssembly(new SynthesizedStack(folder, stack.name()), (ObjectNode) stack.json());
    }

    /** Takes an action out of the policies of the role whose logical id begins so. */
    EditedAssembly withoutAction(String role, String action) {
        resources()
                .propertyStream()
                .filter(each -> each.getKey().startsWith(role))
                .filter(each -> each.getValue().path("Type").asText().equals("AWS::IAM::Role"))
                .forEach(each -> each.getValue().at("/Properties/Policies").forEach(policy -> policy.at(
                                "/PolicyDocument/Statement")
                        .forEach(statement -> remove((ObjectNode) statement, action))));
        return this;
    }

    private static void remove(ObjectNode statement, String action) {
        ArrayNode actions = JSON.createArrayNode();
        JsonNode given = statement.path("Action");
        Stream<String> texts = given.isArray() ? given.valueStream().map(JsonNode::asText) : Stream.of(given.asText());
        List<String> rest = texts.filter(each -> !each.equals(action)).toList();
        rest.forEach(actions::add);
        statement.set("Action", rest.isEmpty() ? JSON.createArrayNode().add("none:None") : actions);
    }

    /** Takes the VPC endpoints of a service out. */
    EditedAssembly withoutEndpoint(String service) {
        Iterator<JsonNode> all = resources().elements();
        while (all.hasNext()) {
            JsonNode resource = all.next();
            if (resource.path("Type").asText().equals("AWS::EC2::VPCEndpoint")
                    && resource.at("/Properties/ServiceName").toString().contains(service)) {
                all.remove();
            }
        }
        return this;
    }

    private ObjectNode resources() {
        return (ObjectNode) template.path("Resources");
    }

    SynthesizedStack save() throws IOException {
        Files.writeString(copy.template(), template.toPrettyString());
        return copy;
    }
}
