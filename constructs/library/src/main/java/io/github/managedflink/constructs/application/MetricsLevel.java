package io.github.managedflink.constructs.application;

/**
 * How finely an application reports metrics; each level costs more CloudWatch metrics than the one before. Above
 * {@link #APPLICATION} the metrics of operators carry more dimensions, so that an alarm on the whole application does
 * not see them.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/metrics-dimensions.html">Metrics and
 *     dimensions</a>
 */
public enum MetricsLevel {
    /** Per application. */
    APPLICATION,
    /** Per task. */
    TASK,
    /** Per operator. */
    OPERATOR,
    /** Per parallel subtask. AWS advises against it above a parallelism of 64. */
    PARALLELISM
}
