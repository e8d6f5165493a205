package io.github.managedflink.local.isolation;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousChannelGroup;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/**
 * A way out of this JVM that the JDK is to ask about, with an attempt to take it. Not asked about, the attempt ends on
 * this machine; that of {@link #LOCAL_HOST} alone may ask a name server, and is to be made only where {@link #LOOK_UP}
 * is asked about, which the JDK has in the same class. The end of the JVM is not among them, as nobody would be left to
 * see what came of an attempt.
 */
enum BoundaryPoint {
    SOCKET("a Socket connects"),
    SOCKET_CHANNEL("a SocketChannel connects"),
    ASYNCHRONOUS_CHANNEL("an AsynchronousSocketChannel connects"),
    DATAGRAM_CHANNEL("a DatagramChannel connects"),
    DATAGRAM_SOCKET("a DatagramSocket sends"),
    DATAGRAM("a DatagramChannel sends"),
    LOOK_UP("a host is looked up"),
    LOCAL_HOST("this machine's own name is looked up"),
    PROCESS("a process is started"),
    LIBRARY_FILE("a native library is loaded from a file"),
    LIBRARY("a native library is loaded by its name"),
    VARIABLE("a variable of the environment is read"),
    VARIABLES("the environment is read");

    /** Where nobody needs to listen. */
    private static final int DISCARD_PORT = 9;

    private final String description;

    BoundaryPoint(String description) {
        this.description = description;
    }

    /** Takes this way out, in this thread. Whether it leads anywhere does not matter. */
    void attempt() {
        try {
            take();
        } catch (IOException | ExecutionException | UnsatisfiedLinkError e) {
            // Refused, or nobody is there.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take() throws IOException, ExecutionException, InterruptedException {
        switch (this) {
            case SOCKET -> connectSocket();
            case SOCKET_CHANNEL -> connectChannel();
            case ASYNCHRONOUS_CHANNEL -> connectAsynchronously();
            case DATAGRAM_CHANNEL -> connectDatagrams();
            case DATAGRAM_SOCKET -> sendBySocket();
            case DATAGRAM -> sendByChannel();
            case LOOK_UP -> InetAddress.getAllByName("localhost");
            case LOCAL_HOST -> InetAddress.getLocalHost();
            case PROCESS -> new ProcessBuilder("/managed-flink-nowhere").start();
            case LIBRARY_FILE -> System.load("/managed-flink-nowhere");
            case LIBRARY -> System.loadLibrary("managed-flink-nowhere");
            case VARIABLE -> System.getenv("PATH");
            case VARIABLES -> System.getenv();
        }
    }

    /** What happens there, as the end of a sentence. */
    @Override
    public String toString() {
        return description;
    }

    private static void connectSocket() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(target());
        }
    }

    private static void connectChannel() throws IOException {
        try (SocketChannel channel = SocketChannel.open()) {
            channel.connect(target());
        }
    }

    private static void connectAsynchronously() throws IOException, ExecutionException, InterruptedException {
        AsynchronousChannelGroup group =
                AsynchronousChannelGroup.withFixedThreadPool(1, Executors.defaultThreadFactory());
        try (AsynchronousSocketChannel channel = AsynchronousSocketChannel.open(group)) {
            channel.connect(target()).get();
        } finally {
            group.shutdownNow();
        }
    }

    private static void connectDatagrams() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(target());
        }
    }

    private static void sendBySocket() throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(new DatagramPacket(new byte[0], 0, target()));
        }
    }

    private static void sendByChannel() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.send(ByteBuffer.allocate(0), target());
        }
    }

    private static InetSocketAddress target() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), DISCARD_PORT);
    }
}
