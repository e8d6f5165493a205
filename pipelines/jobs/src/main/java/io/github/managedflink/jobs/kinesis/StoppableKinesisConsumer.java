package io.github.managedflink.jobs.kinesis;

import java.util.List;
import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/**
 * Flink's consumer, which may be stopped at any time. Its own fails the job, and with it the savepoint that the job is
 * being stopped with, when it is stopped while it turns to a shard, at its start or after the stream was resharded:
 * {@link KinesisDataFetcher} then gives the shard to an executor that it has shut down itself. The shard is in the
 * state by then, and is read after the next start.
 */
@SuppressWarnings("deprecation") // Its successor is not ready: see KinesisSourceConnector.
final class StoppableKinesisConsumer<T> extends FlinkKinesisConsumer<T> {
    private static final long serialVersionUID = 1L;

    private transient volatile WatermarkHoldingFetcher<T> fetcher;
    private transient volatile boolean stopped;

    StoppableKinesisConsumer(String stream, KinesisDeserializationSchema<T> schema, Properties properties) {
        super(stream, schema, properties);
    }

    @Override
    public void run(SourceContext<T> context) throws Exception {
        try {
            super.run(context);
        } catch (RejectedExecutionException e) {
            if (!stopped) {
                throw e;
            }
            // Or the shards that are being read already might still emit records behind the savepoint.
            fetcher.awaitTermination();
            context.close();
        }
    }

    @Override
    public void cancel() {
        stopped = true;
        if (fetcher != null) {
            fetcher.stop();
        }
        super.cancel();
    }

    @Override
    protected KinesisDataFetcher<T> createFetcher(
            List<String> streams,
            SourceContext<T> context,
            RuntimeContext runtime,
            Properties properties,
            KinesisDeserializationSchema<T> schema) {
        fetcher = new WatermarkHoldingFetcher<>(this, streams, context, runtime, properties, schema);
        return fetcher;
    }
}
