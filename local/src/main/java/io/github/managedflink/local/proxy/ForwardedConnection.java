package io.github.managedflink.local.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A client's connection and the one that leads on from it. Both run on one event loop. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // A write or close that fails finds the connection closed: nobody is left to tell.
public final class ForwardedConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardedConnection.class);

    private final Channel client;
    private final Channel upstream;
    private final Queue<Object> held = new ArrayDeque<>();
    private final AtomicLong heldUntilNanos = new AtomicLong(System.nanoTime());
    private volatile boolean cut;

    ForwardedConnection(Channel client, Channel upstream) {
        this.client = client;
        this.upstream = upstream;
    }

    void start() {
        client.pipeline().addLast(new Side(upstream));
        upstream.pipeline().addLast(new Answers(client));
        client.config().setAutoRead(true);
        upstream.config().setAutoRead(true);
    }

    /** Breaks it off. What the server answers after this call does not reach the client any more. */
    public void cut() {
        cut = true;
        client.close();
        upstream.close();
    }

    /** Holds back what the server answers from now on, for the given time or longer if another call said so. */
    public void holdAnswers(Duration time) {
        long until = System.nanoTime() + time.toNanos();
        heldUntilNanos.accumulateAndGet(until, (one, other) -> one - other > 0 ? one : other);
    }

    private long nanosToHold() {
        return heldUntilNanos.get() - System.nanoTime();
    }

    /** One side: hands on what it reads, as fast as the other side takes it, and closes with it. */
    private static class Side extends ChannelInboundHandlerAdapter {
        final Channel other;

        Side(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            other.writeAndFlush(bytes);
            if (!other.isWritable()) {
                context.channel().config().setAutoRead(false);
            }
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext context) {
            if (context.channel().isWritable()) {
                other.config().setAutoRead(true);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            other.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.debug("forwarded connection closed", cause);
            context.close();
        }
    }

    private final class Answers extends Side {
        Answers(Channel client) {
            super(client);
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object bytes) {
            if (cut) {
                ReferenceCountUtil.release(bytes);
            } else if (held.isEmpty() && nanosToHold() <= 0) {
                super.channelRead(context, bytes);
            } else {
                hold(context, bytes);
            }
        }

        private void hold(ChannelHandlerContext context, Object bytes) {
            if (held.isEmpty()) {
                releaseLater(context);
            }
            held.add(bytes);
        }

        private void releaseLater(ChannelHandlerContext context) {
            context.channel().eventLoop().schedule(() -> release(context), nanosToHold(), TimeUnit.NANOSECONDS);
        }

        private void release(ChannelHandlerContext context) {
            if (nanosToHold() > 0) {
                releaseLater(context);
            } else {
                for (Object bytes = held.poll(); bytes != null; bytes = held.poll()) {
                    super.channelRead(context, bytes);
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            held.forEach(ReferenceCountUtil::release);
            held.clear();
            super.channelInactive(context);
        }
    }
}
