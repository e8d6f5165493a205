package io.github.managedflink.local.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The stand-in's own way to its node, past the gate. */
final class NodeClient {
    private static final JsonMapper JSON = new JsonMapper();

    private final URI node;

    NodeClient(URI node) {
        this.node = node;
    }

    /**
     * The answer to a request without a body.
     *
     * @throws IOException also if the node refuses the request
     */
    JsonNode get(String pathAndQuery) throws IOException {
        return JSON.readTree(text(open("GET", pathAndQuery)));
    }

    /** The answer to a request, as it came. */
    String send(String method, String pathAndQuery, JsonNode body) throws IOException {
        return text(open(method, pathAndQuery), "application/json", JSON.writeValueAsBytes(body));
    }

    JsonNode send(String method, String pathAndQuery, String contentType, byte[] body) throws IOException {
        return JSON.readTree(text(open(method, pathAndQuery), contentType, body));
    }

    private static String text(HttpURLConnection connection, String contentType, byte[] body) throws IOException {
        connection.setRequestProperty("Content-Type", contentType);
        connection.setDoOutput(true);
        connection.getOutputStream().write(body);
        return text(connection);
    }

    private HttpURLConnection open(String method, String pathAndQuery) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) node.resolve(pathAndQuery).toURL().openConnection();
        connection.setRequestMethod(method);
        // A kept connection would keep a thread.
        connection.setRequestProperty("Connection", "close");
        return connection;
    }

    private static String text(HttpURLConnection connection) throws IOException {
        try (InputStream answer = connection.getInputStream()) {
            return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
