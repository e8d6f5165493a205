package io.github.managedflink.local.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.proxy.GatedProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * A domain of Amazon OpenSearch Service, or a serverless collection, on this machine, for clients that are pointed to
 * {@link #endpoint()}: one node of OpenSearch in a child process. It listens on the loopback interface alone, without TLS, takes any
 * credentials, and ends with this process.
 *
 * <p>It differs from the service in that it has no plugins beyond common analyzers and mappings, in particular no scripts, and one
 * node, so that replicas stay unassigned.
 *
 * @see <a href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html">Amazon OpenSearch Service</a>
 */
public final class OpenSearchStandIn implements AutoCloseable {

    private static final int PAGE = 1_000;
    private static final String SCROLL = "1m";

    private final OpenSearchServer server;
    private final OpenSearchClient client;
    private final GatedProxy proxy;

    private OpenSearchStandIn(OpenSearchServer server, GatedProxy proxy) {
        this.server = server;
        this.client = new OpenSearchClient(server.endpoint());
        this.proxy = proxy;
    }

    /**
     * Starts one without indices on a free port; this takes some seconds.
     *
     * @param arn that of the domain or collection, which the reported calls carry
     * @param folder for its data and its log; created if need be
     * @param gate asked for every request
     * @throws IllegalArgumentException if the ARN is of something else
     */
    public static OpenSearchStandIn start(String arn, Path folder, Gate gate) throws IOException {
        OpenSearchCalls calls = new OpenSearchCalls(arn);
        OpenSearchServer server = OpenSearchServer.start(folder.toAbsolutePath());
        try {
            return new OpenSearchStandIn(server, GatedProxy.start(0, server.endpoint(), calls, gate));
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where clients connect: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return proxy.endpoint();
    }

    /** The id of the child process. */
    public long pid() {
        return server.pid();
    }

    /** The names of all indices, but for hidden ones. */
    public Set<String> indices() {
        Set<String> names = new TreeSet<>();
        client.get("/_cat/indices?format=json&h=index")
                .forEach(index -> names.add(index.path("index").asText()));
        names.removeIf(name -> name.startsWith("."));
        return names;
    }

    /**
     * How many documents the index has, those that have just come included.
     *
     * @throws IllegalArgumentException if it does not exist
     */
    public long documentCount(String index) {
        refresh(index);
        return client.get("/" + index + "/_count").path("count").asLong();
    }

    /**
     * Hands over all documents of an index, in no particular order, each with {@code _id} and {@code _source}.
     *
     * @throws IllegalArgumentException if it does not exist
     */
    public void forEachDocument(String index, Consumer<JsonNode> action) {
        refresh(index);
        ObjectNode query = JsonNodeFactory.instance.objectNode().put("size", PAGE);
        query.putArray("sort").add("_doc");
        JsonNode page = client.post("/" + index + "/_search?scroll=" + SCROLL, query);
        while (!page.path("hits").path("hits").isEmpty()) {
            page.path("hits").path("hits").forEach(action);
            page = client.post(
                    "/_search/scroll",
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("scroll", SCROLL)
                            .put("scroll_id", page.path("_scroll_id").asText()));
        }
    }

    private void refresh(String index) {
        client.post("/" + index + "/_refresh", JsonNodeFactory.instance.objectNode());
    }

    /** Ends the child process. The folder is left to the caller. */
    @Override
    public void close() throws IOException {
        proxy.close();
        server.close();
    }
}
