package io.github.managedflink.jobs.metric;

import io.github.managedflink.model.window.Metric;
import java.util.Collection;

/** The metrics of a specification, as they are computed. */
public final class SpecMetrics {
    private SpecMetrics() {}

    public static Metrics of(Collection<Metric> specified) {
        return builder(specified).build();
    }

    /** The same, to which others can be added. */
    public static Metrics.Builder builder(Collection<Metric> specified) {
        Metrics.Builder metrics = Metrics.builder();
        specified.forEach(metric -> add(metric, metrics));
        return metrics;
    }

    private static void add(Metric metric, Metrics.Builder metrics) {
        String field = metric.field();
        String condition = metric.condition();
        switch (metric.kind()) {
            case COUNT:
                metrics.count(condition);
                break;
            case SUM:
                metrics.sum(field, condition);
                break;
            case AVG:
                metrics.average(field, condition);
                break;
            case MIN:
                metrics.minimum(field, condition);
                break;
            case MAX:
                metrics.maximum(field, condition);
                break;
            case PERCENTILE:
                metrics.percentile(field, condition, metric.percentile(), metric.accuracy());
                break;
            case COUNT_DISTINCT:
                metrics.distinct(field, condition, metric.precision());
                break;
            default:
                throw new IllegalArgumentException("no metric of kind " + metric.kind());
        }
    }
}
