package io.github.managedflink.jobs.kinesis;

import io.github.managedflink.jobs.event.EventTimeProgress;
import io.github.managedflink.jobs.event.PipelineEvent;
import org.apache.flink.streaming.api.functions.AssignerWithPeriodicWatermarks;
import org.apache.flink.streaming.api.watermark.Watermark;

/** Event times and watermarks of one shard. */
@SuppressWarnings("deprecation") // The kind of assigner that the connector takes.
final class ShardWatermarks implements AssignerWithPeriodicWatermarks<PipelineEvent> {
    private static final long serialVersionUID = 1L;

    private final EventTimeProgress reached;

    ShardWatermarks(long outOfOrderness) {
        this.reached = new EventTimeProgress(outOfOrderness);
    }

    @Override
    public long extractTimestamp(PipelineEvent event, long previous) {
        reached.see(event);
        return event.eventTime();
    }

    @Override
    public Watermark getCurrentWatermark() {
        return new Watermark(reached.watermark());
    }
}
