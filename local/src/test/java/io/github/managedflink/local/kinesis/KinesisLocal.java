package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.node.NodeProcess;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The npm package kinesis-local in a child process: somebody else's understanding of the service. */
final class KinesisLocal implements AutoCloseable {

    private final NodeProcess process;
    private final URI endpoint;

    private KinesisLocal(NodeProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static KinesisLocal start(File log) throws IOException {
        int plainPort = NodeProcess.freePort();
        Map<String, String> environment = new HashMap<>();
        environment.put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(plainPort));
        environment.put("KINESIS_MOCK_TLS_PORT", Integer.toString(NodeProcess.freePort()));
        environment.put("SHARD_LIMIT", "1000");
        for (String change : new String[] {
            "CREATE_STREAM", "DELETE_STREAM", "REGISTER_STREAM_CONSUMER", "DEREGISTER_STREAM_CONSUMER",
            "MERGE_SHARDS", "SPLIT_SHARD", "UPDATE_SHARD_COUNT", "UPDATE_STREAM_MODE"
        }) {
            environment.put(change + "_DURATION", "1ms");
        }
        NodeProcess process = NodeProcess.start("kinesis-local", "main.js", List.of(), environment, log);
        KinesisLocal started = new KinesisLocal(process, URI.create("http://127.0.0.1:" + plainPort));
        started.awaitReady();
        return started;
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.close();
    }

    private void awaitReady() {
        try (KinesisClient client = KinesisClients.sync(endpoint)) {
            process.awaitReady(() -> client.listStreams().hasStreamNames());
        }
    }
}
