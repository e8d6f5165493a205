package io.github.managedflink.constructs.application;

/**
 * The CloudWatch metrics of an application, in the namespace {@code AWS/KinesisAnalytics}. A cumulative metric is
 * reported several times a minute and begins at zero again when the job is submitted: its maximum is the count, and
 * {@code DIFF(…)} of CloudWatch's metric math is what a period has added. A sum would count the same again.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/metrics-dimensions.html">Metrics and
 *     dimensions</a>
 */
public enum FlinkMetric {
    /** KPUs in use. */
    KPUS("KPUs", Statistic.AVERAGE),
    /**
     * Milliseconds for which a failing job has been down. Deprecated by Flink 2 in favour of {@link #RESTARTING_TIME}
     * and {@link #FAILING_TIME}.
     */
    DOWNTIME("downtime", Statistic.AVERAGE),
    /**
     * Milliseconds for which the job has run without interruption. Deprecated by Flink 2 in favour of
     * {@link #RUNNING_TIME}.
     */
    UPTIME("uptime", Statistic.AVERAGE),
    /** Restarts of the job since it was submitted, cumulative. */
    FULL_RESTARTS("fullRestarts", Statistic.MAXIMUM, Generation.FLINK_1),
    /** Restarts of the job since it was submitted, cumulative. */
    NUM_RESTARTS("numRestarts", Statistic.MAXIMUM, Generation.FLINK_2),
    /** Milliseconds in state RUNNING. */
    RUNNING_TIME("runningTime", Statistic.AVERAGE, Generation.FLINK_2),
    /** Milliseconds in state RESTARTING. */
    RESTARTING_TIME("restartingTime", Statistic.AVERAGE, Generation.FLINK_2),
    /** Milliseconds in state CANCELLING. */
    CANCELLING_TIME("cancellingTime", Statistic.AVERAGE, Generation.FLINK_2),
    /** Milliseconds in state FAILING. */
    FAILING_TIME("failingTime", Statistic.AVERAGE, Generation.FLINK_2),
    /** Checkpoints that failed since the job was submitted, cumulative. */
    NUMBER_OF_FAILED_CHECKPOINTS("numberOfFailedCheckpoints", Statistic.MAXIMUM),
    /** Milliseconds that the last checkpoint took. */
    LAST_CHECKPOINT_DURATION("lastCheckpointDuration", Statistic.MAXIMUM),
    /** Bytes of the last checkpoint. */
    LAST_CHECKPOINT_SIZE("lastCheckpointSize", Statistic.MAXIMUM),
    /** Percent of the task managers' CPU in use by Flink's processes. */
    CPU_UTILIZATION("cpuUtilization", Statistic.AVERAGE),
    /** Percent of the containers' CPU in use; what the service scales on. */
    CONTAINER_CPU_UTILIZATION("containerCPUUtilization", Statistic.AVERAGE),
    /** Percent of the containers' memory in use. */
    CONTAINER_MEMORY_UTILIZATION("containerMemoryUtilization", Statistic.AVERAGE),
    /** Percent of the containers' disk in use. */
    CONTAINER_DISK_UTILIZATION("containerDiskUtilization", Statistic.AVERAGE),
    /** Percent of the heap in use. */
    HEAP_MEMORY_UTILIZATION("heapMemoryUtilization", Statistic.AVERAGE),
    /** Milliseconds spent on collecting the old generation since the JVM started, cumulative. */
    OLD_GENERATION_GC_TIME("oldGenerationGCTime", Statistic.MAXIMUM),
    /** Collections of the old generation since the JVM started, cumulative. */
    OLD_GENERATION_GC_COUNT("oldGenerationGCCount", Statistic.MAXIMUM),
    /** Live threads. */
    THREADS_COUNT("threadsCount", Statistic.AVERAGE),
    /** Records received. */
    NUM_RECORDS_IN("numRecordsIn", Statistic.AVERAGE),
    /** Records received per second. */
    NUM_RECORDS_IN_PER_SECOND("numRecordsInPerSecond", Statistic.AVERAGE),
    /** Records emitted. */
    NUM_RECORDS_OUT("numRecordsOut", Statistic.AVERAGE),
    /** Records emitted per second. */
    NUM_RECORDS_OUT_PER_SECOND("numRecordsOutPerSecond", Statistic.AVERAGE),
    /** Records that came too late and were dropped since the job was submitted, cumulative. */
    NUM_LATE_RECORDS_DROPPED("numLateRecordsDropped", Statistic.MAXIMUM),
    /** The last watermark received, in milliseconds since 1970. */
    CURRENT_INPUT_WATERMARK("currentInputWatermark", Statistic.MAXIMUM),
    /** The last watermark emitted, in milliseconds since 1970. */
    CURRENT_OUTPUT_WATERMARK("currentOutputWatermark", Statistic.MAXIMUM),
    /** Bytes of managed memory in use. */
    MANAGED_MEMORY_USED("managedMemoryUsed", Statistic.AVERAGE),
    /** Bytes of managed memory. */
    MANAGED_MEMORY_TOTAL("managedMemoryTotal", Statistic.AVERAGE),
    /** Percent of managed memory in use. */
    MANAGED_MEMORY_UTILIZATION("managedMemoryUtilization", Statistic.AVERAGE),
    /** Milliseconds per second for which tasks had nothing to do. */
    IDLE_TIME_MS_PER_SECOND("idleTimeMsPerSecond", Statistic.AVERAGE),
    /** Milliseconds per second for which tasks waited for those behind them. */
    BACK_PRESSURED_TIME_MS_PER_SECOND("backPressuredTimeMsPerSecond", Statistic.AVERAGE),
    /** Milliseconds per second for which tasks worked. */
    BUSY_TIME_MS_PER_SECOND("busyTimeMsPerSecond", Statistic.AVERAGE),
    /** Records by which the slowest Kafka partition lags behind. */
    RECORDS_LAG_MAX("records_lag_max", Statistic.MAXIMUM);

    private final String metricName;
    private final Statistic statistic;
    private final Generation generation;

    FlinkMetric(String metricName, Statistic statistic) {
        this(metricName, statistic, Generation.ANY);
    }

    FlinkMetric(String metricName, Statistic statistic, Generation generation) {
        this.metricName = metricName;
        this.statistic = statistic;
        this.generation = generation;
    }

    /** Returns the name in CloudWatch. */
    public String metricName() {
        return metricName;
    }

    /** Returns the statistic that suits the metric, unless the caller asks for another. */
    public String defaultStatistic() {
        return statistic.cloudWatchName;
    }

    /** Returns whether applications on {@code runtime} report the metric. */
    public boolean isReportedBy(FlinkRuntime runtime) {
        return switch (generation) {
            case ANY -> true;
            case FLINK_1 -> !runtime.isFlink2();
            case FLINK_2 -> runtime.isFlink2();
        };
    }

    private enum Generation {
        ANY,
        FLINK_1,
        FLINK_2
    }

    private enum Statistic {
        AVERAGE("Average"),
        MAXIMUM("Maximum");

        private final String cloudWatchName;

        Statistic(String cloudWatchName) {
            this.cloudWatchName = cloudWatchName;
        }
    }
}
