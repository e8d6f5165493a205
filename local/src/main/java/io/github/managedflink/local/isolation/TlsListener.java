package io.github.managedflink.local.isolation;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A port of the loopback interface that takes the encryption off what it hands on to a stand-in, byte by byte. */
final class TlsListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsListener.class);
    private static final String[] HTTP_1 = {"http/1.1"};
    private static final String[] HTTP_2 = {"h2", "http/1.1"};
    private static final int BUFFER = 16_384;

    private final InetSocketAddress standIn;
    private final SSLServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param http2 whether the stand-in speaks HTTP/2, too */
    TlsListener(SSLContext identity, InetSocketAddress standIn, boolean http2) throws IOException {
        this.standIn = standIn;
        listening = (SSLServerSocket)
                identity.getServerSocketFactory().createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        SSLParameters parameters = listening.getSSLParameters();
        parameters.setApplicationProtocols(http2 ? HTTP_2 : HTTP_1);
        listening.setSSLParameters(parameters);
        thread("accept", new AcceptLoop(listening, client -> thread("connect", () -> forward(client))));
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    }

    private void forward(Socket client) {
        try (client;
                Socket upstream = new Socket()) {
            open.add(client);
            open.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            upstream.connect(standIn);
            Thread answers = thread("answer", () -> pump(upstream, client));
            pump(client, upstream);
            answers.join();
        } catch (IOException e) {
            LOG.debug("the stand-in {} cannot be reached", standIn, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    /** Until one side closes, and then closes both. */
    private static void pump(Socket from, Socket to) {
        byte[] buffer = new byte[BUFFER];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            LOG.debug("connection closed", e);
        }
    }

    private Thread thread(String what, Runnable work) {
        Thread thread = new Thread(work, "tls-stand-in-" + what);
        thread.setDaemon(true);
        // Its creator may be a job's thread, whose classes it must not keep.
        thread.setContextClassLoader(TlsListener.class.getClassLoader());
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket each : open) {
            each.close();
        }
    }
}
