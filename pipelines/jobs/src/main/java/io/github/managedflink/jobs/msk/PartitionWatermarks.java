package io.github.managedflink.jobs.msk;

import io.github.managedflink.jobs.event.EventTimeProgress;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.model.record.EventTime;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Watermarks of one partition. */
final class PartitionWatermarks implements WatermarkGenerator<PipelineEvent> {
    private final EventTimeProgress reached;

    private PartitionWatermarks(long outOfOrderness) {
        this.reached = new EventTimeProgress(outOfOrderness);
    }

    /** Event times, and watermarks that a silent partition does not hold back for long. */
    static WatermarkStrategy<PipelineEvent> strategy(EventTime eventTime) {
        long outOfOrderness = eventTime.maxOutOfOrderness().toMillis();
        return WatermarkStrategy.<PipelineEvent>forGenerator(context -> new PartitionWatermarks(outOfOrderness))
                .withTimestampAssigner((event, previous) -> event.eventTime())
                .withIdleness(eventTime.idleTimeout());
    }

    @Override
    public void onEvent(PipelineEvent event, long eventTimestamp, WatermarkOutput output) {
        reached.see(event);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(reached.watermark()));
    }
}
