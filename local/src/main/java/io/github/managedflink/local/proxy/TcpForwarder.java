package io.github.managedflink.local.proxy;

import io.github.managedflink.local.gate.Verdict;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A port on the loopback interface whose connections lead to a server that listens on another one. The bytes pass as
 * they are; but a connection can be broken off, and its answers held back.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A close that fails finds the connection closed.
public final class TcpForwarder implements AutoCloseable {

    private final EventLoopGroup eventLoops;
    private final Supplier<Verdict> admission;
    private final Map<Integer, ForwardedConnection> connections = new ConcurrentHashMap<>();
    private final Channel listening;
    private volatile InetSocketAddress server;

    /**
     * Takes connections at once; they are closed again until {@link #leadTo} names the server.
     *
     * @param name of its thread
     * @param admission asked for each connection
     */
    public TcpForwarder(String name, Supplier<Verdict> admission) {
        this.admission = admission;
        eventLoops = new NioEventLoopGroup(1, new DefaultThreadFactory(name, true));
        listening = new ServerBootstrap()
                .group(eventLoops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        admit(client);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** Where clients connect. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Names the server's port on the loopback interface. */
    public void leadTo(int serverPort) {
        server = new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    }

    /** The connection that the server sees coming from the given port. */
    public Optional<ForwardedConnection> connectionFrom(int port) {
        return Optional.ofNullable(connections.get(port));
    }

    private void admit(Channel client) {
        Verdict verdict = admission.get();
        client.eventLoop()
                .schedule(
                        () -> {
                            if (verdict.isServed() && server != null) {
                                connect(client, server);
                            } else {
                                client.close();
                            }
                        },
                        verdict.delay().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    private void connect(Channel client, InetSocketAddress target) {
        ChannelFuture connecting = new Bootstrap()
                .group(client.eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        // The handlers come when both sides are there.
                    }
                })
                .connect(target);
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                forward(client, connecting.channel());
            } else {
                client.close();
            }
        });
    }

    /** Nothing has been read from either side yet, so no call can come before its connection is known. */
    private void forward(Channel client, Channel upstream) {
        ForwardedConnection connection = new ForwardedConnection(client, upstream);
        int port = ((InetSocketAddress) upstream.localAddress()).getPort();
        connections.put(port, connection);
        upstream.closeFuture().addListener(closed -> connections.remove(port));
        connection.start();
    }

    /** Breaks all connections off and ends the thread. */
    @Override
    public void close() {
        if (listening.isOpen()) {
            listening.close().syncUninterruptibly();
        }
        eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
