package io.github.managedflink.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.kinesis.model.KinesisStreams;
import io.github.managedflink.local.kinesis.model.StreamArn;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KinesisRequestHandlerTest {
    private static final String STREAM = "arn:aws:kinesis:eu-west-1:000000000000:stream/orders";

    private final Gate gate = Gate.open();

    @Test
    void answersACallThatFailsUnexpectedly() {
        assertThat(answerTo(channel()).status().code()).isEqualTo(500);
    }

    @Test
    void answersACallThatFailsUnexpectedlyAfterADelay() {
        gate.inject(ServiceFault.delay("kinesis", Duration.ofSeconds(5), Duration.ofMinutes(1)));

        assertThat(answerTo(channel()).status().code()).isEqualTo(500);
    }

    /** Of a service that fails in each call. */
    private EmbeddedChannel channel() {
        KinesisStreams streams = new KinesisStreams(Clock.systemUTC());
        streams.createProvisioned(StreamArn.parse(STREAM), 1);
        return new EmbeddedChannel(new KinesisRequestHandler(
                new KinesisDispatcher(streams, "000000000000", new BrokenClock(), gate), "eu-west-1"));
    }

    private static FullHttpRequest request() {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                "/",
                Unpooled.copiedBuffer(
                        """
                        {"StreamARN":"%s","ShardId":"shardId-000000000000","ShardIteratorType":"TRIM_HORIZON"}"""
                                .formatted(STREAM),
                        StandardCharsets.UTF_8));
        request.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, "application/x-amz-json-1.1")
                .set("X-Amz-Target", "Kinesis_20131202.GetShardIterator");
        return request;
    }

    private static FullHttpResponse answerTo(EmbeddedChannel channel) {
        channel.writeInbound(request());
        channel.advanceTimeBy(10, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
        channel.runPendingTasks();
        FullHttpResponse response = channel.readOutbound();
        assertThat(response).as("an answer").isNotNull();
        response.release();
        return response;
    }

    private static final class BrokenClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            throw new IllegalStateException("the clock is broken");
        }
    }
}
