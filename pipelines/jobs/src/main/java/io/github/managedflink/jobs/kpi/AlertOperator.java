package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.event.EtlEventTypeInfo;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.kpi.alert.GroupMonitor;
import io.github.managedflink.jobs.kpi.alert.GroupState;
import io.github.managedflink.jobs.kpi.alert.GroupStateSerializer;
import io.github.managedflink.jobs.kpi.alert.MonitorLayout;
import io.github.managedflink.jobs.kpi.alert.Reading;
import io.github.managedflink.jobs.kpi.alert.RuleSet;
import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.jobs.window.Retention;
import io.github.managedflink.spec.kpi.AlertRules;
import io.github.managedflink.spec.kpi.KpiMonitorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Watches each group by the rules, and sends alerts as records, and readings beside them. Time is event time; but when nothing at all comes any more, the clock tells how long a group has been without events. Rules are in
 * operator state, so that it shows after a restart whether the application has been deployed with others.
 */
abstract class AlertOperator extends AbstractStreamOperator<EtlEvent> implements Triggerable<GroupKey, VoidNamespace> {
    /** The readings. */
    static final OutputTag<EtlEvent> READINGS = new OutputTag<>("readings", EtlEventTypeInfo.INSTANCE);

    private static final long serialVersionUID = 1L;
    private static final String GROUP = "group";
    private static final ValueStateDescriptor<Long> TIMER = new ValueStateDescriptor<>("timer", Types.LONG);
    /** How often to look for silence, in milliseconds. */
    private static final long LOOK_INTERVAL = 250;
    /** From when on it is a silence that nothing has come, in milliseconds. */
    private static final long SILENCE = 1_000;
    /** How long sources may take to bring events after a restart, in milliseconds. */
    private static final long PATIENCE = 60_000;

    private final SerializableSpec<KpiMonitorSpec> spec;

    private transient Panes panes;
    private transient MonitorLayout layout;
    private transient StoredRules stored;
    private transient RuleSet rules;
    private transient ReachedTimes reached;
    private transient ValueState<GroupState> groups;
    /** The timer of a group that is set, if one is. */
    private transient ValueState<Long> timer;

    private transient KpiHistory history;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient MonitorRecords records;
    private transient KpiGauges gauges;
    private transient SilenceClock silence;
    /** When the next group has something due by silence; {@link Long#MIN_VALUE} while it is not known. */
    private transient long nextDueInSilence;

    private transient ScheduledFuture<?> nextLook;

    AlertOperator(SerializableSpec<KpiMonitorSpec> spec) {
        this.spec = spec;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        KpiMonitorSpec monitor = spec.get();
        panes = Retention.of(monitor.window()).panes();
        groups =
                context.getKeyedStateStore().getState(new ValueStateDescriptor<>(GROUP, GroupStateSerializer.INSTANCE));
        timer = context.getKeyedStateStore().getState(TIMER);
        history = KpiHistory.of(monitor, panes, context.getKeyedStateStore());
        stored = new StoredRules(context.getOperatorStateStore());
        reached = new ReachedTimes(context, monitor.eventTime());
    }

    @Override
    public void open() throws Exception {
        super.open();
        KpiMonitorSpec monitor = spec.get();
        layout = new MonitorLayout(
                monitor.name(),
                new ArrayList<>(monitor.kpis().keySet()),
                KpiValues.ofNothing(monitor.kpis().values()),
                panes,
                monitor.groupTtl().toMillis());
        records = new MonitorRecords(monitor, panes);
        gauges = new KpiGauges(getMetricGroup(), monitor.kpis().keySet(), monitor.publishedGroups());
        timers = getInternalTimerService("alerts", VoidNamespaceSerializer.INSTANCE, this);
        long now = processingTimeService.getCurrentProcessingTime();
        silence = new SilenceClock(LOOK_INTERVAL, reached.isRestored() ? PATIENCE : 0, now);
        nextDueInSilence = Long.MIN_VALUE;
        restoreRules(monitor);
        lookAfter(now);
    }

    /** Rules that came while the job ran hold until the application is deployed with others. */
    private void restoreRules(KpiMonitorSpec monitor) throws Exception {
        AlertRules deployed = monitor.rules();
        Optional<AlertRules> before = stored.inForce();
        List<String> kpisBefore = stored.kpis();
        boolean hasSameKpis = kpisBefore.equals(new ArrayList<>(monitor.kpis().keySet()));
        boolean isAsBefore =
                hasSameKpis && stored.deployed().filter(deployed::equals).isPresent();
        AlertRules inForce = isAsBefore ? before.orElse(deployed) : deployed;
        rules = new RuleSet(inForce, layout);
        stored.write(deployed, inForce, monitor.kpis().keySet());
        if (before.isPresent() && !isAsBefore) {
            changeRules(before.get(), layout.withKpis(kpisBefore), !hasSameKpis);
        }
    }

    /** Puts documents of rules, which have been checked, in the place of those before. */
    final void changeRules(Map<String, String> document) throws Exception {
        KpiMonitorSpec monitor = spec.get();
        AlertRules before = stored.inForce().orElse(monitor.rules());
        AlertRules inForce =
                AlertRules.fromDocument(document, monitor.kpis().keySet(), monitor.window(), monitor.groupTtl());
        rules = new RuleSet(inForce, layout);
        stored.write(monitor.rules(), inForce, monitor.kpis().keySet());
        changeRules(before, layout, false);
    }

    /**
     * @param layoutBefore in which the rules before find their indicators
     * @param forgetsValues whether the values of windows are in the order of other indicators
     */
    private void changeRules(AlertRules before, MonitorLayout layoutBefore, boolean forgetsValues) throws Exception {
        RuleSet old = new RuleSet(before, layoutBefore);
        for (GroupKey group : allGroups()) {
            setCurrentKey(group);
            if (forgetsValues) {
                history.clear();
            }
            GroupMonitor monitor = monitor(group, old);
            if (forgetsValues) {
                monitor.forgetReadings();
            }
            monitor.changeRules(rules, reached.watermark());
            keep(monitor);
        }
        nextDueInSilence = Long.MIN_VALUE;
    }

    /** Takes what is known of a group, which is the current key. */
    final void observe(Observation observation) throws Exception {
        interruptSilence();
        GroupMonitor monitor = monitor(observation.group(), rules);
        if (observation.isWindow()) {
            read(observation, monitor);
        } else {
            reached.tellEvent(observation.last());
            monitor.seen(observation.start(), observation.first(), observation.last());
        }
        keep(monitor);
    }

    private void read(Observation window, GroupMonitor monitor) throws Exception {
        GroupKey group = window.group();
        double[] values = history.compare(window.start(), window.values());
        long now = processingTimeService.getCurrentProcessingTime();
        output.collect(READINGS, new StreamRecord<>(records.of(group, window.start(), values, window.events(), now)));
        gauges.show(MonitorRecords.text(group), values);
        monitor.reading(new Reading(window.start(), values, window.samples()));
        if (window.isPrompt()) {
            monitor.advanceTo(panes.endOf(window.start()));
        }
    }

    private GroupMonitor monitor(GroupKey group, RuleSet inForce) throws Exception {
        GroupState state = groups.value();
        return new GroupMonitor(
                layout,
                inForce,
                MonitorRecords.text(group),
                state == null ? new GroupState() : state,
                alert -> output.collect(new StreamRecord<>(
                        records.of(group, alert, processingTimeService.getCurrentProcessingTime()))));
    }

    /** Writes the state of the current group, and sees to it that what is due next is done. */
    private void keep(GroupMonitor monitor) throws Exception {
        if (monitor.isForgotten()) {
            gauges.hide(MonitorRecords.text((GroupKey) getCurrentKey()));
            groups.clear();
            timer.clear();
            history.clear();
            return;
        }
        groups.update(monitor.state());
        long due = monitor.nextDue();
        Long set = timer.value();
        if (due != Long.MAX_VALUE && (set == null || due < set)) {
            timers.registerEventTimeTimer(VoidNamespace.INSTANCE, due);
            timer.update(due);
        }
    }

    @Override
    public void onEventTime(InternalTimer<GroupKey, VoidNamespace> due) throws Exception {
        Long set = timer.value();
        if (set == null || set != due.getTimestamp()) {
            // An earlier one has taken its place, and then what was due.
            return;
        }
        timer.clear();
        GroupMonitor monitor = monitor(due.getKey(), rules);
        monitor.advanceTo(timers.currentWatermark());
        if (timers.currentWatermark() != Long.MAX_VALUE) {
            keep(monitor);
        }
    }

    @Override
    public void onProcessingTime(InternalTimer<GroupKey, VoidNamespace> due) {
        throw new IllegalStateException("groups have no timers by the clock");
    }

    /** Takes a watermark of the observations. */
    final void advance(Watermark mark) throws Exception {
        interruptSilence();
        if (mark.getTimestamp() != Long.MAX_VALUE) {
            reached.tellWatermark(mark.getTimestamp());
        }
        super.processWatermark(mark);
    }

    private void interruptSilence() {
        silence.interrupt(processingTimeService.getCurrentProcessingTime());
        nextDueInSilence = Long.MIN_VALUE;
    }

    private void lookAfter(long now) {
        nextLook = processingTimeService.registerTimer(now + LOOK_INTERVAL, this::look);
    }

    private void look(long time) throws Exception {
        long now = processingTimeService.getCurrentProcessingTime();
        long silent = silence.look(now);
        if (silent >= SILENCE && reached.newest() != Long.MIN_VALUE) {
            fallSilent(reached.newest() + silent);
        }
        lookAfter(now);
    }

    private void fallSilent(long clock) throws Exception {
        if (clock < nextDueInSilence) {
            return;
        }
        long next = Long.MAX_VALUE;
        for (GroupKey group : allGroups()) {
            setCurrentKey(group);
            GroupMonitor monitor = monitor(group, rules);
            if (monitor.nextDueInSilence() <= clock) {
                monitor.silentUntil(clock);
                keep(monitor);
            }
            next = Math.min(next, monitor.nextDueInSilence());
        }
        nextDueInSilence = next;
    }

    private List<GroupKey> allGroups() {
        // A copy, because the state is changed on the way.
        try (Stream<GroupKey> keys = this.<GroupKey>getKeyedStateBackend().getKeys(GROUP, VoidNamespace.INSTANCE)) {
            return keys.collect(Collectors.toList());
        }
    }

    @Override
    public void finish() throws Exception {
        nextLook.cancel(false);
        super.finish();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        reached.snapshot();
    }
}
