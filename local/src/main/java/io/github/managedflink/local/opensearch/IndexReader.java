package io.github.managedflink.local.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;

/** Reads the indices of a node. */
final class IndexReader {
    private static final int PAGE = 1_000;
    private static final String KEPT = "1m";

    private final NodeClient client;

    IndexReader(URI node) {
        this.client = new NodeClient(node);
    }

    List<String> indices() throws IOException {
        JsonNode indices = client.get("/_cat/indices?format=json&h=index");
        return StreamSupport.stream(indices.spliterator(), false)
                .map(index -> index.path("index").asText())
                .sorted()
                .toList();
    }

    /** Scrolls, because a search alone gives no more than 10,000 documents. */
    void forEachDocument(String index, BiConsumer<String, String> documents) throws IOException {
        String path = "/" + URLEncoder.encode(index, StandardCharsets.UTF_8);
        client.get(path + "/_refresh");
        ObjectNode query = object().put("size", PAGE);
        query.putArray("sort").add("_doc");
        SearchPage page = SearchPage.read(client.send("POST", path + "/_search?scroll=" + KEPT, query));
        while (!page.found().documents().isEmpty()) {
            page.found().documents().forEach(hit -> documents.accept(hit.id(), hit.source()));
            page = SearchPage.read(
                    client.send("POST", "/_search/scroll", scroll(page).put("scroll", KEPT)));
        }
        client.send("DELETE", "/_search/scroll", scroll(page));
    }

    private static ObjectNode scroll(SearchPage page) {
        return object().put("scroll_id", page.scrollId());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
