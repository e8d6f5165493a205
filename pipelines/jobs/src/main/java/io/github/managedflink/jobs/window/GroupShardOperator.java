package io.github.managedflink.jobs.window;

import io.github.managedflink.jobs.dataflow.DelayedFlush;
import io.github.managedflink.jobs.dataflow.RecordCounts;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.deadletter.LateEvents;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.group.GroupShards;
import io.github.managedflink.model.PipelineCounters;
import io.github.managedflink.model.window.Window;
import io.github.managedflink.model.window.WindowedSpec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Keeps the events of buckets in windows. The time of a bucket is the watermark, also the one of before a restart: what
 * was late then is late now, and no forgotten window begins anew. When there has been no event at all for long enough,
 * the time goes on to the end of the last window.
 *
 * @param <N> what timers and state are kept under within a bucket
 */
public abstract class GroupShardOperator<N, O> extends AbstractStreamOperator<O>
        implements OneInputStreamOperator<Bundle, O>, Triggerable<Integer, N> {
    private static final long serialVersionUID = 1L;

    private static final ValueStateDescriptor<Long> REACHED = new ValueStateDescriptor<>("reached", Types.LONG);

    private final SerializableSpec<? extends WindowedSpec> spec;
    private final SideOutputs tags;
    private final WindowLayout retention;

    private transient RecordCounts counts;
    private transient RecordCounts.Count counted;
    private transient RecordCounts.Count late;
    private transient LateEvents lateEvents;
    private transient InternalTimerService<N> timers;
    private transient DelayedFlush ticker;
    private transient ValueState<Long> reachedState;
    /** What each bucket had reached when the job was started. */
    private transient Map<Integer, Long> reachedBefore;

    private transient long watermark;
    /** Where silence has moved the time to. */
    private transient long movedTo;

    private transient boolean isMoving;
    /** Closes the windows unless there is an event before; null while there are events. */
    private transient ScheduledFuture<?> closing;

    private transient StreamRecord<O> sent;

    protected GroupShardOperator(SerializableSpec<? extends WindowedSpec> spec, SideOutputs tags) {
        this.spec = spec;
        this.tags = tags;
        this.retention = WindowLayout.of(spec.get().window());
    }

    /** Adds events that are not late. */
    protected abstract void add(Bundle bundle) throws Exception;

    /** Sends what has changed in windows that are shown now. */
    protected abstract void sendChanges() throws Exception;

    protected abstract TypeSerializer<N> namespaceSerializer();

    protected final WindowedSpec spec() {
        return spec.get();
    }

    protected final WindowLayout retention() {
        return retention;
    }

    protected final InternalTimerService<N> timers() {
        return timers;
    }

    protected final boolean isLive() {
        return spec().window().updateInterval() != null;
    }

    /** Whether the time does not move by a watermark now, which operators downstream would see, too. */
    protected final boolean isMovedBySilence() {
        return isMoving;
    }

    /** Asks for {@link #sendChanges()} in a moment. */
    protected final void sendChangesSoon() {
        ticker.start();
    }

    protected final void send(O element) {
        output.collect(sent.replace(element));
    }

    protected final int currentBucket() {
        return (Integer) getCurrentKey();
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        counts = new RecordCounts();
        counts.restore(context);
        reachedState = context.getKeyedStateStore().getState(REACHED);
    }

    @Override
    public void open() throws Exception {
        super.open();
        counts.open(getRuntimeContext(), List.of(PipelineCounters.COUNTED, PipelineCounters.LATE));
        counted = counts.of(PipelineCounters.COUNTED);
        late = counts.of(PipelineCounters.LATE);
        lateEvents = new LateEvents();
        timers = getInternalTimerService("windows", namespaceSerializer(), this);
        ticker = new DelayedFlush(processingTimeService, spec().window().updateInterval(), this::sendChanges);
        reachedBefore = new HashMap<>();
        watermark = Long.MIN_VALUE;
        movedTo = Long.MIN_VALUE;
        sent = new StreamRecord<>(null);
    }

    /** How far the present bucket has come: the watermark that its windows have seen. */
    protected final long reached() throws Exception {
        int bucket = currentBucket();
        Long before = reachedBefore.get(bucket);
        if (before == null) {
            Long stored = reachedState.value();
            before = stored == null ? Long.MIN_VALUE : stored;
            reachedBefore.put(bucket, before);
        }
        return Math.max(before, Math.max(watermark, movedTo));
    }

    @Override
    public void processElement(StreamRecord<Bundle> element) throws Exception {
        Bundle bundle = element.getValue();
        long reached = reached();
        long lateFrom = bundle.message() == null
                ? retention.forgottenAt(
                        retention.isSession() ? bundle.end() : retention.panes().endOf(bundle.start()))
                : retention.lateFrom(bundle.start());
        if (lateFrom <= reached) {
            writeLate(bundle, lateFrom, reached);
            return;
        }
        if (bundle.message() != null) {
            counted.add(1);
        }
        add(bundle);
    }

    private void writeLate(Bundle bundle, long lateFrom, long reached) {
        Message message = bundle.message();
        if (message == null) {
            // The sender makes sure of it as long as clocks differ by less than a minute.
            long events = bundle.accumulators().events();
            LOG.warn("{} events of the member {} came late in a bundle", events, bundle.member());
            counted.add(-events);
            late.add(events - 1);
            byte[] note = (events + " events of " + bundle.member()).getBytes(StandardCharsets.UTF_8);
            message = new Message(note, "", "", processingTimeService.getCurrentProcessingTime());
        }
        late.add(1);
        output.collect(tags.late(), new StreamRecord<>(lateEvents.line(message, lateFrom, reached)));
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        super.processWatermark(mark);
    }

    @Override
    public void processWatermarkStatus(WatermarkStatus status) throws Exception {
        super.processWatermarkStatus(status);
        if (closing != null) {
            closing.cancel(false);
            closing = null;
        }
        Window window = spec().window();
        if (status.isIdle() && window.idleClose() != null) {
            long due = processingTimeService.getCurrentProcessingTime()
                    + window.idleClose().toMillis();
            closing = processingTimeService.registerTimer(due, this::closeAll);
        }
    }

    /** Closes the windows that have begun: a wrong date in the future keeps its window open. */
    private void closeAll(long now) throws Exception {
        long[] last = {Long.MIN_VALUE};
        timers.forEachEventTimeTimer((namespace, time) -> last[0] = Math.max(last[0], time - retention.lateness()));
        long target = Math.min(last[0], retention.lastCloseAt(now));
        if (target > Math.max(watermark, movedTo)) {
            movedTo = target;
            isMoving = true;
            try {
                timeServiceManager.advanceWatermark(new Watermark(target));
            } finally {
                isMoving = false;
            }
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<Integer, N> timer) {
        throw new IllegalStateException("windows have no timers by the clock");
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        sendChanges();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        counts.snapshot();
        int[] buckets = GroupShards.keys(spec().maxParallelism());
        TaskInfo task = getRuntimeContext().getTaskInfo();
        KeyGroupRange range = KeyGroupRangeAssignment.computeKeyGroupRangeForOperatorIndex(
                buckets.length, task.getNumberOfParallelSubtasks(), task.getIndexOfThisSubtask());
        for (int group : range) {
            setCurrentKey(buckets[group]);
            long reached = reached();
            if (reached != Long.MIN_VALUE) {
                reachedState.update(reached);
            }
        }
    }

    @Override
    public void finish() throws Exception {
        sendChanges();
        super.finish();
    }
}
