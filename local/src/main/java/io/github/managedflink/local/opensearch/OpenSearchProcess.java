package io.github.managedflink.local.opensearch;

import java.io.IOException;
import java.io.OutputStream;
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
 * The main class of the child process: runs one node, prints the port of its HTTP interface, and ends when its standard input does,
 * which is when its parent closes it or is no more.
 */
public final class OpenSearchProcess {

    static final String PORT_PREFIX = "port=";

    private static final List<Class<? extends Plugin>> PLUGINS =
            List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, MapperExtrasPlugin.class);

    private OpenSearchProcess() {}

    /** Runs a node in the folder that is the only argument. */
    @SuppressWarnings("SystemOut") // It is how the parent gets to know the port.
    public static void main(String[] arguments) throws IOException, NodeValidationException {
        Node node = new LocalNode(settings(Path.of(arguments[0]))).start();
        System.out.println(PORT_PREFIX
                + node.injector()
                        .getInstance(HttpServerTransport.class)
                        .boundAddress()
                        .publishAddress()
                        .getPort());
        System.in.transferTo(OutputStream.nullOutputStream());
        // The data is of no more use, so that nothing is lost by not closing the node in order.
        Runtime.getRuntime().halt(0);
    }

    private static Settings settings(Path folder) {
        return Settings.builder()
                .put("path.home", folder.toString())
                .put("cluster.name", "local")
                .put("node.name", "local")
                .put("discovery.type", "single-node")
                .put("network.host", "127.0.0.1")
                .put("http.port", "0")
                .put("transport.port", "0")
                .put("http.type", Netty4Plugin.NETTY_HTTP_TRANSPORT_NAME)
                .put("transport.type", Netty4Plugin.NETTY_TRANSPORT_NAME)
                // A full disk of a laptop is no reason to refuse documents.
                .put("cluster.routing.allocation.disk.threshold_enabled", false)
                // As on the service's smallest instances; each processor costs threads and memory.
                .put("node.processors", 1)
                .build();
    }

    private static final class LocalNode extends Node {

        LocalNode(Settings settings) {
            super(environment(settings), PLUGINS, true);
        }

        private static Environment environment(Settings settings) {
            return InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "local");
        }
    }
}
