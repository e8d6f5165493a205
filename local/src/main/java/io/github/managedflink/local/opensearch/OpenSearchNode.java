package io.github.managedflink.local.opensearch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.index.mapper.MapperExtrasPlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.plugins.Plugin;
import org.opensearch.transport.Netty4Plugin;

/**
 * The program of {@link NodeProcess}: a cluster of one node. It writes the port of its HTTP interface to its standard
 * output and ends with its standard input, so that it never outlives its parent, however that ends.
 */
final class OpenSearchNode extends Node {
    private static final String NAME = "local";
    private static final List<Class<? extends Plugin>> PLUGINS =
            List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, MapperExtrasPlugin.class);

    private OpenSearchNode(Environment environment) {
        super(environment, PLUGINS, false);
    }

    /**
     * Runs until the standard input ends.
     *
     * @param arguments the folder for its data
     */
    public static void main(String[] arguments) throws IOException, NodeValidationException {
        PrintStream toParent = System.out;
        // Whatever else is printed belongs to the log.
        System.setOut(System.err);
        try (OpenSearchNode node = new OpenSearchNode(environment(Path.of(arguments[0])))) {
            node.start();
            toParent.println(node.port());
            toParent.flush();
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private int port() {
        return injector()
                .getInstance(HttpServerTransport.class)
                .boundAddress()
                .publishAddress()
                .getPort();
    }

    private static Environment environment(Path home) throws IOException {
        Path configuration = Files.createDirectories(home.resolve("config"));
        return InternalSettingsPreparer.prepareEnvironment(settings(home), Map.of(), configuration, () -> NAME);
    }

    private static Settings settings(Path home) {
        return Settings.builder()
                .put("path.home", home.toString())
                .put("cluster.name", NAME)
                .put("node.name", NAME)
                .put("discovery.type", "single-node")
                .put("http.host", "127.0.0.1")
                .put("http.port", "0")
                .put("transport.host", "127.0.0.1")
                .put("transport.port", "0")
                // As on the service's smallest instances; each processor costs threads and memory.
                .put("node.processors", 1)
                // The quota of the service's small instances, which every domain holds.
                .put("http.max_content_length", "10mb")
                // A machine whose disk is almost full may run tests all the same.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                .build();
    }
}
