package io.github.managedflink.local.proxy;

import io.github.managedflink.local.gate.Gate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;

/**
 * Stands before an HTTP/1.1 server that knows nothing of the {@link Gate}: names each request as calls of a service,
 * asks the gate, and does as it says. What is served passes as it is, with the client's own {@code Host} header so that
 * signatures stay valid, and is not collected on its way.
 */
public final class GatedProxy implements AutoCloseable {

    /** Keys of S3 have up to 1,024 bytes, which are three times as many when they are encoded. */
    static final HttpDecoderConfig LIMITS =
            new HttpDecoderConfig().setMaxInitialLineLength(1 << 16).setMaxHeaderSize(1 << 16);

    private final EventLoopGroup eventLoops;
    private final Channel listening;

    private GatedProxy(EventLoopGroup eventLoops, Channel listening) {
        this.eventLoops = eventLoops;
        this.listening = listening;
    }

    /**
     * Starts one on the loopback interface.
     *
     * @param port 0 for any free one
     * @param server where the server listens
     * @throws IOException if the port is taken
     */
    public static GatedProxy start(int port, URI server, GatedService service, Gate gate) throws IOException {
        InetSocketAddress target = new InetSocketAddress(server.getHost(), server.getPort());
        EventLoopGroup eventLoops = new NioEventLoopGroup(
                Math.max(2, Runtime.getRuntime().availableProcessors()), new DefaultThreadFactory("proxy", true));
        var binding = new ServerBootstrap()
                .group(eventLoops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        client.pipeline()
                                .addLast(new HttpServerCodec(LIMITS))
                                .addLast(new FlowControlHandler())
                                .addLast(new ClientHandler(target, service, gate));
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .awaitUninterruptibly();
        if (!binding.isSuccess()) {
            eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
            throw new IOException(
                    "the loopback port " + port + " cannot be listened on: "
                            + binding.cause().getMessage(),
                    binding.cause());
        }
        return new GatedProxy(eventLoops, binding.channel());
    }

    /** Where clients connect: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + ((InetSocketAddress) listening.localAddress()).getPort());
    }

    /** Breaks all connections off and ends the threads. */
    @Override
    public void close() {
        if (listening.isOpen()) {
            listening.close().syncUninterruptibly();
        }
        eventLoops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
