package io.github.managedflink.local.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AcceptLoopTest {
    private final List<Socket> taken = new ArrayList<>();
    private int pauses;

    @Test
    @DisplayName("While the system has no files the loop pauses, and takes connections when it has some again")
    void outlastsWhatFails() throws IOException {
        Socket connection = new Socket();

        run(
                taken::add,
                new SocketException("Too many open files"),
                new SocketException("Too many open files"),
                connection);

        assertThat(taken).containsExactly(connection);
        assertThat(pauses).isEqualTo(2);
    }

    @Test
    @DisplayName("A connection for which there is no thread is closed, and the next one is taken")
    void outlastsMissingThreads() throws IOException {
        Socket refused = new Socket();
        Socket connection = new Socket();

        run(
                each -> {
                    if (each == refused) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    taken.add(each);
                },
                refused,
                connection);

        assertThat(refused.isClosed()).isTrue();
        assertThat(taken).containsExactly(connection);
        assertThat(pauses).isOne();
    }

    /** Ends when nothing is left to be accepted, as then the port is closed. */
    private void run(Consumer<Socket> connections, Object... accepted) throws IOException {
        Queue<Object> queue = new ArrayDeque<>(List.of(accepted));
        ServerSocket listening = new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                Object next = queue.poll();
                if (next instanceof Socket socket) {
                    return socket;
                }
                if (next == null) {
                    close();
                    throw new SocketException("Socket closed");
                }
                throw (SocketException) next;
            }
        };
        new AcceptLoop(listening, connections, () -> pauses++).run();
    }
}
