package io.github.managedflink.local.kinesis;

import io.github.managedflink.local.kinesis.protocol.EventStreamMessage;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import software.amazon.eventstream.Message;

/**
 * Writes the events of a subscription as fast as the client takes them, and one without records every second, so that
 * an idle client sees that the connection lives. All its work runs on the channel's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A write fails when the connection is gone: nobody is left to tell.
final class SubscriptionHandler extends ChannelInboundHandlerAdapter {

    private static final long HEARTBEAT_MILLIS = 1_000;

    private final ShardSubscription subscription;
    private final String requestId;
    private Runnable listener;
    private ScheduledFuture<?> heartbeat;
    private boolean wroteSinceHeartbeat;

    SubscriptionHandler(ShardSubscription subscription, String requestId) {
        this.subscription = subscription;
        this.requestId = requestId;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, EventStreamMessage.MEDIA_TYPE)
                .set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED)
                .set("x-amzn-RequestId", requestId);
        context.write(head);
        write(context, subscription.opening());
        listener = () -> writeSoon(context);
        subscription.shard().addListener(listener);
        heartbeat = context.executor()
                .scheduleAtFixedRate(() -> beat(context), HEARTBEAT_MILLIS, HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
        context.flush();
        writePending(context);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        // Not at once: this is called in the middle of a write, too.
        writeSoon(context);
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        subscription.shard().removeListener(listener);
        heartbeat.cancel(false);
    }

    private void writeSoon(ChannelHandlerContext context) {
        if (!context.isRemoved()) {
            context.executor().execute(() -> writePending(context));
        }
    }

    private void writePending(ChannelHandlerContext context) {
        while (!context.isRemoved() && context.channel().isWritable()) {
            Optional<Message> event = subscription.next();
            event.ifPresent(message -> write(context, message));
            if (subscription.isOver()) {
                context.write(LastHttpContent.EMPTY_LAST_CONTENT);
                context.pipeline().remove(this);
            } else if (event.isEmpty()) {
                break;
            }
        }
        context.flush();
    }

    private void beat(ChannelHandlerContext context) {
        writePending(context);
        if (!wroteSinceHeartbeat && !context.isRemoved() && context.channel().isWritable()) {
            write(context, subscription.heartbeat());
            writePending(context);
        }
        wroteSinceHeartbeat = false;
    }

    private void write(ChannelHandlerContext context, Message message) {
        wroteSinceHeartbeat = true;
        context.write(new DefaultHttpContent(Unpooled.wrappedBuffer(message.toByteBuffer())));
    }
}
