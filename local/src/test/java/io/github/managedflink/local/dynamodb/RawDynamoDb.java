package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A server of the DynamoDB API, called without a client that would correct what it sends. */
final class RawDynamoDb {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI endpoint;

    RawDynamoDb(URI endpoint) {
        this.endpoint = endpoint;
    }

    /** Makes one call; a table that it creates or deletes is there or gone when it returns. */
    Answer call(String action, String body) {
        Answer answer = send(action, body);
        if (answer.isReply() && (action.equals("CreateTable") || action.equals("DeleteTable"))) {
            String table = ofTable(answer.content().findValue("TableName"));
            Answer state;
            do {
                state = send("DescribeTable", table);
            } while (state.isReply()
                    && !state.content().at("/Table/TableStatus").asText().equals("ACTIVE"));
        }
        return answer;
    }

    /**
     * Calls a query or scan until there are no more pages.
     *
     * @return all items, and how many pages they came in
     */
    Answer allPages(String action, String body) {
        ObjectNode request = (ObjectNode) parse(body);
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        int pages = 0;
        Answer answer;
        do {
            answer = call(action, request.toString());
            if (!answer.isReply()) {
                return answer;
            }
            pages++;
            answer.content().path("Items").forEach(items::add);
            request.set("ExclusiveStartKey", answer.content().path("LastEvaluatedKey"));
        } while (answer.content().has("LastEvaluatedKey"));
        ObjectNode all = JsonNodeFactory.instance.objectNode().put("Pages", pages);
        return new Answer("", all.set("Items", items));
    }

    /** Deletes all tables. */
    void clear() {
        for (JsonNode name : call("ListTables", "{}").content().path("TableNames")) {
            call("DeleteTable", ofTable(name));
        }
    }

    private static String ofTable(JsonNode name) {
        return JsonNodeFactory.instance.objectNode().set("TableName", name).toString();
    }

    private Answer send(String action, String body) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "DynamoDB_20120810." + action)
                .header("X-Amz-Date", "20260101T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                                + " SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return Answer.of(response.statusCode(), parse(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
