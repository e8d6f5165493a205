package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.metric.Accumulators;
import io.github.managedflink.jobs.window.Bundle;
import io.github.managedflink.jobs.window.PaneOperator;
import io.github.managedflink.jobs.window.SideOutputs;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Says at once when a group has events, and what the KPIs of its windows are when they close. When nothing comes any
 * more, windows stay open, and at the time when event time would have closed one, had it gone on as the clock has, what
 * is in it is said as foreseen.
 */
final class KpiOperator extends PaneOperator<Observation> {
    private static final long serialVersionUID = 1L;

    private final KpiValues kpis;

    private transient boolean isRestored;
    private transient SilenceWatch silence;
    /** Until when the windows of each bucket have been foreseen since something came last. */
    private transient Map<Integer, Long> foreseenUntil;
    /** The time of the newest event of all, which is told when the stream ends; {@link Long#MIN_VALUE} before. */
    private transient long newest;

    KpiOperator(SerializableSpec<KpiMonitorSpec> spec, KpiValues kpis, SideOutputs tags) {
        super(spec, kpis.metrics(), tags);
        this.kpis = kpis;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        isRestored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        foreseenUntil = new HashMap<>();
        newest = Long.MIN_VALUE;
        silence = new SilenceWatch(processingTimeService, isRestored, this::silentFor);
    }

    @Override
    public void processElement(StreamRecord<Bundle> element) throws Exception {
        interruptSilence();
        Bundle bundle = element.getValue();
        if (bundle.isEmpty()) {
            newest = Math.max(newest, bundle.start());
        } else {
            super.processElement(element);
        }
    }

    /**
     * Time comes as far as the newest event of all before it comes to its end, whenever the last watermark was made and
     * whichever source ends last.
     */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        interruptSilence();
        if (mark.getTimestamp() == Long.MAX_VALUE && newest > timers().currentWatermark()) {
            super.processWatermark(new Watermark(newest));
        }
        super.processWatermark(mark);
    }

    private void interruptSilence() {
        silence.interrupt();
        foreseenUntil.clear();
    }

    @Override
    protected void added(Bundle bundle) {
        Accumulators events = bundle.accumulators();
        send(Observation.seen(bundle.member(), bundle.start(), kpis.first(events), kpis.last(events)));
    }

    @Override
    public void onEventTime(InternalTimer<Integer, Long> timer) throws Exception {
        long window = timer.getNamespace();
        sendWindow(window, isMovedBySilence() ? Observation.Window.CLOSED_BY_SILENCE : Observation.Window.CLOSED);
        forget(window);
    }

    private void sendWindow(long window, Observation.Window kind) throws Exception {
        long millis = retention().panes().endOf(window) - window;
        for (Map.Entry<GroupKey, Accumulators> member : membersOf(window).entrySet()) {
            Accumulators events = member.getValue();
            long[] samples = kpis.samples(events);
            double[] values = kpis.values(events, samples, millis);
            send(Observation.window(member.getKey(), window, values, samples, events.events(), kind));
        }
    }

    private void silentFor(long millis) throws Exception {
        Map<Integer, TreeSet<Long>> due = new TreeMap<>();
        timers().forEachEventTimeTimer((window, time) -> {
            long reached = reached();
            if (reached != Long.MIN_VALUE
                    && time <= reached + millis
                    && time > foreseenUntil.getOrDefault(currentBucket(), Long.MIN_VALUE)) {
                due.computeIfAbsent(currentBucket(), bucket -> new TreeSet<>()).add(window);
            }
        });
        for (Map.Entry<Integer, TreeSet<Long>> bucket : due.entrySet()) {
            setCurrentKey(bucket.getKey());
            for (long window : bucket.getValue()) {
                sendWindow(window, Observation.Window.FORESEEN);
            }
            foreseenUntil.put(bucket.getKey(), reached() + millis);
        }
    }

    @Override
    protected void sendChanges() {
        // A window is told once, when it closes.
    }

    @Override
    public void finish() throws Exception {
        silence.cancel();
        super.finish();
    }
}
