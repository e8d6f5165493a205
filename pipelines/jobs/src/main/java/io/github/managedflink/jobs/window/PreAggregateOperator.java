package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.dataflow.DelayedFlush;
import io.github.managedflink.jobs.dataflow.RecordCounts;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.deadletter.DeadLetterWriter;
import io.github.managedflink.jobs.deadletter.LateEvents;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.Fault;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.group.GroupShards;
import io.github.managedflink.jobs.group.GroupTexts;
import io.github.managedflink.jobs.metric.AccumulatorLayout;
import io.github.managedflink.jobs.metric.Accumulators;
import io.github.managedflink.jobs.metric.Measurement;
import io.github.managedflink.jobs.record.RecordFault;
import io.github.managedflink.jobs.record.RecordPath;
import io.github.managedflink.model.PipelineCounters;
import io.github.managedflink.model.window.GroupField;
import io.github.managedflink.model.window.WindowedSpec;
import java.time.Duration;
import java.util.List;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Gathers events before the shuffle, so that a member that has many events costs the network and the state little more
 * than one that has few. What is gathered is sent before each barrier, so that it is part of the checkpoint downstream
 * and none of this operator's, and before each watermark, so that no event becomes late by waiting here. A watermark
 * that closes and forgets no window changes nothing downstream and is kept back, unless more than windows hang on the
 * time there.
 */
public final class PreAggregateOperator extends AbstractStreamOperator<Bundle>
        implements OneInputStreamOperator<PipelineEvent, Bundle> {
    private static final long serialVersionUID = 1L;
    private static final String STEP = "metrics";
    /** How much may be gathered: a small part of the heap of a KPU that eight subtasks share. */
    private static final long MAX_WEIGHT = 32 << 20;

    private final SerializableSpec<? extends WindowedSpec> spec;
    private final AccumulatorLayout layout;
    private final SideOutputs tags;
    private final WindowLayout retention;
    private final boolean sendsAllWatermarks;

    private transient RecordCounts counts;
    private transient RecordCounts.Count counted;
    private transient RecordCounts.Count rejected;
    private transient RecordCounts.Count late;
    private transient Measurement measurement;
    private transient RecordPath[] groupFields;
    private transient GroupTexts group;
    private transient PendingBundles pending;
    /**
     * Flushes what has been gathered regularly: for a live board, or because the operators downstream take a pause for
     * silence; null if neither applies.
     */
    private transient DelayedFlush ticker;

    private transient SentWatermarks watermarks;
    /** Null if not every watermark matters downstream. */
    private transient NewestEvent newest;

    private transient int[] bucketKeys;
    private transient DeadLetterWriter deadLetters;
    private transient LateEvents lateEvents;
    private transient StreamRecord<Bundle> sent;

    /** @param sendsAllWatermarks whether every watermark matters downstream */
    public PreAggregateOperator(
            SerializableSpec<? extends WindowedSpec> spec,
            AccumulatorLayout layout,
            SideOutputs tags,
            boolean sendsAllWatermarks) {
        this.spec = spec;
        this.layout = layout;
        this.tags = tags;
        this.retention = WindowLayout.of(spec.get().window());
        this.sendsAllWatermarks = sendsAllWatermarks;
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        counts = new RecordCounts();
        counts.restore(context);
        int parallelism = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
        watermarks =
                new SentWatermarks(retention, spec.get().window().idleClose(), parallelism > 1, sendsAllWatermarks);
        watermarks.restore(context);
        newest = sendsAllWatermarks ? new NewestEvent(context) : null;
    }

    @Override
    public void open() throws Exception {
        super.open();
        WindowedSpec windowed = spec.get();
        counts.open(
                getRuntimeContext(),
                List.of(PipelineCounters.COUNTED, PipelineCounters.REJECTED, PipelineCounters.LATE));
        counted = counts.of(PipelineCounters.COUNTED);
        rejected = counts.of(PipelineCounters.REJECTED);
        late = counts.of(PipelineCounters.LATE);
        measurement = new Measurement(layout, windowed.format().shape());
        groupFields = windowed.groupFields().stream()
                .map(GroupField::field)
                .map(RecordPath::of)
                .toArray(RecordPath[]::new);
        group = new GroupTexts(groupFields.length);
        bucketKeys = GroupShards.keys(windowed.maxParallelism());
        sent = new StreamRecord<>(null);
        pending = new PendingBundles(retention, layout, windowed.maxParallelism(), this::send);
        deadLetters = new DeadLetterWriter();
        lateEvents = new LateEvents();
        Duration updates = windowed.window().updateInterval();
        boolean sendsRegularly = updates != null || sendsAllWatermarks;
        ticker = sendsRegularly ? new DelayedFlush(processingTimeService, updates, pending::flush) : null;
    }

    private void send(Bundle bundle) {
        output.collect(sent.replace(bundle));
    }

    @Override
    public void processElement(StreamRecord<PipelineEvent> element) {
        PipelineEvent event = element.getValue();
        try {
            group.read(groupFields, event.record());
            measurement.of(event.record(), event.eventTime());
        } catch (RecordFault e) {
            refuse(event, e.getMessage());
            return;
        } catch (RuntimeException | StackOverflowError e) {
            refuse(event, "unexpected " + e);
            return;
        }
        if (newest != null) {
            newest.see(event);
        }
        long lateFrom = retention.lateFrom(event.eventTime());
        if (lateFrom <= watermarks.sent()) {
            late.add(1);
            output.collect(
                    tags.late(), new StreamRecord<>(lateEvents.line(event.message(), lateFrom, watermarks.sent())));
        } else if (watermarks.mayBePassedElsewhere(lateFrom, processingTimeService.getCurrentProcessingTime())) {
            sendAlone(event);
        } else {
            counted.add(1);
            pending.add(group, event.eventTime(), measurement);
            if (pending.weight() > MAX_WEIGHT) {
                pending.flush();
            } else if (ticker != null) {
                ticker.start();
            }
        }
    }

    /** Whoever finds the event late needs its bytes. */
    private void sendAlone(PipelineEvent event) {
        long time = event.eventTime();
        Accumulators accumulators = layout.empty();
        accumulators.add(measurement);
        GroupKey member = group.key();
        long start = retention.isSession() ? time : retention.panes().paneOf(time);
        long end = retention.isSession() ? time + retention.gap() : start;
        int bucket = bucketKeys[member.bucket(bucketKeys.length)];
        send(new Bundle(member, bucket, start, end, accumulators, event.message()));
    }

    private void refuse(PipelineEvent event, String reason) {
        rejected.add(1);
        byte[] line = deadLetters.line(event.message(), new Fault(STEP, reason));
        output.collect(tags.deadLetters(), new StreamRecord<>(new Routed<>("", line)));
    }

    @Override
    public void processWatermark(Watermark mark) {
        if (watermarks.see(mark.getTimestamp())) {
            pending.flush();
            if (mark.getTimestamp() == Long.MAX_VALUE) {
                tellNewest();
            }
            output.emitWatermark(mark);
        }
    }

    /**
     * Where time matters by itself, whoever keeps a bucket has to know of the newest event of all when the stream ends.
     */
    private void tellNewest() {
        if (newest != null) {
            for (int bucket : bucketKeys) {
                send(Bundle.newest(bucket, newest.time(), layout.empty()));
            }
        }
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        long now = processingTimeService.getCurrentProcessingTime();
        if (status.isIdle()) {
            pending.flush();
            if (watermarks.becomeIdle(now)) {
                output.emitWatermark(new Watermark(watermarks.sent()));
            }
        } else {
            watermarks.becomeActive(now);
        }
        super.processWatermarkStatus(status);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        pending.flush();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        counts.snapshot();
        watermarks.snapshot();
        if (newest != null) {
            newest.snapshot();
        }
    }

    @Override
    public void finish() throws Exception {
        pending.flush();
        if (watermarks.sent() != Long.MAX_VALUE) {
            // A source that is idle when its job is drained does not tell of the end of time itself.
            output.emitWatermarkStatus(WatermarkStatus.ACTIVE);
            watermarks.see(Long.MAX_VALUE);
            tellNewest();
            output.emitWatermark(Watermark.MAX_WATERMARK);
        }
        super.finish();
    }
}
