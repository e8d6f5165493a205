package io.github.managedflink.jobs.kinesis;

import io.github.managedflink.jobs.event.EtlEvent;
import org.apache.flink.streaming.api.functions.AssignerWithPeriodicWatermarks;
import org.apache.flink.streaming.api.watermark.Watermark;

/**
 * Event times and watermarks of one shard. Refused messages do not move the watermark, and no record moves it past its own arrival: one wrong date in the future would otherwise make all
 * that follows late.
 */
@SuppressWarnings("deprecation") // The kind of assigner that the connector takes.
final class ShardWatermarks implements AssignerWithPeriodicWatermarks<EtlEvent> {
    private static final long serialVersionUID = 1L;

    private final long outOfOrderness;
    // No Watermark: the connector serializes an assigner for each shard, and watermarks are not serializable.
    private long current = Long.MIN_VALUE;

    ShardWatermarks(long outOfOrderness) {
        this.outOfOrderness = outOfOrderness;
    }

    @Override
    public long extractTimestamp(EtlEvent event, long previous) {
        if (event.record() != null) {
            long reached = Math.min(event.eventTime(), event.message().arrival()) - outOfOrderness - 1;
            current = Math.max(current, reached);
        }
        return event.eventTime();
    }

    @Override
    public Watermark getCurrentWatermark() {
        return new Watermark(current);
    }
}
