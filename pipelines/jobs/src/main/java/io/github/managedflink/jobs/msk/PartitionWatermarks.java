package io.github.managedflink.jobs.msk;

import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.event.ReachedTime;
import io.github.managedflink.model.record.EventTime;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Watermarks of one partition. */
final class PartitionWatermarks implements WatermarkGenerator<EtlEvent> {
    private final ReachedTime reached;

    private PartitionWatermarks(long outOfOrderness) {
        this.reached = new ReachedTime(outOfOrderness);
    }

    /** Event times, and watermarks that a silent partition does not hold back for long. */
    static WatermarkStrategy<EtlEvent> strategy(EventTime eventTime) {
        long outOfOrderness = eventTime.maxOutOfOrderness().toMillis();
        return WatermarkStrategy.<EtlEvent>forGenerator(context -> new PartitionWatermarks(outOfOrderness))
                .withTimestampAssigner((event, previous) -> event.eventTime())
                .withIdleness(eventTime.idleTimeout());
    }

    @Override
    public void onEvent(EtlEvent event, long eventTimestamp, WatermarkOutput output) {
        reached.see(event);
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        output.emitWatermark(new Watermark(reached.watermark()));
    }
}
