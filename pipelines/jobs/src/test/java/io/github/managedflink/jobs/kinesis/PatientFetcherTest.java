package io.github.managedflink.jobs.kinesis;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.spec.EventTime;
import io.github.managedflink.spec.KinesisSource;
import io.github.managedflink.spec.LocalEndpoints;
import java.util.List;
import java.util.Properties;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.MockStreamingRuntimeContext;
import org.junit.jupiter.api.Test;

@SuppressWarnings("deprecation") // The context of the connector that there is.
class PatientFetcherTest {
    private static final String STREAM = "orders";

    @Test
    void aTimerThatComesAfterTheEndOfTheSourceDoesNotFailTheJob() {
        // given
        Properties properties = new KinesisSourceConnector(
                        KinesisSource.builder()
                                .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/" + STREAM)
                                .build(),
                        EventTime.arrival(),
                        LocalEndpoints.none().withService("kinesis", "http://127.0.0.1:1"))
                .properties();
        KinesisMessageSchema schema = new KinesisMessageSchema(null);
        StoppableKinesisConsumer<EtlEvent> consumer = new StoppableKinesisConsumer<>(STREAM, schema, properties);
        PatientFetcher<EtlEvent> fetcher = new PatientFetcher<>(
                consumer,
                List.of(STREAM),
                new ClosedContext(),
                new MockStreamingRuntimeContext(true, 1, 0),
                properties,
                schema);
        assertThatThrownBy(fetcher::emitWatermark).hasMessage("closed");

        // when
        fetcher.shutdownFetcher();

        // then
        assertThatCode(fetcher::emitWatermark).doesNotThrowAnyException();
    }

    /** Refuses everything, as the context of a source does that has come to its end. */
    private static final class ClosedContext implements SourceFunction.SourceContext<EtlEvent> {
        @Override
        public void collect(EtlEvent element) {
            throw new IllegalStateException("closed");
        }

        @Override
        public void collectWithTimestamp(EtlEvent element, long timestamp) {
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
