package io.github.managedflink.local.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.ChannelHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;

/** What a call is answered with. */
public sealed interface AwsReply {

    /** A tree, which the protocol of the service writes. */
    record Tree(ObjectNode content) implements AwsReply {}

    /** A body that is written as it is, without a tree of what may be many records. */
    record Body(Content content) implements AwsReply {}

    /**
     * What goes on for minutes.
     *
     * @param handler makes, of the id of the request, what takes the channel over and writes the whole response
     */
    record Events(Function<String, ChannelHandler> handler) implements AwsReply {}

    /** What writes a body. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }
}
