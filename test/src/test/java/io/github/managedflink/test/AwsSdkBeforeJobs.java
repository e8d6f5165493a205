package io.github.managedflink.test;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * Loads the SDK's classes for the tests before any job has its own. When a job has ended, Flink closes its class
 * loader, and a thread of the job's SDK that still loads a class gets the test's one from the parent; Java then refuses
 * the test another class of the same name. Registered for all tests by {@code META-INF/services}.
 */
public final class AwsSdkBeforeJobs implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(AwsSdkBeforeJobs.class, key -> load());
    }

    /** Makes a call, as a client loads most of what it needs only then. */
    private static boolean load() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", AwsSdkBeforeJobs::answer);
            server.start();
            try (KinesisClient client = KinesisClient.builder()
                    .endpointOverride(
                            URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                    .region(Region.US_EAST_1)
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                    .build()) {
                client.listStreams();
            } finally {
                server.stop(0);
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        // An object without fields, in CBOR, which is what the client speaks.
        byte[] nothing = {(byte) 0xa0};
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, nothing.length);
            exchange.getResponseBody().write(nothing);
        }
    }
}
