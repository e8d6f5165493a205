package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The sections of one CloudFormation template; absent sections and entries are missing nodes, never null. */
record StackTemplate(JsonNode root) {
    /**
     * Reads a template.
     *
     * @throws AssemblyException if it is no JSON, or has ids that CloudFormation refuses
     */
    static StackTemplate read(Path file) {
        JsonNode root = AssemblyReader.json(file);
        List<String> faults = TemplateIds.faults(root);
        if (!faults.isEmpty()) {
            throw new AssemblyException("The template " + file + " has ids that CloudFormation refuses: "
                    + String.join("; ", faults) + ". An id consists of 1 to 255 letters and digits, A-Z, a-z and 0-9.");
        }
        return new StackTemplate(root);
    }

    Map<String, JsonNode> resources() {
        return section("Resources");
    }

    Map<String, JsonNode> outputs() {
        return section("Outputs");
    }

    boolean isNested(String logicalId) {
        return resource(logicalId).path("Type").asText().equals("AWS::CloudFormation::Stack");
    }

    JsonNode resource(String logicalId) {
        return root.path("Resources").path(logicalId);
    }

    JsonNode parameter(String name) {
        return root.path("Parameters").path(name);
    }

    JsonNode condition(String name) {
        return root.path("Conditions").path(name);
    }

    JsonNode output(String name) {
        return root.path("Outputs").path(name);
    }

    /** The value of {@code Fn::FindInMap}, or a missing node. */
    JsonNode mapping(String map, String topLevelKey, String secondLevelKey) {
        return root.path("Mappings").path(map).path(topLevelKey).path(secondLevelKey);
    }

    private Map<String, JsonNode> section(String name) {
        Map<String, JsonNode> entries = new LinkedHashMap<>();
        root.path(name).properties().stream()
                .filter(entry -> TemplateIds.isId(entry.getKey()))
                .forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }
}
