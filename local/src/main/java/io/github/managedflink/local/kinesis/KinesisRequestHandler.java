package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.gate.Verdict;
import io.github.managedflink.local.http.AwsCaller;
import io.github.managedflink.local.kinesis.model.KinesisError;
import io.github.managedflink.local.kinesis.model.KinesisException;
import io.github.managedflink.local.kinesis.protocol.WireBody;
import io.github.managedflink.local.kinesis.protocol.WireFormat;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2StreamChannel;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns HTTP requests into calls and their replies, or errors, into HTTP responses. */
@SuppressWarnings("FutureReturnValueIgnored") // A write fails when the connection is gone: nobody is left to tell.
final class KinesisRequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {

    private static final Logger LOG = LoggerFactory.getLogger(KinesisRequestHandler.class);
    private static final String TARGET_PREFIX = "Kinesis_20131202.";
    private static final String REQUEST_ID = "x-amzn-RequestId";

    private final KinesisDispatcher dispatcher;
    private final String defaultRegion;

    KinesisRequestHandler(KinesisDispatcher dispatcher, String defaultRegion) {
        this.dispatcher = dispatcher;
        this.defaultRegion = defaultRegion;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        WireFormat format = WireFormat.JSON;
        try {
            format = formatOf(request.headers());
            Call call = callOf(request, format);
            Verdict verdict = dispatcher.admit(call);
            if (verdict.delay().isZero()) {
                carryOut(context, call, verdict);
            } else {
                carryOutLater(context, call, verdict);
            }
        } catch (IOException | RuntimeException e) {
            fail(context, format, e);
        }
    }

    private void carryOutLater(ChannelHandlerContext context, Call call, Verdict verdict) {
        context.executor()
                .schedule(
                        () -> {
                            try {
                                carryOut(context, call, verdict);
                            } catch (IOException | RuntimeException e) {
                                fail(context, call.format(), e);
                            }
                        },
                        verdict.delay().toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    /** Answers whatever went wrong, at once or later: a caller that hears nothing waits until its own time is out. */
    private static void fail(ChannelHandlerContext context, WireFormat format, Exception cause) {
        KinesisException refusal;
        if (cause instanceof KinesisException known) {
            refusal = known;
        } else {
            LOG.error("a call to the Kinesis stand-in failed", cause);
            refusal = new KinesisException(KinesisError.INTERNAL_FAILURE, cause.toString());
        }
        try {
            refuse(context, format, refusal);
        } catch (IOException e) {
            LOG.error("the Kinesis stand-in cannot answer", e);
            cut(context.channel());
        }
    }

    private void carryOut(ChannelHandlerContext context, Call call, Verdict verdict) throws IOException {
        if (verdict instanceof Verdict.CutConnection) {
            cut(context.channel());
            return;
        }
        Reply reply = dispatcher.serve(call, verdict);
        if (reply instanceof Reply.Events events) {
            context.pipeline().addLast(new SubscriptionHandler(events.subscription(), newRequestId()));
        } else if (reply instanceof Reply.Message message) {
            respond(context, HttpResponseStatus.OK, call.format(), message.body());
        }
    }

    /** The whole connection, also if the call is one of many on it. */
    private static void cut(Channel channel) {
        (channel instanceof Http2StreamChannel ? channel.parent() : channel).close();
    }

    /** Clients break connections off whenever they stop: that is no event worth a warning. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection to the Kinesis stand-in closed", cause);
        context.close();
    }

    private static WireFormat formatOf(HttpHeaders headers) {
        String contentType = headers.get(HttpHeaderNames.CONTENT_TYPE);
        return WireFormat.ofContentType(contentType)
                .orElseThrow(() -> new KinesisException(
                        KinesisError.UNKNOWN_OPERATION, "Content-Type " + contentType + " is not one of Kinesis"));
    }

    private Call callOf(FullHttpRequest request, WireFormat format) {
        String target = request.headers().get("X-Amz-Target", "");
        if (!target.startsWith(TARGET_PREFIX)) {
            throw new KinesisException(
                    KinesisError.UNKNOWN_OPERATION, "X-Amz-Target '" + target + "' is not an operation of Kinesis");
        }
        // Signatures are not checked, but their scope says who the caller is and in which region it believes to be.
        Optional<AwsCaller> caller = AwsCaller.of(request.headers().get(HttpHeaderNames.AUTHORIZATION, ""));
        return new Call(
                target.substring(TARGET_PREFIX.length()),
                caller.map(AwsCaller::accessKeyId).orElse(""),
                caller.map(AwsCaller::region).orElse(defaultRegion),
                format,
                format.read(new ByteBufInputStream(request.content())));
    }

    private static void refuse(ChannelHandlerContext context, WireFormat format, KinesisException refusal)
            throws IOException {
        HttpResponseStatus status = HttpResponseStatus.valueOf(refusal.error().httpStatus());
        respond(context, status, format, out -> {
            out.text("__type", refusal.error().code());
            out.text("message", refusal.getMessage());
        });
    }

    private static void respond(
            ChannelHandlerContext context, HttpResponseStatus status, WireFormat format, WireBody body)
            throws IOException {
        ByteBuf content = context.alloc().buffer();
        try {
            format.write(body, new ByteBufOutputStream(content));
        } catch (IOException | RuntimeException e) {
            content.release();
            throw e;
        }
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, content);
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, format.mediaType())
                .set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes())
                .set(REQUEST_ID, newRequestId());
        context.writeAndFlush(response);
    }

    private static String newRequestId() {
        return UUID.randomUUID().toString();
    }
}
