package io.github.managedflink.local.dynamodb;

import com.amazonaws.services.dynamodbv2.exceptions.DynamoDBLocalServiceException;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBRequestHandler;
import com.amazonaws.services.dynamodbv2.local.server.LocalDynamoDBServerHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
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

    private DynamoDbServer(Server server, LocalDynamoDBServerHandler handler) {
        this.server = server;
        this.handler = handler;
    }

    static DynamoDbServer start() throws IOException {
        try {
            LocalDynamoDBServerHandler handler = new LocalDynamoDBServerHandler(
                    new LocalDynamoDBRequestHandler(ANY_CREDENTIALS, true, null, true, false), null);
            Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            server.setHandler(new ContextHandler(handler, "/"));
            server.start();
            return new DynamoDbServer(server, handler);
        } catch (DynamoDBLocalServiceException e) {
            throw cannotStart(e);
        } catch (Exception e) {
            throw cannotStart(e);
        }
    }

    private static IOException cannotStart(Exception cause) {
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
        }
    }
}
