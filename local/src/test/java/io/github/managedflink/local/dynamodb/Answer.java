package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a server says to a call.
 *
 * @param error code and message of an error; empty for a reply
 * @param content the reply, or what an error has beside code and message
 */
record Answer(String error, JsonNode content) {

    private static final String SYNTAX_ERROR = "Syntax error";

    /** What no two servers have in common, and what descriptions of tables have in one year and not in another. */
    private static final Set<String> OF_THE_SERVER = Set.of(
            "TableArn",
            "IndexArn",
            "TableId",
            "CreationDateTime",
            "LastUpdateToPayPerRequestDateTime",
            "TableStatus",
            "IndexStatus",
            "DeletionProtectionEnabled",
            "TableThroughputModeSummary");

    private static final Set<String> WITHOUT_ORDER = Set.of(
            "SS",
            "NS",
            "BS",
            "AttributeDefinitions",
            "GlobalSecondaryIndexes",
            "LocalSecondaryIndexes",
            "ConsumedCapacity");

    static Answer of(int status, JsonNode body) {
        if (status == 200) {
            return new Answer("", body);
        }
        String type = body.path("__type").asText();
        String message = body.path(body.has("message") ? "message" : "Message").asText();
        ObjectNode details = ((ObjectNode) body).deepCopy().without(List.of("__type", "message", "Message"));
        return new Answer(status + " " + type.substring(type.indexOf('#') + 1) + ": " + message, details);
    }

    boolean isReply() {
        return error.isEmpty();
    }

    /**
     * As far as it says something of the service.
     *
     * @param ordered whether the items in it have an order
     */
    Answer comparable(boolean ordered) {
        int syntaxError = error.indexOf(SYNTAX_ERROR);
        String comparableError = syntaxError < 0 ? error : error.substring(0, syntaxError + SYNTAX_ERROR.length());
        return new Answer(comparableError, comparable(content, "", ordered));
    }

    private static JsonNode comparable(JsonNode node, String name, boolean ordered) {
        if (node.isArray()) {
            List<JsonNode> elements = new ArrayList<>();
            node.forEach(element -> elements.add(comparable(element, "", ordered)));
            if (WITHOUT_ORDER.contains(name) || !(ordered || name.equals("L"))) {
                elements.sort(Comparator.comparing(JsonNode::toString));
            }
            return JsonNodeFactory.instance.arrayNode().addAll(elements);
        }
        if (!node.isObject()) {
            return node.isNumber() ? JsonNodeFactory.instance.numberNode(node.asDouble()) : node;
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties().stream()
                .filter(property -> !OF_THE_SERVER.contains(property.getKey()))
                .sorted(Map.Entry.comparingByKey())
                .forEach(property ->
                        object.set(property.getKey(), comparable(property.getValue(), property.getKey(), ordered)));
        return object;
    }

    @Override
    public String toString() {
        return isReply() ? content.toString() : content.isEmpty() ? error : error + " " + content;
    }
}
