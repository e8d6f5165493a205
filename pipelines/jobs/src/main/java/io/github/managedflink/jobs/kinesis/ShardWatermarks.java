package io.github.managedflink.jobs.kinesis;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.event.ReachedTime;
import org.apache.flink.streaming.api.functions.AssignerWithPeriodicWatermarks;
import org.apache.flink.streaming.api.watermark.Watermark;

/** Event times and watermarks of one shard. */
@SuppressWarnings("deprecation") // The kind of assigner that the connector takes.
final class ShardWatermarks implements AssignerWithPeriodicWatermarks<EtlEvent> {
    private static final long serialVersionUID = 1L;

    private final ReachedTime reached;

    ShardWatermarks(long outOfOrderness) {
        this.reached = new ReachedTime(outOfOrderness);
    }

    @Override
    public long extractTimestamp(EtlEvent event, long previous) {
        reached.see(event);
        return event.eventTime();
    }

    @Override
    public Watermark getCurrentWatermark() {
        return new Watermark(reached.watermark());
    }
}
