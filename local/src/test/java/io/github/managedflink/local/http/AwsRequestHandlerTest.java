package io.github.managedflink.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.gate.Gate;
import io.github.managedflink.local.gate.ServiceFault;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AwsRequestHandlerTest {
    private final Gate gate = Gate.open();

    @Test
    void answersACallThatFailsUnexpectedly() {
        assertThat(answerTo(channel(AwsRequestHandlerTest::fail)).status().code())
                .isEqualTo(500);
    }

    @Test
    void answersACallThatFailsUnexpectedlyAfterADelay() {
        gate.inject(ServiceFault.delay("broken", Duration.ofSeconds(5), Duration.ofMinutes(1)));

        assertThat(answerTo(channel(AwsRequestHandlerTest::fail)).status().code())
                .isEqualTo(500);
    }

    @Test
    void answersACallWhoseReplyCannotBeWritten() {
        EmbeddedChannel channel = channel(request -> new AwsReply.Body(out -> {
            out.write('{');
            throw new IOException("the rest is missing");
        }));

        assertThat(answerTo(channel).status().code()).isEqualTo(500);
    }

    /** Of a service with one operation. */
    private EmbeddedChannel channel(Function<AwsRequest, AwsReply> reply) {
        AwsService service = new Service(
                new ServiceTraits(
                        "broken",
                        new JsonProtocol("Broken"),
                        "ValidationException",
                        AwsError.badRequest("ThrottlingException", ServiceTraits.RATE_EXCEEDED),
                        ServiceTraits.ACCESS_DENIED),
                Map.of(
                        "Call",
                        new AwsOperation(AwsRequestHandlerTest::permission, reply, request -> Optional.empty())));
        return new EmbeddedChannel(new AwsRequestHandler((caller, headers) -> service, gate));
    }

    private static List<AwsOperation.Permission> permission(AwsRequest request) {
        return List.of(new AwsOperation.Permission(request.action(), "*"));
    }

    private static AwsReply fail(AwsRequest request) {
        throw new IllegalStateException(request.action() + " is broken");
    }

    private static FullHttpRequest request() {
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.copiedBuffer("{}", StandardCharsets.UTF_8));
        request.headers().set("X-Amz-Target", "Broken.Call");
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

    private record Service(ServiceTraits traits, Map<String, AwsOperation> operations) implements AwsService {}
}
