package io.github.managedflink.local.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.http.ThrottledBatches;
import io.github.managedflink.local.proxy.ProxiedRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Carries out every other action of a bulk request and refuses the rest, as a node does some of whose shards have full
 * queues.
 *
 * @see <a href="https://docs.opensearch.org/2.19/api-reference/document-apis/bulk/">Bulk API</a>
 */
final class PartialBulks {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String REJECTED = "rejected_execution_exception";
    private static final int TOO_MANY_REQUESTS = 429;

    private final NodeClient client;

    PartialBulks(URI node) {
        this.client = new NodeClient(node);
    }

    /** Whether a request with this path is a bulk request. */
    static boolean isBulk(ProxiedRequest request) {
        return request.path().endsWith("/_bulk");
    }

    /**
     * Carries it out.
     *
     * @return the node's answer
     * @throws IOException if the node takes nothing of it
     */
    JsonNode carryOut(ProxiedRequest request) throws IOException {
        List<Action> actions = actions(request.body());
        ByteArrayOutputStream taken = new ByteArrayOutputStream();
        for (int i = 0; i < actions.size(); i++) {
            if (ThrottledBatches.isTaken(i)) {
                taken.writeBytes(actions.get(i).lines().getBytes(StandardCharsets.UTF_8));
            }
        }
        ObjectNode answer = (ObjectNode)
                client.send(request.method(), request.uri(), request.header("Content-Type"), taken.toByteArray());
        Iterator<JsonNode> items = answer.path("items").elements();
        ArrayNode all = JSON.createArrayNode();
        for (int i = 0; i < actions.size(); i++) {
            all.add(ThrottledBatches.isTaken(i) ? items.next() : actions.get(i).rejected());
        }
        return answer.put("errors", true).set("items", all);
    }

    private static List<Action> actions(byte[] body) throws IOException {
        List<Action> actions = new ArrayList<>();
        Iterator<String> lines =
                new String(body, StandardCharsets.UTF_8).lines().iterator();
        while (lines.hasNext()) {
            String line = lines.next();
            String name = JSON.readTree(line).fieldNames().next();
            boolean hasDocument = !name.equals("delete") && lines.hasNext();
            actions.add(new Action(name, line + "\n" + (hasDocument ? lines.next() + "\n" : "")));
        }
        return actions;
    }

    /**
     * A part of a bulk request.
     *
     * @param name what is done with the document, such as {@code index}
     * @param lines as they were sent
     */
    private record Action(String name, String lines) {
        JsonNode rejected() {
            ObjectNode item = JSON.createObjectNode();
            item.putObject(name)
                    .put("status", TOO_MANY_REQUESTS)
                    .putObject("error")
                    .put("type", REJECTED)
                    .put("reason", "rejected execution of primary operation");
            return item;
        }
    }
}
