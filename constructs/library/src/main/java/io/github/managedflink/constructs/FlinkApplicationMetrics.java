package io.github.managedflink.constructs;

import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.kinesis.IStream;

/**
 * The metrics of an application. {@link FlinkMetric} holds what there is to know about each; the named methods are
 * shorthands of
 * {@link #metric(FlinkMetric)}. Operator metrics are seen at this level only with {@link MetricsLevel#APPLICATION}.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/metrics-dimensions.html">Metrics and dimensions</a>
 */
public interface FlinkApplicationMetrics {
    /** Any metric of the application, by its name in CloudWatch; for those that your job reports itself. */
    Metric metric(String metricName, MetricOptions options);

    /**
     * A metric of the application with other options than the usual ones.
     *
     * @throws IllegalArgumentException if the application's runtime does not report the metric
     */
    Metric metric(FlinkMetric metric, MetricOptions options);

    /**
     * How many milliseconds reading {@code stream} lags behind, as the job reports it. Default: the maximum of five
     * minutes.
     */
    Metric metricMillisBehindLatest(IStream stream);

    /**
     * Restarts of the job since it was submitted, cumulative, under the name that the application's runtime uses. Default:
     * the maximum of five minutes.
     */
    Metric metricRestarts();

    /**
     * A metric of the application with its usual statistic over five minutes.
     *
     * @throws IllegalArgumentException if the application's runtime does not report the metric
     */
    default Metric metric(FlinkMetric metric) {
        return metric(metric, MetricOptions.builder().build());
    }

    /** KPUs in use. Default: the average of five minutes. */
    default Metric metricKpus() {
        return metric(FlinkMetric.KPUS);
    }

    /**
     * Milliseconds for which a failing job has been down. Deprecated by Flink 2 in favour of {@link
     * FlinkMetric#RESTARTING_TIME} and {@link FlinkMetric#FAILING_TIME}. Default: the average of five minutes.
     */
    default Metric metricDowntime() {
        return metric(FlinkMetric.DOWNTIME);
    }

    /**
     * Milliseconds for which the job has run without interruption. Deprecated by Flink 2 in favour of {@link
     * FlinkMetric#RUNNING_TIME}. Default: the average of five minutes.
     */
    default Metric metricUptime() {
        return metric(FlinkMetric.UPTIME);
    }

    /** Restarts of the job since it was submitted, cumulative. Default: the maximum of five minutes. */
    default Metric metricFullRestarts() {
        return metric(FlinkMetric.FULL_RESTARTS);
    }

    /** Restarts of the job since it was submitted, cumulative. Default: the maximum of five minutes. */
    default Metric metricNumRestarts() {
        return metric(FlinkMetric.NUM_RESTARTS);
    }

    /** Milliseconds in state RUNNING. Default: the average of five minutes. */
    default Metric metricRunningTime() {
        return metric(FlinkMetric.RUNNING_TIME);
    }

    /** Milliseconds in state RESTARTING. Default: the average of five minutes. */
    default Metric metricRestartingTime() {
        return metric(FlinkMetric.RESTARTING_TIME);
    }

    /** Milliseconds in state CANCELLING. Default: the average of five minutes. */
    default Metric metricCancellingTime() {
        return metric(FlinkMetric.CANCELLING_TIME);
    }

    /** Milliseconds in state FAILING. Default: the average of five minutes. */
    default Metric metricFailingTime() {
        return metric(FlinkMetric.FAILING_TIME);
    }

    /** Checkpoints that failed since the job was submitted, cumulative. Default: the maximum of five minutes. */
    default Metric metricNumberOfFailedCheckpoints() {
        return metric(FlinkMetric.NUMBER_OF_FAILED_CHECKPOINTS);
    }

    /** Milliseconds that the last checkpoint took. Default: the maximum of five minutes. */
    default Metric metricLastCheckpointDuration() {
        return metric(FlinkMetric.LAST_CHECKPOINT_DURATION);
    }

    /** Bytes of the last checkpoint. Default: the maximum of five minutes. */
    default Metric metricLastCheckpointSize() {
        return metric(FlinkMetric.LAST_CHECKPOINT_SIZE);
    }

    /** Percent of the task managers' CPU in use by Flink's processes. Default: the average of five minutes. */
    default Metric metricCpuUtilization() {
        return metric(FlinkMetric.CPU_UTILIZATION);
    }

    /** Percent of the containers' CPU in use; what the service scales on. Default: the average of five minutes. */
    default Metric metricContainerCpuUtilization() {
        return metric(FlinkMetric.CONTAINER_CPU_UTILIZATION);
    }

    /** Percent of the containers' memory in use. Default: the average of five minutes. */
    default Metric metricContainerMemoryUtilization() {
        return metric(FlinkMetric.CONTAINER_MEMORY_UTILIZATION);
    }

    /** Percent of the containers' disk in use. Default: the average of five minutes. */
    default Metric metricContainerDiskUtilization() {
        return metric(FlinkMetric.CONTAINER_DISK_UTILIZATION);
    }

    /** Percent of the heap in use. Default: the average of five minutes. */
    default Metric metricHeapMemoryUtilization() {
        return metric(FlinkMetric.HEAP_MEMORY_UTILIZATION);
    }

    /** Milliseconds spent on collecting the old generation, cumulative. Default: the maximum of five minutes. */
    default Metric metricOldGenerationGCTime() {
        return metric(FlinkMetric.OLD_GENERATION_GC_TIME);
    }

    /** Collections of the old generation, cumulative. Default: the maximum of five minutes. */
    default Metric metricOldGenerationGCCount() {
        return metric(FlinkMetric.OLD_GENERATION_GC_COUNT);
    }

    /** Live threads. Default: the average of five minutes. */
    default Metric metricThreadsCount() {
        return metric(FlinkMetric.THREADS_COUNT);
    }

    /** Records received. Default: the average of five minutes. */
    default Metric metricNumRecordsIn() {
        return metric(FlinkMetric.NUM_RECORDS_IN);
    }

    /** Records received per second. Default: the average of five minutes. */
    default Metric metricNumRecordsInPerSecond() {
        return metric(FlinkMetric.NUM_RECORDS_IN_PER_SECOND);
    }

    /** Records emitted. Default: the average of five minutes. */
    default Metric metricNumRecordsOut() {
        return metric(FlinkMetric.NUM_RECORDS_OUT);
    }

    /** Records emitted per second. Default: the average of five minutes. */
    default Metric metricNumRecordsOutPerSecond() {
        return metric(FlinkMetric.NUM_RECORDS_OUT_PER_SECOND);
    }

    /** Records that came too late and were dropped, cumulative. Default: the maximum of five minutes. */
    default Metric metricNumLateRecordsDropped() {
        return metric(FlinkMetric.NUM_LATE_RECORDS_DROPPED);
    }

    /** The last watermark received, in milliseconds since 1970. Default: the maximum of five minutes. */
    default Metric metricCurrentInputWatermark() {
        return metric(FlinkMetric.CURRENT_INPUT_WATERMARK);
    }

    /** The last watermark emitted, in milliseconds since 1970. Default: the maximum of five minutes. */
    default Metric metricCurrentOutputWatermark() {
        return metric(FlinkMetric.CURRENT_OUTPUT_WATERMARK);
    }

    /** Bytes of managed memory in use. Default: the average of five minutes. */
    default Metric metricManagedMemoryUsed() {
        return metric(FlinkMetric.MANAGED_MEMORY_USED);
    }

    /** Bytes of managed memory. Default: the average of five minutes. */
    default Metric metricManagedMemoryTotal() {
        return metric(FlinkMetric.MANAGED_MEMORY_TOTAL);
    }

    /** Percent of managed memory in use. Default: the average of five minutes. */
    default Metric metricManagedMemoryUtilization() {
        return metric(FlinkMetric.MANAGED_MEMORY_UTILIZATION);
    }

    /** Milliseconds per second for which tasks had nothing to do. Default: the average of five minutes. */
    default Metric metricIdleTimeMsPerSecond() {
        return metric(FlinkMetric.IDLE_TIME_MS_PER_SECOND);
    }

    /** Milliseconds per second for which tasks waited for those behind them. Default: the average of five minutes. */
    default Metric metricBackPressuredTimeMsPerSecond() {
        return metric(FlinkMetric.BACK_PRESSURED_TIME_MS_PER_SECOND);
    }

    /** Milliseconds per second for which tasks worked. Default: the average of five minutes. */
    default Metric metricBusyTimeMsPerSecond() {
        return metric(FlinkMetric.BUSY_TIME_MS_PER_SECOND);
    }

    /** Records by which the slowest Kafka partition lags behind. Default: the maximum of five minutes. */
    default Metric metricRecordsLagMax() {
        return metric(FlinkMetric.RECORDS_LAG_MAX);
    }
}
