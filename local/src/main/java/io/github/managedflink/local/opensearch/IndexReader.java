package io.github.managedflink.local.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

/** Reads the indices of a node, past the gate. */
final class IndexReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int PAGE = 1_000;
    private static final String KEPT = "1m";

    private final URI node;

    IndexReader(URI node) {
        this.node = node;
    }

    List<String> indices() throws IOException {
        JsonNode indices = call("GET", "/_cat/indices?format=json&h=index", "");
        return StreamSupport.stream(indices.spliterator(), false)
                .map(index -> index.path("index").asText())
                .sorted()
                .toList();
    }

    /** Scrolls, because a search alone gives no more than 10,000 documents. */
    void forEachDocument(String index, BiConsumer<String, JsonNode> documents) throws IOException {
        String path = "/" + URLEncoder.encode(index, StandardCharsets.UTF_8);
        call("POST", path + "/_refresh", "");
        JsonNode page = call(
                "POST",
                path + "/_search?scroll=" + KEPT,
                JSON.createObjectNode()
                        .put("size", PAGE)
                        .set("sort", JSON.createArrayNode().add("_doc"))
                        .toString());
        while (!page.at("/hits/hits").isEmpty()) {
            page.at("/hits/hits")
                    .forEach(hit -> documents.accept(hit.path("_id").asText(), hit.path("_source")));
            String next = JSON.createObjectNode()
                    .put("scroll", KEPT)
                    .put("scroll_id", page.path("_scroll_id").asText())
                    .toString();
            page = call("POST", "/_search/scroll", next);
        }
        String end = JSON.createObjectNode()
                .put("scroll_id", page.path("_scroll_id").asText())
                .toString();
        call("DELETE", "/_search/scroll", end);
    }

    private JsonNode call(String method, String pathAndQuery, String body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) node.resolve(pathAndQuery).toURL().openConnection();
        connection.setRequestMethod(method);
        // A kept connection would keep a thread.
        connection.setRequestProperty("Connection", "close");
        if (!body.isEmpty()) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream answer = connection.getInputStream()) {
            return JSON.readTree(answer);
        }
    }
}
