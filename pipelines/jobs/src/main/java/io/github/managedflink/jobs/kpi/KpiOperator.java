package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.metric.Accumulators;
import io.github.managedflink.jobs.window.Bundle;
import io.github.managedflink.jobs.window.PaneOperator;
import io.github.managedflink.jobs.window.SideOutputs;
import io.github.managedflink.spec.kpi.KpiMonitorSpec;
import java.util.Map;
import org.apache.flink.streaming.api.operators.InternalTimer;

/** Tells at once when a group has events, and what the indicators of its windows are when they close. */
final class KpiOperator extends PaneOperator<Observation> {
    private static final long serialVersionUID = 1L;

    private final KpiValues kpis;

    KpiOperator(SerializableSpec<KpiMonitorSpec> spec, KpiValues kpis, SideOutputs tags) {
        super(spec, kpis.metrics(), tags);
        this.kpis = kpis;
    }

    @Override
    protected void added(Bundle bundle) {
        Accumulators events = bundle.accumulators();
        send(Observation.seen(bundle.member(), bundle.start(), kpis.first(events), kpis.last(events)));
    }

    @Override
    public void onEventTime(InternalTimer<Integer, Long> timer) throws Exception {
        long window = timer.getNamespace();
        long millis = retention().panes().endOf(window) - window;
        for (Map.Entry<GroupKey, Accumulators> member : membersOf(window).entrySet()) {
            Accumulators events = member.getValue();
            long[] samples = kpis.samples(events);
            double[] values = kpis.values(events, samples, millis);
            send(Observation.window(member.getKey(), window, values, samples, events.events(), isMovedBySilence()));
        }
        forget(window);
    }

    @Override
    protected void sendChanges() {
        // A window is told once, when it closes.
    }
}
