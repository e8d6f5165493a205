package io.github.managedflink.local.proxy;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The way on from a client's connection to the server: opened by its first request, and closed with it by whoever is
 * first.
 */
@SuppressWarnings(
        "FutureReturnValueIgnored") // A write fails when the connection is gone, which closes the client's too.
final class ServerConnection {

    private final InetSocketAddress target;
    private final Queue<Object> waiting = new ArrayDeque<>();
    private ChannelHandlerContext client;
    private ChannelFuture connecting;
    /** Whether the client's next part is waited for. */
    private boolean readsOn;

    ServerConnection(InetSocketAddress target) {
        this.target = target;
    }

    void serve(ChannelHandlerContext clientContext) {
        client = clientContext;
    }

    /** Sends a part of a request. */
    void send(Object part) {
        if (connecting == null) {
            connect();
        }
        if (connecting.isDone()) {
            connecting.channel().writeAndFlush(part);
        } else {
            waiting.add(part);
        }
    }

    /** Reads the next part of the client's request as soon as the server takes it. */
    void readNextPart() {
        if (connecting.isSuccess() && connecting.channel().isWritable()) {
            client.read();
        } else {
            readsOn = true;
        }
    }

    private void readOn() {
        if (readsOn && connecting.channel().isWritable()) {
            readsOn = false;
            client.read();
        }
    }

    private void connect() {
        connecting = new Bootstrap()
                .group(client.channel().eventLoop())
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(new HttpClientCodec(
                                        GatedProxy.LIMITS,
                                        HttpClientCodec.DEFAULT_PARSE_HTTP_AFTER_CONNECT_REQUEST,
                                        HttpClientCodec.DEFAULT_FAIL_ON_MISSING_RESPONSE))
                                .addLast(new AnswerHandler());
                    }
                })
                .connect(target);
        connecting.addListener(done -> {
            if (done.isSuccess()) {
                waiting.forEach(connecting.channel()::write);
                waiting.clear();
                connecting.channel().flush();
                readOn();
            } else {
                client.close();
            }
        });
    }

    /** Stops or resumes reading what the server answers, as the client takes it. */
    void readAnswers(boolean on) {
        if (connecting != null) {
            connecting.channel().config().setAutoRead(on);
        }
    }

    void close() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
        if (connecting != null) {
            connecting.channel().close();
        }
    }

    /** Hands the answers to the client. */
    private final class AnswerHandler extends ChannelInboundHandlerAdapter {

        private boolean interim;
        private boolean keepsAlive = true;

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (((HttpObject) message).decoderResult().isFailure()) {
                ReferenceCountUtil.release(message);
                client.close();
                return;
            }
            if (message instanceof HttpResponse response) {
                interim = response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
                keepsAlive = HttpUtil.isKeepAlive(response);
            }
            ChannelFuture written = client.write(message);
            if (message instanceof LastHttpContent && !interim) {
                client.flush();
                ((ClientHandler) client.handler()).answered(client, written, keepsAlive);
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            client.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            readOn();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            client.close();
        }
    }
}
