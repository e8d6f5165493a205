package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.http.ThrottledBatches;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Writes every other item of a batch and hands the rest back.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>
 */
final class PartialBatches {

    private static final String ITEMS = "RequestItems";
    private static final String UNPROCESSED = "UnprocessedItems";

    private final DynamoDbClient server;

    PartialBatches(DynamoDbClient server) {
        this.server = server;
    }

    /** Whether something would be written and something handed back. */
    static boolean canBeSplit(JsonNode parameters) {
        return parameters.path(ITEMS).properties().stream()
                .anyMatch(table -> table.getValue().size() > 1);
    }

    CompletionStage<JsonNode> write(JsonNode parameters) {
        ObjectNode taken = JsonNodeFactory.instance.objectNode();
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> table : parameters.path(ITEMS).properties()) {
            JsonNode items = table.getValue();
            for (int i = 0; i < items.size(); i++) {
                (ThrottledBatches.isTaken(i) ? taken : left)
                        .withArrayProperty(table.getKey())
                        .add(items.get(i));
            }
        }
        ObjectNode batch = parameters.deepCopy();
        batch.set(ITEMS, taken);
        return server.callLater("BatchWriteItem", batch)
                .thenApply(answer -> ((ObjectNode) answer).set(UNPROCESSED, left));
    }
}
