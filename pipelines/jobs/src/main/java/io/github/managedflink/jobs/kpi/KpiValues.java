package io.github.managedflink.jobs.kpi;

import io.github.managedflink.jobs.metric.Accumulators;
import io.github.managedflink.jobs.metric.Metrics;
import io.github.managedflink.jobs.metric.SpecMetrics;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.window.Metric;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads KPIs from what is gathered of a group's events: each from two metrics, one of them its sample. */
final class KpiValues implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final int METRICS_PER_KPI = 2;

    private final Metrics metrics;
    private final ArrayList<Kpi.Kind> kinds = new ArrayList<>();

    private KpiValues(Collection<Kpi> kpis) {
        kpis.forEach(kpi -> kinds.add(kpi.kind()));
        this.metrics =
                SpecMetrics.builder(metricsOf(kpis)).firstTime().lastTime().build();
    }

    static KpiValues of(Collection<Kpi> kpis) {
        return new KpiValues(kpis);
    }

    /**
     * The metrics that the KPIs are read from, two for each in turn: its value's, or a ratio's numerator, and its
     * sample's.
     */
    static List<Metric> metricsOf(Collection<Kpi> kpis) {
        List<Metric> specified = new ArrayList<>();
        for (Kpi kpi : kpis) {
            specified.add(kpi.kind() == Kpi.Kind.RATIO ? Metric.count().where(kpi.numerator()) : kpi.metric());
            String counted = kpi.kind() == Kpi.Kind.RATIO
                    ? kpi.denominator()
                    : kpi.metric().condition();
            specified.add(counted == null ? Metric.count() : Metric.count().where(counted));
        }
        return specified;
    }

    Metrics metrics() {
        return metrics;
    }

    /** The value of each KPI in a window without events; NaN where there is none. */
    static double[] ofNothing(Collection<Kpi> kpis) {
        return kpis.stream()
                .mapToDouble(kpi -> kpi.isZeroOfNothing() ? 0 : Double.NaN)
                .toArray();
    }

    /** The time of the first of the events. */
    long first(Accumulators accumulators) {
        return (Long) metrics.value(kinds.size() * METRICS_PER_KPI, accumulators);
    }

    /** The time of the last of the events. */
    long last(Accumulators accumulators) {
        return (Long) metrics.value(kinds.size() * METRICS_PER_KPI + 1, accumulators);
    }

    /** Of how many events the value of each KPI is made. */
    long[] samples(Accumulators accumulators) {
        long[] samples = new long[kinds.size()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (Long) metrics.value(i * METRICS_PER_KPI + 1, accumulators);
        }
        return samples;
    }

    /**
     * The value of each KPI before it is compared with another window's; NaN where there is none.
     *
     * @param samples what {@link #samples} gave
     * @param millis how long the window is
     */
    double[] values(Accumulators accumulators, long[] samples, long millis) {
        double[] values = new double[kinds.size()];
        for (int i = 0; i < values.length; i++) {
            Number metric = (Number) metrics.value(i * METRICS_PER_KPI, accumulators);
            values[i] = metric == null ? Double.NaN : value(kinds.get(i), metric.doubleValue(), samples[i], millis);
        }
        return values;
    }

    private static double value(Kpi.Kind kind, double metric, long sample, long millis) {
        switch (kind) {
            case RATIO:
                return sample == 0 ? Double.NaN : metric / sample;
            case RATE:
                return metric * MILLIS_PER_SECOND / millis;
            default:
                return metric;
        }
    }
}
