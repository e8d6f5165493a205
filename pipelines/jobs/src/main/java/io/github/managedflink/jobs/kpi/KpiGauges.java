package io.github.managedflink.jobs.kpi;

import io.github.managedflink.spec.PipelineCounters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * Shows the indicators of groups as metrics that MSF forwards to CloudWatch: of the groups that come first, as each costs. Where there is no value the metric is NaN.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/monitoring-metrics-custom.html">Custom metrics</a>
 */
final class KpiGauges {
    private final MetricGroup metrics;
    private final List<String> kpis;
    private final int limit;
    private final Map<String, double[]> shown = new HashMap<>();

    /** @param limit of how many groups */
    KpiGauges(MetricGroup metrics, Collection<String> kpis, int limit) {
        this.metrics = metrics.addGroup(PipelineCounters.METRIC_GROUP);
        this.kpis = new ArrayList<>(kpis);
        this.limit = limit;
    }

    /** Shows the values of a group from now on. */
    void show(String group, double[] values) {
        double[] known = shown.get(group);
        if (known == null) {
            if (shown.size() >= limit) {
                return;
            }
            known = new double[kpis.size()];
            shown.put(group, known);
            register(group, known);
        }
        System.arraycopy(values, 0, known, 0, known.length);
    }

    private void register(String group, double[] values) {
        for (int i = 0; i < values.length; i++) {
            int kpi = i;
            metrics.addGroup(PipelineCounters.KPI_DIMENSION, kpis.get(i))
                    .addGroup(PipelineCounters.GROUP_DIMENSION, group)
                    .gauge(PipelineCounters.KPI_VALUE, (Gauge<Double>) () -> values[kpi]);
        }
    }

    /** Shows no values any more of a group that is forgotten. */
    void hide(String group) {
        double[] known = shown.get(group);
        if (known != null) {
            Arrays.fill(known, Double.NaN);
        }
    }
}
