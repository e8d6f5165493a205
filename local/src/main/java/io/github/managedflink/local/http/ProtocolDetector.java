package io.github.managedflink.local.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import java.util.List;
import java.util.function.Supplier;

/**
 * Sets a connection up for HTTP/1.1, or for HTTP/2 if it begins with that protocol's preface: the AWS SDK's
 * asynchronous client speaks HTTP/2 to some services, such as Kinesis, unless told otherwise, without asking when the
 * endpoint is plain http.
 */
final class ProtocolDetector extends ByteToMessageDecoder {

    private static final int HTTP2_WINDOW_BYTES = 1 << 20;
    private static final byte[] HTTP2_PREFACE_START = {'P', 'R', 'I'};

    private final Supplier<? extends ChannelHandler> requestHandlers;

    ProtocolDetector(Supplier<? extends ChannelHandler> requestHandlers) {
        this.requestHandlers = requestHandlers;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < HTTP2_PREFACE_START.length) {
            return;
        }
        if (startsWithHttp2Preface(in)) {
            useHttp2(context.pipeline());
        } else {
            useHttp1(context.pipeline());
        }
        context.pipeline().remove(this);
    }

    private static boolean startsWithHttp2Preface(ByteBuf in) {
        for (int i = 0; i < HTTP2_PREFACE_START.length; i++) {
            if (in.getByte(in.readerIndex() + i) != HTTP2_PREFACE_START[i]) {
                return false;
            }
        }
        return true;
    }

    private void useHttp1(ChannelPipeline pipeline) {
        pipeline.addLast(
                new HttpServerCodec(),
                new HttpServerKeepAliveHandler(),
                new RequestAggregator(),
                requestHandlers.get());
    }

    private void useHttp2(ChannelPipeline pipeline) {
        pipeline.addLast(
                Http2FrameCodecBuilder.forServer()
                        .initialSettings(Http2Settings.defaultSettings().initialWindowSize(HTTP2_WINDOW_BYTES))
                        .build(),
                new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        stream.pipeline()
                                .addLast(
                                        new Http2StreamFrameToHttpObjectCodec(true),
                                        new RequestAggregator(),
                                        requestHandlers.get());
                    }
                }));
    }
}
