package io.github.managedflink.local.proxy;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client's connection. Its requests come one after another: the next is read when the one before it has been
 * answered. One event loop runs it and the connection to the server.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write fails when the connection is gone: nobody is left to tell.
final class ClientHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(ClientHandler.class);
    private static final byte[] NO_BODY = {};

    private final GatedService service;
    private final Gate gate;
    private final ServerConnection server;

    private Stage stage = Stage.BETWEEN_REQUESTS;
    private HttpRequest head;
    /** What has come of a body that decides upon the call; no more parts than it has. */
    private final List<HttpContent> parts = new ArrayList<>();

    private Answer refusal;

    ClientHandler(InetSocketAddress target, GatedService service, Gate gate) {
        this.server = new ServerConnection(target);
        this.service = service;
        this.gate = gate;
    }

    /** What happens to the parts of a request that come in. */
    private enum Stage {
        BETWEEN_REQUESTS,
        COLLECTING,
        DECIDING,
        FORWARDING,
        AWAITING_ANSWER,
        DISCARDING
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        server.serve(context);
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (((HttpObject) message).decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            context.close();
        } else if (message instanceof HttpRequest request) {
            begin(context, request);
        } else if (message instanceof HttpContent content) {
            take(context, content);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        head = request;
        ProxiedRequest known = proxied(NO_BODY);
        if (service.isNamedByBody(known)) {
            stage = Stage.COLLECTING;
            if (HttpUtil.is100ContinueExpected(request)) {
                context.writeAndFlush(new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
                request.headers().remove(HttpHeaderNames.EXPECT);
            }
            context.read();
        } else {
            decide(context, known);
        }
    }

    private void take(ChannelHandlerContext context, HttpContent content) {
        boolean isLast = content instanceof LastHttpContent;
        switch (stage) {
            case COLLECTING -> {
                parts.add(content);
                if (isLast) {
                    decide(context, proxied(collected()));
                } else {
                    context.read();
                }
            }
            case FORWARDING -> {
                server.send(content);
                if (isLast) {
                    stage = Stage.AWAITING_ANSWER;
                } else {
                    server.readNextPart();
                }
            }
            case DISCARDING -> {
                content.release();
                if (isLast) {
                    answer(context, refusal, !HttpUtil.isKeepAlive(head));
                } else {
                    context.read();
                }
            }
            case BETWEEN_REQUESTS, DECIDING, AWAITING_ANSWER -> {
                content.release();
                context.close();
            }
        }
    }

    private byte[] collected() {
        ByteBuf whole =
                Unpooled.wrappedBuffer(parts.stream().map(HttpContent::content).toArray(ByteBuf[]::new));
        return ByteBufUtil.getBytes(whole);
    }

    private ProxiedRequest proxied(byte[] body) {
        return new ProxiedRequest(head.method().name(), head.uri(), head.headers(), body);
    }

    private void decide(ChannelHandlerContext context, ProxiedRequest request) {
        stage = Stage.DECIDING;
        Verdict verdict = verdict(request);
        if (verdict.delay().isZero()) {
            carryOut(context, request, verdict);
        } else {
            context.executor()
                    .schedule(
                            () -> carryOut(context, request, verdict),
                            verdict.delay().toNanos(),
                            TimeUnit.NANOSECONDS);
        }
    }

    /** A request that is several calls is served when all of them are. */
    private Verdict verdict(ProxiedRequest request) {
        return service.calls(request).stream()
                .map(gate::admit)
                .min(Comparator.comparing(Verdict::isServed))
                .orElse(new Verdict.Serve(Duration.ZERO));
    }

    private void carryOut(ChannelHandlerContext context, ProxiedRequest request, Verdict verdict) {
        if (verdict instanceof Verdict.Throttle) {
            service.throttled(request)
                    .whenCompleteAsync(
                            (answer, failure) -> {
                                if (failure == null) {
                                    refuse(context, answer);
                                } else {
                                    LOG.error("a throttled call cannot be answered", failure);
                                    context.close();
                                }
                            },
                            context.executor());
        } else if (verdict instanceof Verdict.ServerError error) {
            refuse(context, service.failed(request, error.status()));
        } else if (verdict instanceof Verdict.Deny denial) {
            refuse(context, service.denied(request, denial.message()));
        } else if (verdict instanceof Verdict.CutConnection) {
            context.close();
        } else {
            forward();
        }
    }

    private void forward() {
        server.send(head);
        if (parts.isEmpty()) {
            stage = Stage.FORWARDING;
            server.readNextPart();
        } else {
            stage = Stage.AWAITING_ANSWER;
            parts.forEach(server::send);
            parts.clear();
        }
    }

    /**
     * Answers when the body has come, because a client may not listen before. One that waits for leave to send its body
     * gets the answer instead, and a new connection.
     */
    private void refuse(ChannelHandlerContext context, Answer answer) {
        if (!parts.isEmpty()) {
            releaseParts();
            answer(context, answer, !HttpUtil.isKeepAlive(head));
        } else if (HttpUtil.is100ContinueExpected(head)) {
            answer(context, answer, true);
        } else {
            refusal = answer;
            stage = Stage.DISCARDING;
            context.read();
        }
    }

    private void answer(ChannelHandlerContext context, Answer answer, boolean last) {
        boolean bodyless = head.method().name().equals("HEAD");
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(answer.status()),
                bodyless ? Unpooled.EMPTY_BUFFER : Unpooled.wrappedBuffer(answer.body()));
        answer.headers().forEach(response.headers()::set);
        response.headers().set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length);
        stage = Stage.BETWEEN_REQUESTS;
        if (last) {
            response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
        } else {
            context.writeAndFlush(response);
            context.read();
        }
    }

    /**
     * The server has answered to the end; it may do so before it has seen all of the request, and leave no way to go
     * on.
     */
    void answered(ChannelHandlerContext context, ChannelFuture written, boolean keepsAlive) {
        if (keepsAlive && stage == Stage.AWAITING_ANSWER) {
            stage = Stage.BETWEEN_REQUESTS;
            context.read();
        } else {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void releaseParts() {
        parts.forEach(ReferenceCountUtil::release);
        parts.clear();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        server.readAnswers(context.channel().isWritable());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        releaseParts();
        server.close();
    }

    /** Clients break connections off whenever they stop: that is no event worth a warning. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection to a proxy closed", cause);
        context.close();
    }
}
