package io.github.managedflink.local.kinesis;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The npm package kinesis-local in a child process: somebody else's understanding of the service. */
final class KinesisLocal implements AutoCloseable {

    private static final Path PACKAGE = Path.of("..", "node_modules", "kinesis-local");

    private final Process process;
    private final URI endpoint;

    private KinesisLocal(Process process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static KinesisLocal start(File log) throws IOException {
        if (!Files.exists(PACKAGE.resolve("main.js"))) {
            throw new IllegalStateException("run 'npm ci' in the root folder: there is no " + PACKAGE);
        }
        int plainPort = freePort();
        ProcessBuilder builder = new ProcessBuilder("node", "main.js")
                .directory(PACKAGE.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log);
        Map<String, String> environment = builder.environment();
        environment.put("KINESIS_MOCK_PLAIN_PORT", Integer.toString(plainPort));
        environment.put("KINESIS_MOCK_TLS_PORT", Integer.toString(freePort()));
        environment.put("SHARD_LIMIT", "1000");
        for (String change : new String[] {
            "CREATE_STREAM", "DELETE_STREAM", "REGISTER_STREAM_CONSUMER", "DEREGISTER_STREAM_CONSUMER",
            "MERGE_SHARDS", "SPLIT_SHARD", "UPDATE_SHARD_COUNT", "UPDATE_STREAM_MODE"
        }) {
            environment.put(change + "_DURATION", "1ms");
        }
        KinesisLocal started = new KinesisLocal(builder.start(), URI.create("http://127.0.0.1:" + plainPort));
        started.awaitReady();
        return started;
    }

    URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady() {
        try (KinesisClient client = KinesisClients.sync(endpoint)) {
            await().atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptionsInstanceOf(SdkException.class)
                    .until(() -> client.listStreams().hasStreamNames());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
