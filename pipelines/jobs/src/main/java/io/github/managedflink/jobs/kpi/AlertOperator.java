package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.kpi.alert.GroupWatch;
import io.github.managedflink.jobs.kpi.alert.MonitorLayout;
import io.github.managedflink.jobs.kpi.alert.RuleSet;
import io.github.managedflink.jobs.kpi.alert.WatchState;
import io.github.managedflink.jobs.kpi.alert.WatchStateSerializer;
import io.github.managedflink.jobs.kpi.alert.WindowMeasurement;
import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.jobs.window.WindowLayout;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Watches each group by the rules, and sends alerts as records, and measurements beside them. Time is event time; but
 * when nothing at all comes any more, the clock looks ahead of it. Rules are in operator state, so that they are the
 * same after a restart.
 */
abstract class AlertOperator extends AbstractStreamOperator<PipelineEvent> {
    /** The measurements. */
    static final OutputTag<PipelineEvent> MEASUREMENTS = new OutputTag<>("readings", PipelineEventTypeInfo.INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final ValueStateDescriptor<WatchState> GROUP =
            new ValueStateDescriptor<>("group", WatchStateSerializer.INSTANCE);

    private final SerializableSpec<KpiMonitorSpec> spec;

    private transient Panes panes;
    private transient MonitorLayout layout;
    private transient CurrentRules rules;
    private transient MonitorTime reached;
    private transient ValueState<WatchState> groups;
    private transient KpiHistory history;
    private transient GroupTimers timers;
    private transient MonitorRecords records;
    private transient KpiGauges gauges;
    private transient SilenceWatch silence;
    private transient boolean isRestored;

    AlertOperator(SerializableSpec<KpiMonitorSpec> spec) {
        this.spec = spec;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        KpiMonitorSpec monitor = spec.get();
        panes = WindowLayout.of(monitor.window()).panes();
        layout = new MonitorLayout(
                monitor.name(),
                new ArrayList<>(monitor.kpis().keySet()),
                KpiValues.ofNothing(monitor.kpis().values()),
                panes,
                monitor.groupTtl().toMillis());
        groups = context.getKeyedStateStore().getState(GROUP);
        history = KpiHistory.of(monitor, panes, context.getKeyedStateStore());
        rules = new CurrentRules(context.getOperatorStateStore(), monitor, layout);
        reached = new MonitorTime(context);
        isRestored = context.isRestored();
    }

    @Override
    public void open() throws Exception {
        super.open();
        KpiMonitorSpec monitor = spec.get();
        records = new MonitorRecords(monitor, panes);
        gauges = new KpiGauges(getMetricGroup(), monitor.kpis().keySet(), monitor.publishedGroups());
        timers = new GroupTimers(this::getInternalTimerService, this::advanceTo, this::silentUntil);
        silence = new SilenceWatch(processingTimeService, isRestored, this::silentFor);
        Optional<CurrentRules.Change> change = rules.restore();
        if (change.isPresent()) {
            apply(change.get());
        }
    }

    /** Puts documents of rules, which have been checked, in the place of those before. */
    final void changeRules(Map<String, String> document) throws Exception {
        Optional<CurrentRules.Change> change = rules.replaceBy(document);
        if (change.isPresent()) {
            apply(change.get());
        }
    }

    private void apply(CurrentRules.Change change) throws Exception {
        for (GroupKey group : allGroups()) {
            setCurrentKey(group);
            if (change.forgetsValues()) {
                history.clear();
            }
            GroupWatch watch = watch(group, change.before());
            if (change.forgetsValues()) {
                watch.forgetMeasurements();
            }
            watch.changeRules(rules.get(), reached.watermark());
            keep(watch);
        }
    }

    private List<GroupKey> allGroups() {
        // A copy, because the state is changed on the way.
        try (Stream<GroupKey> keys =
                this.<GroupKey>getKeyedStateBackend().getKeys(GROUP.getName(), VoidNamespace.INSTANCE)) {
            return keys.collect(Collectors.toList());
        }
    }

    /** Takes what is known of a group, which is the current key. */
    final void observe(Observation observation) throws Exception {
        GroupWatch watch = watch(observation.group(), rules.get());
        if (observation.isForeseen()) {
            double[] values = history.foresee(observation.start(), observation.values());
            watch.foreseen(new WindowMeasurement(observation.start(), values, observation.samples()));
        } else {
            silence.interrupt();
            take(observation, watch);
        }
        keep(watch);
    }

    private void take(Observation observation, GroupWatch watch) throws Exception {
        if (!observation.isWindow()) {
            watch.seen(observation.start(), observation.first(), observation.last());
            return;
        }
        GroupKey group = observation.group();
        long window = observation.start();
        double[] values = history.compare(window, observation.values());
        long now = processingTimeService.getCurrentProcessingTime();
        output.collect(MEASUREMENTS, new StreamRecord<>(records.of(group, window, values, observation.events(), now)));
        gauges.show(MonitorRecords.text(group), values);
        watch.measurement(new WindowMeasurement(window, values, observation.samples()));
        if (observation.kind() == Observation.Window.CLOSED_BY_SILENCE) {
            watch.advanceTo(panes.endOf(window));
        }
    }

    private GroupWatch watch(GroupKey group, RuleSet inForce) throws Exception {
        WatchState state = groups.value();
        return watch(group, inForce, state == null ? new WatchState() : state);
    }

    private GroupWatch watch(GroupKey group, RuleSet inForce, WatchState state) {
        return new GroupWatch(
                layout,
                inForce,
                MonitorRecords.text(group),
                state,
                alert -> output.collect(new StreamRecord<>(
                        records.of(group, alert, processingTimeService.getCurrentProcessingTime()))));
    }

    /** Writes the state of the current group, and sees to it that what is due next is done. */
    private void keep(GroupWatch watch) throws Exception {
        if (watch.isForgotten()) {
            gauges.hide(MonitorRecords.text((GroupKey) getCurrentKey()));
            groups.clear();
            history.clear();
            return;
        }
        timers.set(watch);
        groups.update(watch.state());
    }

    /** A timer of the current group is due by event time. */
    private void advanceTo(long timer, long watermark) throws Exception {
        WatchState state = groups.value();
        if (state == null || !timers.take(timer, state)) {
            return;
        }
        GroupWatch watch = watch((GroupKey) getCurrentKey(), rules.get(), state);
        watch.advanceTo(watermark);
        if (watermark == Long.MAX_VALUE) {
            // Nothing is due after the end of all events, but the group's other timer comes and must find it done.
            groups.update(watch.state());
        } else {
            keep(watch);
        }
    }

    /** A timer of the current group is due by the clock. */
    private void silentUntil(long timer, long clock) throws Exception {
        WatchState state = groups.value();
        if (state == null || !timers.take(timer, state)) {
            return;
        }
        GroupWatch watch = watch((GroupKey) getCurrentKey(), rules.get(), state);
        watch.silentUntil(clock);
        keep(watch);
    }

    /** Takes a watermark of the observations. */
    final void advance(Watermark mark) throws Exception {
        silence.interrupt();
        if (mark.getTimestamp() != Long.MAX_VALUE) {
            reached.advanceTo(mark.getTimestamp());
        }
        super.processWatermark(mark);
    }

    /** Event time would have gone on as the clock has, and as far behind the newest event. */
    private void silentFor(long millis) throws Exception {
        if (reached.watermark() != Long.MIN_VALUE) {
            timers.passInSilence(reached.watermark() + millis);
        }
    }

    @Override
    public void finish() throws Exception {
        silence.cancel();
        super.finish();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        reached.snapshot();
    }
}
