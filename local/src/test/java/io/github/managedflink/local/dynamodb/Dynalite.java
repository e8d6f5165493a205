package io.github.managedflink.local.dynamodb;

import io.github.managedflink.local.node.NodeProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** The npm package dynalite in a child process: somebody else's understanding of the service, with tables in memory. */
final class Dynalite implements AutoCloseable {

    private final NodeProcess process;
    private final URI endpoint;

    private Dynalite(NodeProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static Dynalite start(File log) throws IOException {
        String port = Integer.toString(NodeProcess.freePort());
        List<String> arguments =
                List.of("--host", "127.0.0.1", "--port", port, "--createTableMs", "0", "--deleteTableMs", "0");
        Dynalite started = new Dynalite(
                NodeProcess.start("dynalite", "cli.js", arguments, Map.of(), log),
                URI.create("http://127.0.0.1:" + port));
        RawDynamoDb client = new RawDynamoDb(started.endpoint());
        started.process.awaitReady(() -> client.call("ListTables", "{}").isReply());
        return started;
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.close();
    }
}
