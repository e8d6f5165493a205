package io.github.managedflink.local.http;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.gate.Verdict;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns HTTP requests into calls of the service that they are for, asks the gate, and answers. */
@SuppressWarnings("FutureReturnValueIgnored") // A write fails when the connection is gone: nobody is left to tell.
final class AwsRequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(AwsRequestHandler.class);
    private static final AwsCaller NOBODY = new AwsCaller("", "", "");
    private static final AwsProtocol PROTOCOL_OF_THE_UNKNOWN = new JsonProtocol("");

    private final AwsRouter router;
    private final Gate gate;

    AwsRequestHandler(AwsRouter router, Gate gate) {
        this.router = router;
        this.gate = gate;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        AwsCaller caller = AwsCaller.of(request.headers().get(HttpHeaderNames.AUTHORIZATION, ""))
                .orElse(NOBODY);
        AwsService service;
        try {
            service = router.serviceFor(caller, request.headers());
        } catch (AwsError e) {
            refuse(context, PROTOCOL_OF_THE_UNKNOWN, e);
            return;
        }
        try {
            serve(context, service, caller, request);
        } catch (AwsError e) {
            refuse(context, service.traits().protocol(), e);
        } catch (RuntimeException | StackOverflowError e) {
            fail(context, service, e);
        }
    }

    private void serve(ChannelHandlerContext context, AwsService service, AwsCaller caller, FullHttpRequest request) {
        AwsProtocol.Message message = service.traits().protocol().read(request.headers(), request.content());
        AwsOperation operation = service.operations().get(message.action());
        if (operation == null) {
            throw service.traits().protocol().unknownOperation(message.action());
        }
        AwsRequest call = new AwsRequest(
                message.action(), caller, message.body(), service.traits().validationCode());
        Verdict verdict = verdict(service, caller, operation.permissions().apply(call));
        if (verdict.delay().isZero()) {
            act(context, service, operation, call, verdict);
        } else {
            context.executor()
                    .schedule(
                            () -> act(context, service, operation, call, verdict),
                            verdict.delay().toNanos(),
                            TimeUnit.NANOSECONDS);
        }
    }

    /** A request that needs several permissions is served when it has all of them. */
    private Verdict verdict(AwsService service, AwsCaller caller, List<AwsOperation.Permission> permissions) {
        return permissions.stream()
                .map(permission -> new ServiceCall(service.traits().name(), permission.action(), permission.resource()))
                .map(call -> gate.admit(ServiceRequest.signed(caller.accessKeyId(), call)))
                .min(Comparator.comparing(Verdict::isServed))
                .orElse(new Verdict.Serve(Duration.ZERO));
    }

    private static void act(
            ChannelHandlerContext context,
            AwsService service,
            AwsOperation operation,
            AwsRequest call,
            Verdict verdict) {
        if (verdict instanceof Verdict.CutConnection) {
            cut(context.channel());
            return;
        }
        try {
            answer(context, service.traits().protocol(), call.action(), reply(service, operation, call, verdict));
        } catch (AwsError e) {
            refuse(context, service.traits().protocol(), e);
        } catch (RuntimeException | StackOverflowError e) {
            fail(context, service, e);
        }
    }

    private static AwsReply reply(AwsService service, AwsOperation operation, AwsRequest call, Verdict verdict) {
        if (verdict instanceof Verdict.Throttle) {
            return operation.throttled().apply(call).orElseThrow(service.traits()::throttling);
        }
        if (verdict instanceof Verdict.ServerError error) {
            throw service.serverError(error.status());
        }
        if (verdict instanceof Verdict.Deny denial) {
            throw service.traits().accessDenied(denial.message());
        }
        return operation.reply().apply(call);
    }

    private static void answer(ChannelHandlerContext context, AwsProtocol protocol, String action, AwsReply reply) {
        String requestId = newRequestId();
        if (reply instanceof AwsReply.Tree tree) {
            ByteBuf content = Unpooled.wrappedBuffer(protocol.reply(action, tree.content(), requestId));
            respond(context, HttpResponseStatus.OK, protocol.contentType(), requestId, content);
        } else if (reply instanceof AwsReply.Body body) {
            respond(context, HttpResponseStatus.OK, protocol.contentType(), requestId, written(context, body));
        } else if (reply instanceof AwsReply.Events events) {
            context.pipeline().addLast(events.handler().apply(requestId));
        }
    }

    private static ByteBuf written(ChannelHandlerContext context, AwsReply.Body body) {
        ByteBuf content = context.alloc().buffer();
        try {
            body.content().writeTo(new ByteBufOutputStream(content));
            return content;
        } catch (IOException e) {
            content.release();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            content.release();
            throw e;
        }
    }

    /** The whole connection, also if the call is one of many on it. */
    private static void cut(Channel channel) {
        (channel instanceof Http2StreamChannel ? channel.parent() : channel).close();
    }

    private static void fail(ChannelHandlerContext context, AwsService service, Throwable cause) {
        LOG.error("a call to the stand-in for {} failed", service.traits().name(), cause);
        refuse(context, service.traits().protocol(), new AwsError(500, "InternalFailure", cause.toString()));
    }

    private static void refuse(ChannelHandlerContext context, AwsProtocol protocol, AwsError error) {
        String requestId = newRequestId();
        HttpResponseStatus status = HttpResponseStatus.valueOf(error.status());
        ByteBuf content = Unpooled.wrappedBuffer(protocol.refusal(error, requestId));
        respond(context, status, protocol.contentType(), requestId, content);
    }

    private static void respond(
            ChannelHandlerContext context,
            HttpResponseStatus status,
            String contentType,
            String requestId,
            ByteBuf content) {
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes())
                .set("x-amzn-RequestId", requestId);
        context.writeAndFlush(response);
    }

    private static String newRequestId() {
        return UUID.randomUUID().toString();
    }

    /** Clients break connections off whenever they stop: that is no event worth a warning. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("connection to a stand-in closed", cause);
        } else {
            LOG.error("a call to a stand-in cannot be answered", cause);
        }
        context.close();
    }
}
