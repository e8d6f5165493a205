package io.github.managedflink.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.gate.ServiceRequest;
import io.github.managedflink.local.gate.Verdict;
import io.netty.buffer.ByteBufUtil;
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
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns HTTP requests into calls of the service that they were signed for, asks the gate, and answers. */
@SuppressWarnings("FutureReturnValueIgnored") // A write fails when the connection is gone: nobody is left to tell.
final class AwsRequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(AwsRequestHandler.class);
    private static final AwsProtocol PROTOCOL_OF_THE_UNKNOWN = new JsonProtocol("");

    private final Map<String, AwsService> services;
    private final Gate gate;

    AwsRequestHandler(Map<String, AwsService> services, Gate gate) {
        this.services = services;
        this.gate = gate;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        AwsCaller caller = AwsCaller.of(request.headers().get(HttpHeaderNames.AUTHORIZATION, ""))
                .orElse(new AwsCaller("", "", ""));
        AwsService service = services.get(caller.service());
        if (service == null) {
            refuse(
                    context,
                    PROTOCOL_OF_THE_UNKNOWN,
                    AwsError.badRequest(
                            "UnknownOperationException",
                            "no service '" + caller.service() + "', which the request was signed for, runs here"));
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
        AwsProtocol.Message message =
                service.traits().protocol().read(request.headers(), ByteBufUtil.getBytes(request.content()));
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
        AwsProtocol protocol = service.traits().protocol();
        try {
            ObjectNode result = result(service, operation, call, verdict);
            String requestId = newRequestId();
            byte[] reply = protocol.reply(call.action(), result, requestId);
            respond(context, HttpResponseStatus.OK, protocol.contentType(), requestId, reply);
        } catch (AwsError e) {
            refuse(context, protocol, e);
        } catch (RuntimeException | StackOverflowError e) {
            fail(context, service, e);
        }
    }

    private static ObjectNode result(AwsService service, AwsOperation operation, AwsRequest call, Verdict verdict) {
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
        respond(context, status, protocol.contentType(), requestId, protocol.refusal(error, requestId));
    }

    private static void respond(
            ChannelHandlerContext context,
            HttpResponseStatus status,
            String contentType,
            String requestId,
            byte[] content) {
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(content));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType)
                .set(HttpHeaderNames.CONTENT_LENGTH, content.length)
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
            LOG.debug("connection to the small stand-ins closed", cause);
        } else {
            LOG.error("a call to the small stand-ins cannot be answered", cause);
        }
        context.close();
    }
}
