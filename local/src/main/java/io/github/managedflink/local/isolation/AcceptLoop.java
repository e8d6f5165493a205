package io.github.managedflink.local.isolation;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the connections of a port until it is closed, also when there are no files or threads for one for a while. */
final class AcceptLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptLoop.class);
    /** An attempt that fails does so at once, and one after the other would take a core. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ServerSocket listening;
    private final Consumer<Socket> connections;
    private final Runnable pause;

    /** @param connections gets each connection, and is to return at once */
    AcceptLoop(ServerSocket listening, Consumer<Socket> connections) {
        this(listening, connections, () -> LockSupport.parkNanos(PAUSE.toNanos()));
    }

    AcceptLoop(ServerSocket listening, Consumer<Socket> connections, Runnable pause) {
        this.listening = listening;
        this.connections = connections;
        this.pause = pause;
    }

    @Override
    public void run() {
        while (!listening.isClosed()) {
            try {
                handOver(listening.accept());
            } catch (IOException | OutOfMemoryError e) {
                if (!listening.isClosed()) {
                    LOG.warn("A connection of a job to a stand-in cannot be taken: {}", e.getMessage());
                    pause.run();
                }
            }
        }
    }

    /** Java has this error, too, for a thread that the system does not give. */
    private void handOver(Socket connection) throws IOException {
        try {
            connections.accept(connection);
        } catch (OutOfMemoryError e) {
            connection.close();
            throw e;
        }
    }
}
