package io.github.managedflink.local.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The stand-in's own way to its server, past the gate. */
final class DynamoDbClient {

    static final String TARGET_PREFIX = "DynamoDB_20120810.";

    /** The server wants a signature and does not check it. */
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=standin/20260101/us-east-1/dynamodb/aws4_request,"
            + " SignedHeaders=host, Signature=0";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;

    DynamoDbClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Makes a call.
     *
     * @throws IllegalArgumentException if DynamoDB refuses it
     */
    JsonNode call(String action, JsonNode parameters) {
        try {
            return callLater(action, parameters).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused;
            }
            throw e;
        }
    }

    CompletableFuture<JsonNode> callLater(String action, JsonNode parameters) {
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("X-Amz-Target", TARGET_PREFIX + action)
                .header("Content-Type", DynamoDbCalls.CONTENT_TYPE)
                .header("Authorization", SIGNED)
                .POST(BodyPublishers.ofString(parameters.toString()))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(answer -> read(action, answer));
    }

    private static JsonNode read(String action, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalArgumentException("DynamoDB refuses " + action + ": " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("DynamoDB's answer to " + action + " is no JSON", e);
        }
    }
}
