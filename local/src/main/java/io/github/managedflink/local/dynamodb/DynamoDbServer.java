package io.github.managedflink.local.dynamodb;

import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;

/**
 * DynamoDB Local, with one database in memory for all regions and credentials. Its own server would listen on every interface and
 * send telemetry.
 */
final class DynamoDbServer implements AutoCloseable {

    private static final int ANY_CREDENTIALS = 0;

    private final Server server;
    private final LocalDynamoDBServerHandler handler;
    /** That of all threads which the server and DynamoDB Local start. */
    private final ThreadGroup threads;

    private DynamoDbServer(Server server, LocalDynamoDBServerHandler handler, ThreadGroup threads) {
        this.server = server;
        this.handler = handler;
        this.threads = threads;
    }

    static DynamoDbServer start() throws IOException {
        ThreadGroup threads = new ThreadGroup("dynamodb-stand-in");
        FutureTask<DynamoDbServer> start = new FutureTask<>(() -> startIn(threads));
        new Thread(threads, start, "dynamodb-stand-in").start();
        try {
            return start.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw cannotStart(e);
        } catch (ExecutionException e) {
            throw cannotStart(e.getCause());
        }
    }

    private static DynamoDbServer startIn(ThreadGroup threads) throws Exception {
        LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(
                new LocalDynamoDBRequestHandler(ANY_CREDENTIALS, true, null, true, false), null);
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        server.setHandler(new ContextHandler(handler, "/"));
        server.start();
        return new DynamoDbServer(server, handler, threads);
    }

    private static IOException cannotStart(Throwable cause) {
        return new IOException("the DynamoDB stand-in does not start: " + cause.getMessage(), cause);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getURI().getPort());
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IOException("the DynamoDB stand-in does not stop: " + e.getMessage(), e);
        } finally {
            handler.close();
            // A background job of DynamoDB Local sleeps for minutes, in a thread that keeps the process alive.
            threads.interrupt();
        }
    }
}
