package io.github.managedflink.jobs.kinesis;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.kinesis.shaded.com.amazonaws.SdkClientException;
import org.apache.flink.kinesis.shaded.com.amazonaws.retry.RetryUtils;
import org.apache.flink.streaming.connectors.kinesis.FlinkKinesisConsumer;
import org.apache.flink.streaming.connectors.kinesis.config.ConsumerConfigConstants;
import org.apache.flink.streaming.connectors.kinesis.internals.KinesisDataFetcher;
import org.apache.flink.streaming.connectors.kinesis.model.SentinelSequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.SequenceNumber;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardHandle;
import org.apache.flink.streaming.connectors.kinesis.model.StreamShardMetadata;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink's fetcher, which waits for the first record of each shard before time moves on. Its own leaves out the shards
 * of which there is none yet, so that all that they hold may be late, at each start. Where Flink's fails the job when
 * the shards cannot be listed, at a start or while it looks for new ones, this asks again for {@value #LISTING_SECONDS}
 * seconds. Once it is shut down, time stands still: Flink's own goes on, and fails the job that is being stopped, and
 * its savepoint, when its timer finds the source's context closed.
 */
@SuppressWarnings("deprecation") // Its successor is not ready: see KinesisSourceConnector.
final class WatermarkHoldingFetcher<T> extends KinesisDataFetcher<T> {
    private static final int LISTING_SECONDS = 60;
    private static final long LISTING_PAUSE_MILLIS = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger(WatermarkHoldingFetcher.class);

    /** Of shards that have been read to their end, before a resharding. */
    private static final SequenceNumber END = SentinelSequenceNumber.SENTINEL_SHARD_ENDING_SEQUENCE_NUM.get();

    private final Object checkpointLock;
    private final ShardsWithoutRecords<StreamShardMetadata, SequenceNumber> unheard;
    private volatile boolean shutDown;
    private volatile boolean stopped;

    WatermarkHoldingFetcher(
            FlinkKinesisConsumer<T> consumer,
            List<String> streams,
            org.apache.flink.streaming.api.functions.source.SourceFunction.SourceContext<T> context,
            RuntimeContext runtime,
            Properties properties,
            KinesisDeserializationSchema<T> schema) {
        super(
                streams,
                context,
                runtime,
                properties,
                schema,
                consumer.getShardAssigner(),
                consumer.getPeriodicWatermarkAssigner(),
                null);
        this.checkpointLock = context.getCheckpointLock();
        this.unheard = new ShardsWithoutRecords<>(
                Long.parseLong(properties.getProperty(ConsumerConfigConstants.SHARD_IDLE_INTERVAL_MILLIS)));
    }

    @Override
    public List<StreamShardHandle> discoverNewShardsToSubscribe() throws InterruptedException {
        long start = System.nanoTime();
        while (true) {
            try {
                return super.discoverNewShardsToSubscribe();
            } catch (SdkClientException e) {
                if (stopped) {
                    return List.of();
                }
                if (!isPassing(e) || System.nanoTime() - start > TimeUnit.SECONDS.toNanos(LISTING_SECONDS)) {
                    throw e;
                }
                LOG.warn("The shards cannot be listed yet", e);
                Thread.sleep(LISTING_PAUSE_MILLIS);
            }
        }
    }

    /** Asks no more for shards that cannot be listed: the source is to end without them. */
    void stop() {
        stopped = true;
    }

    /** Whether the service may answer otherwise soon, by what AWS's SDK itself asks again for. */
    private static boolean isPassing(SdkClientException failure) {
        return failure.getCause() instanceof IOException
                || RetryUtils.isRetryableServiceException(failure)
                || RetryUtils.isThrottlingException(failure);
    }

    @Override
    public void shutdownFetcher() {
        shutDown = true;
        super.shutdownFetcher();
    }

    @Override
    protected void emitWatermark() {
        if (shutDown) {
            return;
        }
        boolean isHeldBack;
        synchronized (checkpointLock) {
            Map<StreamShardMetadata, SequenceNumber> places = snapshotState();
            places.values().removeIf(END::equals);
            isHeldBack = unheard.holdBack(places, getCurrentTimeMillis());
        }
        if (!isHeldBack) {
            super.emitWatermark();
        }
    }
}
