package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.Connectors;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.deadletter.Routed;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.group.GroupKeyTypeInfo;
import io.github.managedflink.jobs.leaderboard.Stage;
import io.github.managedflink.jobs.metric.AccumulatorLayout;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.jobs.window.Bundle;
import io.github.managedflink.jobs.window.BundleTypeInfo;
import io.github.managedflink.jobs.window.NeededFields;
import io.github.managedflink.jobs.window.PreAggregateOperator;
import io.github.managedflink.jobs.window.SideOutputs;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/**
 * The operators of a monitor in a row, one subtask of the first for each shard, without a cluster: what comes in, in
 * which order, and what the clock shows is said by the test.
 */
@SuppressWarnings("try") // Flink's harness may be interrupted when it is closed; nobody does.
final class MonitorHarness implements AutoCloseable {
    private static final long LOOK = 250;

    /** What a snapshot holds of each stage. */
    record Snapshot(List<List<OperatorSubtaskState>> stages) {}

    private final MessageParser parser;
    private final SideOutputs sides;
    private final Stage<PipelineEvent, Bundle> bundles;
    private final Stage<Bundle, Observation> windows;
    private final Stage<Observation, PipelineEvent> alerts;
    private final List<DataRecord> told = new ArrayList<>();
    private final List<DataRecord> measurements = new ArrayList<>();
    private final List<Routed<byte[]>> late = new ArrayList<>();
    private long clock;
    private long sequenceNumber;

    /** @param before where to go on; null to begin */
    MonitorHarness(KpiMonitorSpec spec, int parallelism, long clock, Snapshot before) throws Exception {
        Connectors connectors = new Connectors(LocalEndpoints.none(), place -> new Path("/unused"), spec.deadLetters());
        KpiValues kpis = KpiValues.of(spec.kpis().values());
        parser = connectors.parser(
                spec.format(),
                spec.eventTime(),
                NeededFields.of(spec, KpiValues.metricsOf(spec.kpis().values())).orElseThrow());
        sides = new SideOutputs(connectors.deadLetters(), connectors.lateEvents(spec.lateEvents()));
        SerializableSpec<KpiMonitorSpec> travelling = new SerializableSpec<>(spec, KpiMonitorSpec::fromPropertyGroups);
        AccumulatorLayout layout = kpis.metrics().layout();
        int max = spec.maxParallelism();
        bundles = Stage.chained(
                parallelism,
                max,
                () -> new PreAggregateOperator(travelling, layout, sides, true),
                new BundleTypeInfo(layout),
                before == null ? null : before.stages.get(0));
        windows = Stage.keyed(
                parallelism,
                max,
                () -> new KpiOperator(travelling, kpis, sides),
                Bundle::bucket,
                Types.INT,
                ObservationTypeInfo.INSTANCE,
                before == null ? null : before.stages.get(1));
        alerts = Stage.keyed(
                parallelism,
                max,
                () -> new FixedRulesOperator(travelling),
                Observation::group,
                GroupKeyTypeInfo.INSTANCE,
                PipelineEventTypeInfo.INSTANCE,
                before == null ? null : before.stages.get(2));
        this.clock = clock;
        pass(Duration.ofMillis(LOOK));
    }

    long clock() {
        return clock;
    }

    void event(int shard, String json) throws Exception {
        Message message = new Message(
                json.getBytes(StandardCharsets.UTF_8),
                "shard-" + shard,
                String.valueOf(sequenceNumber++),
                Long.MAX_VALUE);
        PipelineEvent event = parser.parse(message);
        bundles.process(shard, event, event.eventTime());
    }

    void watermark(int shard, long time) throws Exception {
        bundles.watermark(shard, time);
        drain();
    }

    /** Lets the clock go on as it does, a little at a time, one stage after the other. */
    void pass(Duration time) throws Exception {
        // What has come is on its way before the time is long.
        bundles.beforeBarrier();
        drain();
        for (long end = clock + time.toMillis(); clock < end; ) {
            clock = Math.min(end, clock + LOOK);
            bundles.clock(clock);
            drain();
            windows.clock(clock);
            drain();
            alerts.clock(clock);
            drain();
        }
    }

    void finish() throws Exception {
        bundles.finish();
        drain();
    }

    /** A checkpoint, which the job may be started from again. */
    Snapshot snapshot() throws Exception {
        List<List<OperatorSubtaskState>> stages = new ArrayList<>();
        bundles.beforeBarrier();
        drain();
        stages.add(bundles.snapshot());
        windows.beforeBarrier();
        drain();
        stages.add(windows.snapshot());
        alerts.beforeBarrier();
        drain();
        stages.add(alerts.snapshot());
        return new Snapshot(stages);
    }

    private void drain() throws Exception {
        bundles.drainTo(windows);
        windows.drainTo(alerts);
        alerts.drainTo(event -> told.add(event.record()));
        alerts.side(AlertOperator.MEASUREMENTS).forEach(measurement -> measurements.add(measurement.record()));
        late.addAll(bundles.side(sides.late()));
        late.addAll(windows.side(sides.late()));
    }

    /** The alerts since the last time. */
    List<DataRecord> takeAlerts() {
        List<DataRecord> taken = new ArrayList<>(told);
        told.clear();
        return taken;
    }

    /** The measurements since the last time. */
    List<DataRecord> takeMeasurements() {
        List<DataRecord> taken = new ArrayList<>(measurements);
        measurements.clear();
        return taken;
    }

    int late() {
        return late.size();
    }

    int alertTimers() {
        return alerts.timers();
    }

    @Override
    public void close() throws Exception {
        bundles.close();
        windows.close();
        alerts.close();
    }
}
