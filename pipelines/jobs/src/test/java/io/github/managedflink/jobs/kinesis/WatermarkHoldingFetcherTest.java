package io.github.managedflink.jobs.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.source.KinesisSourceSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.MockStreamingRuntimeContext;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // The context of the connector that there is.
class WatermarkHoldingFetcherTest {
    private static final String STREAM = "orders";
    private static final Answer UNAVAILABLE = new Answer(503, "");
    /** In CBOR: "Shards", no elements, and "StreamDescription" with "StreamStatus" and "StreamARN". */
    private static final Answer NO_SHARDS =
            new Answer(200, "\u00A2fShards\u0080qStreamDescription\u00A2lStreamStatusfACTIVEiStreamARNcarn");
    /** In CBOR: a map of one, "__type", "AccessDenied". */
    private static final Answer DENIED = new Answer(400, "\u00A1f__typelAccessDenied");

    /** An answer, with a character for each byte of its body. */
    private record Answer(int status, String body) {
        byte[] bytes() {
            return body.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static WatermarkHoldingFetcher<PipelineEvent> fetcher(String endpoint) {
        Properties properties = new KinesisSourceConnector(
                        KinesisSourceSpec.builder()
                                .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/" + STREAM)
                                .build(),
                        EventTime.arrival(),
                        LocalEndpoints.none().withService("kinesis", endpoint))
                .properties();
        KinesisMessageSchema schema = new KinesisMessageSchema(null);
        return new WatermarkHoldingFetcher<>(
                new StoppableKinesisConsumer<>(STREAM, schema, properties),
                List.of(STREAM),
                new ClosedContext(),
                new MockStreamingRuntimeContext(true, 1, 0),
                properties,
                schema);
    }

    /** Answers with the first answers in turn, and then with the last for ever. */
    private static HttpServer kinesis(List<Answer> answers) throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            Answer answer = answers.get(Math.min(asked.getAndIncrement(), answers.size() - 1));
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-cbor-1.1");
            exchange.sendResponseHeaders(answer.status(), answer.bytes().length);
            exchange.getResponseBody().write(answer.bytes());
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String address(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void waitsUntilTheShardsCanBeListed() throws Exception {
        // given: more failures than the SDK asks again for
        HttpServer server = kinesis(Stream.concat(Collections.nCopies(8, UNAVAILABLE).stream(), Stream.of(NO_SHARDS))
                .toList());
        WatermarkHoldingFetcher<PipelineEvent> fetcher = fetcher(address(server));

        // when, then
        try {
            assertThat(fetcher.discoverNewShardsToSubscribe()).isEmpty();
        } finally {
            fetcher.shutdownFetcher();
            server.stop(0);
        }
    }

    @Test
    void doesNotWaitForShardsOfASourceThatIsToEnd() throws Exception {
        HttpServer server = kinesis(List.of(UNAVAILABLE));
        WatermarkHoldingFetcher<PipelineEvent> fetcher = fetcher(address(server));
        fetcher.stop();

        try {
            assertThat(fetcher.discoverNewShardsToSubscribe()).isEmpty();
        } finally {
            fetcher.shutdownFetcher();
            server.stop(0);
        }
    }

    @Test
    void doesNotWaitForAPermission() throws Exception {
        HttpServer server = kinesis(List.of(DENIED));
        WatermarkHoldingFetcher<PipelineEvent> fetcher = fetcher(address(server));

        try {
            assertThatThrownBy(fetcher::discoverNewShardsToSubscribe).hasMessageContaining("Status Code: 400");
        } finally {
            fetcher.shutdownFetcher();
            server.stop(0);
        }
    }

    @Test
    void aTimerThatComesAfterTheEndOfTheSourceDoesNotFailTheJob() {
        // given
        WatermarkHoldingFetcher<PipelineEvent> fetcher = fetcher("http://127.0.0.1:1");
        assertThatThrownBy(fetcher::emitWatermark).hasMessage("closed");

        // when
        fetcher.shutdownFetcher();

        // then
        assertThatCode(fetcher::emitWatermark).doesNotThrowAnyException();
    }

    /** Refuses everything, as the context of a source does that has come to its end. */
    private static final class ClosedContext implements SourceFunction.SourceContext<PipelineEvent> {
        @Override
        public void collect(PipelineEvent element) {
            throw new IllegalStateException("closed");
        }

        @Override
        public void collectWithTimestamp(PipelineEvent element, long timestamp) {
            throw new IllegalStateException("closed");
        }

        @Override
        public void emitWatermark(Watermark mark) {
            throw new IllegalStateException("closed");
        }

        @Override
        public void markAsTemporarilyIdle() {
            throw new IllegalStateException("closed");
        }

        @Override
        public Object getCheckpointLock() {
            return this;
        }

        @Override
        public void close() {}
    }
}
