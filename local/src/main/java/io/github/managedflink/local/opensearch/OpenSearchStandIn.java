package io.github.managedflink.local.opensearch;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.http.Arn;
import io.github.managedflink.local.proxy.GatedProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A domain of Amazon OpenSearch Service or a collection of OpenSearch Serverless: OpenSearch 2.19 on one node, in a
 * process of its own that ends with this one. It listens on the loopback interface alone and looks at no signature. A
 * request may have 10 MiB, as with the service's small instances.
 *
 * <p>It differs from the service in that it has the common analyzers and mappings but no other plugin, so no scripts,
 * no ingest pipelines and no reindexing, and in that replicas stay unassigned.
 *
 * @see <a href="https://docs.aws.amazon.com/opensearch-service/latest/developerguide/limits.html">Quotas of OpenSearch
 *     Service</a>
 */
public final class OpenSearchStandIn implements AutoCloseable {
    private final Arn arn;
    private final Gate gate;
    private final NodeProcess node;
    private GatedProxy proxy;

    private OpenSearchStandIn(Arn arn, Gate gate, NodeProcess node) {
        this.arn = arn;
        this.gate = gate;
        this.node = node;
    }

    /**
     * Starts one, and returns before it serves, which takes some seconds.
     *
     * @param arn of the domain or collection
     * @param folder for its data and its log; it is created if need be and left when the stand-in is closed
     * @param gate asked for every call
     * @throws IllegalArgumentException if the ARN is of something else
     */
    public static OpenSearchStandIn start(String arn, Path folder, Gate gate) throws IOException {
        return new OpenSearchStandIn(OpenSearchCalls.arn(arn), gate, NodeProcess.launch(folder));
    }

    /**
     * Where clients connect: {@code http://127.0.0.1:PORT}. Waits until it serves.
     *
     * @throws IOException if it does not start
     */
    public synchronized URI endpoint() throws IOException {
        if (proxy == null) {
            proxy = GatedProxy.start(0, node.address(), new OpenSearchCalls(arn, node.address()), gate);
        }
        return proxy.endpoint();
    }

    /** The names of the indices, in order. */
    public List<String> indices() throws IOException {
        return new IndexReader(node.address()).indices();
    }

    /**
     * Hands over every document of an index, also those that searches do not find yet.
     *
     * @param documents takes the id and the source of each, which is the text of a JSON object as it was sent
     */
    public void forEachDocument(String index, BiConsumer<String, String> documents) throws IOException {
        new IndexReader(node.address()).forEachDocument(index, documents);
    }

    /** Breaks all connections off and ends the process. The data stay in the folder. */
    @Override
    public synchronized void close() throws IOException {
        if (proxy != null) {
            proxy.close();
        }
        node.close();
    }
}
