package io.github.managedflink.model;

import java.util.List;

/**
 * The names of the counts that pipelines keep, as Flink accumulators. Nothing is lost. Streaming ETL: {@code in +
 * expanded = out + filtered + deduplicated + rejected}. A leaderboard or a monitor: {@code in = counted + filtered +
 * deduplicated + late + rejected - rejected.results}.
 */
public final class PipelineCounters {
    /** Records read from the source. */
    public static final String IN = "in";
    /** Extra records that steps made of one. */
    public static final String EXPANDED = "expanded";
    /** Records written to sinks. */
    public static final String OUT = "out";
    /** Records that a filter left out. */
    public static final String FILTERED = "filtered";
    /** Records left out because their keys had been seen. */
    public static final String DEDUPLICATED = "deduplicated";
    /** Events that count in a window. */
    public static final String COUNTED = "counted";
    /** Events that came when all their windows had closed for good, and went to the late events. */
    public static final String LATE = "late";
    /** Records that went to the dead letters. */
    public static final String REJECTED = "rejected";

    /**
     * The part of {@link #REJECTED} that is no event that was read, but a result of a leaderboard or a monitor that a
     * sink cannot write.
     */
    public static final String REJECTED_RESULTS = REJECTED + ".results";

    /**
     * Records that went to the dead letters although they count as written, because the sink's service refused them
     * then. A metric alone: what a job does again after a failure may count again.
     */
    public static final String REJECTED_BY_SINK = "rejectedBySink";

    /**
     * Records that changed nothing because the sink's service had a newer version already; they count as written. A
     * metric alone.
     */
    public static final String SUPERSEDED = "superseded";

    /**
     * Documents of new rules that a monitor could not read, or refused: then they went to the dead letters as well. The
     * rules before stay. A metric alone.
     */
    public static final String REFUSED_RULES = "refusedRules";

    /** The key, beside the group's, under which Flink's metrics of a monitor have the name of a KPI. */
    public static final String KPI_DIMENSION = "Kpi";

    /** The key under which they have the text of the group. */
    public static final String GROUP_DIMENSION = "Group";

    /** The name of the metric that shows a KPI's value in the last window. */
    public static final String KPI_VALUE = "kpiValue";

    /**
     * The Flink metric group of the counts; the service forwards to CloudWatch what is in this group.
     *
     * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/monitoring-metrics-custom.html">Custom
     *     metrics</a>
     */
    public static final String METRIC_GROUP = "kinesisanalytics";

    private static final String SINK_PREFIX = OUT + ".";
    private static final String FILTERED_PREFIX = FILTERED + ".";

    private PipelineCounters() {}

    /** Returns all accumulators but those of single sinks and steps. */
    public static List<String> all() {
        return List.of(IN, EXPANDED, OUT, FILTERED, DEDUPLICATED, REJECTED);
    }

    /** Returns the name of a count as a metric, such as {@code recordsRejected} for {@link #REJECTED}. */
    public static String metricName(String counter) {
        return "records" + Character.toUpperCase(counter.charAt(0)) + counter.substring(1);
    }

    /** Returns whether a count is a part of another, such as that of a single sink or step. */
    public static boolean isPart(String counter) {
        return counter.indexOf('.') >= 0;
    }

    /**
     * Records that a step left out, by its name in dead letters; {@code source} for those that hold no record, as the
     * header of a CSV file.
     */
    public static String filteredBy(String step) {
        return FILTERED_PREFIX + step;
    }

    /** Records written to the sink {@code name}. */
    public static String outTo(String name) {
        return SINK_PREFIX + name;
    }
}
