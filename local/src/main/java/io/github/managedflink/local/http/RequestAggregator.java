package io.github.managedflink.local.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;

/**
 * Makes one of the parts of a request. One that is too large is answered as an error of a service, with its size for a
 * reason; Netty would say nothing but the status.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write fails when the connection is gone: nobody is left to tell.
final class RequestAggregator extends HttpObjectAggregator {
    private static final int MAX_REQUEST_BYTES = 16 << 20;
    private static final AwsProtocol PROTOCOL = new JsonProtocol("");

    RequestAggregator() {
        super(MAX_REQUEST_BYTES);
    }

    /** What is left of the request is read and forgotten. */
    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        HttpResponseStatus status = HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE;
        byte[] content = PROTOCOL.refusal(
                new AwsError(
                        status.code(),
                        "RequestEntityTooLargeException",
                        "Request size exceeded the limit of " + MAX_REQUEST_BYTES + " bytes"),
                "");
        DefaultFullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(content));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, PROTOCOL.contentType())
                .set(HttpHeaderNames.CONTENT_LENGTH, content.length);
        context.writeAndFlush(response);
    }
}
