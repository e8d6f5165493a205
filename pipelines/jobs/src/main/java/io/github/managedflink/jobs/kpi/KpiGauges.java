package io.github.managedflink.jobs.kpi;

import io.github.managedflink.model.PipelineCounters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;

/**
 * Shows the KPIs of groups as metrics that MSF forwards to CloudWatch: of the groups that come first, as each costs. A
 * group that is forgotten makes room for another. Where there is no value the metric is NaN.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/monitoring-metrics-custom.html">Custom
 *     metrics</a>
 */
final class KpiGauges {
    private final MetricGroup metrics;
    private final List<String> kpis;
    private final int limit;
    private final Map<String, Shown> shown = new HashMap<>();

    /** @param limit of how many groups */
    KpiGauges(MetricGroup metrics, Collection<String> kpis, int limit) {
        this.metrics = metrics.addGroup(PipelineCounters.METRIC_GROUP);
        this.kpis = new ArrayList<>(kpis);
        this.limit = limit;
    }

    /** Shows the values of a group from now on. */
    void show(String group, double[] values) {
        Shown known = shown.get(group);
        if (known == null) {
            if (shown.size() >= limit) {
                return;
            }
            known = register(group);
            shown.put(group, known);
        }
        System.arraycopy(values, 0, known.values, 0, known.values.length);
    }

    private Shown register(String group) {
        Shown registered = new Shown(kpis.size());
        for (int i = 0; i < kpis.size(); i++) {
            int kpi = i;
            MetricGroup place = metrics.addGroup(PipelineCounters.KPI_DIMENSION, kpis.get(i))
                    .addGroup(PipelineCounters.GROUP_DIMENSION, group);
            place.gauge(PipelineCounters.KPI_VALUE, (Gauge<Double>) () -> registered.values[kpi]);
            registered.places.add(place);
        }
        return registered;
    }

    /** Shows a group that is forgotten no longer, which makes room for another. */
    void hide(String group) {
        Shown known = shown.remove(group);
        if (known != null) {
            Arrays.fill(known.values, Double.NaN);
            known.places.forEach(KpiGauges::close);
        }
    }

    /**
     * Takes the metrics out of the reports, for which Flink's public API has no call. Flink keeps the closed group, a
     * small object without metrics, in its parent for as long as the task runs: one for each KPI of a forgotten group
     * that was shown.
     */
    private static void close(MetricGroup place) {
        if (place instanceof AbstractMetricGroup) {
            ((AbstractMetricGroup<?>) place).close();
        }
    }

    private static final class Shown {
        private final double[] values;
        private final List<MetricGroup> places = new ArrayList<>();

        Shown(int kpis) {
            values = new double[kpis];
        }
    }
}
