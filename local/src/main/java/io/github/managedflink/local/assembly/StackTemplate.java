package io.github.managedflink.local.assembly;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sections of one CloudFormation template; absent sections and entries are missing nodes, never null. */
record StackTemplate(JsonNode root) {
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
        root.path(name).properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
        return entries;
    }
}
