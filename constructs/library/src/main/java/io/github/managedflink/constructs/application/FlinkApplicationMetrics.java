package io.github.managedflink.constructs.application;

import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.kinesis.IStream;

/**
 * The metrics of an application. {@link FlinkMetric} holds what there is to know about each; the named methods are
 * shorthands of {@link #metric(FlinkMetric)}. Operator metrics are seen at this level only with
 * {@link MetricsLevel#APPLICATION}.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/metrics-dimensions.html">Metrics and
 *     dimensions</a>
 */
public interface FlinkApplicationMetrics {
    /**
     * Any metric of the application, by its name in CloudWatch; for those that your job reports itself.
     *
     * @param options a statistic, a period and more; the average of five minutes where they leave these out
     */
    Metric metric(String metricName, MetricOptions options);

    /** Returns any metric of the application, by its name in CloudWatch. Default: the average of five minutes. */
    default Metric metric(String metricName) {
        return metric(metricName, MetricOptions.builder().build());
    }

    /**
     * A metric of the application with other options than the usual ones.
     *
     * @throws IllegalArgumentException if the application's runtime does not report the metric
     */
    Metric metric(FlinkMetric metric, MetricOptions options);

    /**
     * Returns how many milliseconds reading {@code stream} lags behind, as the job reports it. Default: the maximum of
     * five minutes.
     */
    default Metric metricMillisBehindLatest(IStream stream) {
        return metricMillisBehindLatest(stream, MetricOptions.builder().build());
    }

    /** The metric of {@link #metricMillisBehindLatest(IStream)} with other options than the usual ones. */
    Metric metricMillisBehindLatest(IStream stream, MetricOptions options);

    /**
     * Restarts of the job since it was submitted, cumulative, under the name that the application's runtime uses.
     * Default: the maximum of five minutes.
     */
    default Metric metricRestarts() {
        return metricRestarts(MetricOptions.builder().build());
    }

    /** The metric of {@link #metricRestarts()} with other options than the usual ones. */
    Metric metricRestarts(MetricOptions options);

    /**
     * Returns a metric of the application with its usual statistic over five minutes.
     *
     * @throws IllegalArgumentException if the application's runtime does not report the metric
     */
    default Metric metric(FlinkMetric metric) {
        return metric(metric, MetricOptions.builder().build());
    }

    /** Returns the KPUs in use. Default: the average of five minutes. */
    default Metric metricKpus() {
        return metric(FlinkMetric.KPUS);
    }

    /** Returns the metric of {@link #metricKpus()} with other options than the usual ones. */
    default Metric metricKpus(MetricOptions options) {
        return metric(FlinkMetric.KPUS, options);
    }

    /**
     * Milliseconds for which a failing job has been down. Deprecated by Flink 2 in favour of
     * {@link FlinkMetric#RESTARTING_TIME} and {@link FlinkMetric#FAILING_TIME}. Default: the average of five minutes.
     */
    default Metric metricDowntime() {
        return metric(FlinkMetric.DOWNTIME);
    }

    /** Returns the metric of {@link #metricDowntime()} with other options than the usual ones. */
    default Metric metricDowntime(MetricOptions options) {
        return metric(FlinkMetric.DOWNTIME, options);
    }

    /**
     * Milliseconds for which the job has run without interruption. Deprecated by Flink 2 in favour of
     * {@link FlinkMetric#RUNNING_TIME}. Default: the average of five minutes.
     */
    default Metric metricUptime() {
        return metric(FlinkMetric.UPTIME);
    }

    /** Returns the metric of {@link #metricUptime()} with other options than the usual ones. */
    default Metric metricUptime(MetricOptions options) {
        return metric(FlinkMetric.UPTIME, options);
    }

    /** Restarts of the job since it was submitted, cumulative. Default: the maximum of five minutes. */
    default Metric metricFullRestarts() {
        return metric(FlinkMetric.FULL_RESTARTS);
    }

    /** Returns the metric of {@link #metricFullRestarts()} with other options than the usual ones. */
    default Metric metricFullRestarts(MetricOptions options) {
        return metric(FlinkMetric.FULL_RESTARTS, options);
    }

    /** Restarts of the job since it was submitted, cumulative. Default: the maximum of five minutes. */
    default Metric metricNumRestarts() {
        return metric(FlinkMetric.NUM_RESTARTS);
    }

    /** Returns the metric of {@link #metricNumRestarts()} with other options than the usual ones. */
    default Metric metricNumRestarts(MetricOptions options) {
        return metric(FlinkMetric.NUM_RESTARTS, options);
    }

    /** Milliseconds in state RUNNING. Default: the average of five minutes. */
    default Metric metricRunningTime() {
        return metric(FlinkMetric.RUNNING_TIME);
    }

    /** Returns the metric of {@link #metricRunningTime()} with other options than the usual ones. */
    default Metric metricRunningTime(MetricOptions options) {
        return metric(FlinkMetric.RUNNING_TIME, options);
    }

    /** Milliseconds in state RESTARTING. Default: the average of five minutes. */
    default Metric metricRestartingTime() {
        return metric(FlinkMetric.RESTARTING_TIME);
    }

    /** Returns the metric of {@link #metricRestartingTime()} with other options than the usual ones. */
    default Metric metricRestartingTime(MetricOptions options) {
        return metric(FlinkMetric.RESTARTING_TIME, options);
    }

    /** Milliseconds in state CANCELLING. Default: the average of five minutes. */
    default Metric metricCancellingTime() {
        return metric(FlinkMetric.CANCELLING_TIME);
    }

    /** Returns the metric of {@link #metricCancellingTime()} with other options than the usual ones. */
    default Metric metricCancellingTime(MetricOptions options) {
        return metric(FlinkMetric.CANCELLING_TIME, options);
    }

    /** Milliseconds in state FAILING. Default: the average of five minutes. */
    default Metric metricFailingTime() {
        return metric(FlinkMetric.FAILING_TIME);
    }

    /** Returns the metric of {@link #metricFailingTime()} with other options than the usual ones. */
    default Metric metricFailingTime(MetricOptions options) {
        return metric(FlinkMetric.FAILING_TIME, options);
    }

    /** Checkpoints that failed since the job was submitted, cumulative. Default: the maximum of five minutes. */
    default Metric metricNumberOfFailedCheckpoints() {
        return metric(FlinkMetric.NUMBER_OF_FAILED_CHECKPOINTS);
    }

    /** Returns the metric of {@link #metricNumberOfFailedCheckpoints()} with other options than the usual ones. */
    default Metric metricNumberOfFailedCheckpoints(MetricOptions options) {
        return metric(FlinkMetric.NUMBER_OF_FAILED_CHECKPOINTS, options);
    }

    /** Milliseconds that the last checkpoint took. Default: the maximum of five minutes. */
    default Metric metricLastCheckpointDuration() {
        return metric(FlinkMetric.LAST_CHECKPOINT_DURATION);
    }

    /** Returns the metric of {@link #metricLastCheckpointDuration()} with other options than the usual ones. */
    default Metric metricLastCheckpointDuration(MetricOptions options) {
        return metric(FlinkMetric.LAST_CHECKPOINT_DURATION, options);
    }

    /** Bytes of the last checkpoint. Default: the maximum of five minutes. */
    default Metric metricLastCheckpointSize() {
        return metric(FlinkMetric.LAST_CHECKPOINT_SIZE);
    }

    /** Returns the metric of {@link #metricLastCheckpointSize()} with other options than the usual ones. */
    default Metric metricLastCheckpointSize(MetricOptions options) {
        return metric(FlinkMetric.LAST_CHECKPOINT_SIZE, options);
    }

    /**
     * Returns the percentage of the task managers' CPU in use by Flink's processes. Default: the average of five
     * minutes.
     */
    default Metric metricCpuUtilization() {
        return metric(FlinkMetric.CPU_UTILIZATION);
    }

    /** Returns the metric of {@link #metricCpuUtilization()} with other options than the usual ones. */
    default Metric metricCpuUtilization(MetricOptions options) {
        return metric(FlinkMetric.CPU_UTILIZATION, options);
    }

    /**
     * Returns the percentage of the containers' CPU in use; what the service scales on. Default: the average of five
     * minutes.
     */
    default Metric metricContainerCpuUtilization() {
        return metric(FlinkMetric.CONTAINER_CPU_UTILIZATION);
    }

    /** Returns the metric of {@link #metricContainerCpuUtilization()} with other options than the usual ones. */
    default Metric metricContainerCpuUtilization(MetricOptions options) {
        return metric(FlinkMetric.CONTAINER_CPU_UTILIZATION, options);
    }

    /** Returns the percentage of the containers' memory in use. Default: the average of five minutes. */
    default Metric metricContainerMemoryUtilization() {
        return metric(FlinkMetric.CONTAINER_MEMORY_UTILIZATION);
    }

    /** Returns the metric of {@link #metricContainerMemoryUtilization()} with other options than the usual ones. */
    default Metric metricContainerMemoryUtilization(MetricOptions options) {
        return metric(FlinkMetric.CONTAINER_MEMORY_UTILIZATION, options);
    }

    /** Returns the percentage of the containers' disk in use. Default: the average of five minutes. */
    default Metric metricContainerDiskUtilization() {
        return metric(FlinkMetric.CONTAINER_DISK_UTILIZATION);
    }

    /** Returns the metric of {@link #metricContainerDiskUtilization()} with other options than the usual ones. */
    default Metric metricContainerDiskUtilization(MetricOptions options) {
        return metric(FlinkMetric.CONTAINER_DISK_UTILIZATION, options);
    }

    /** Returns the percentage of the heap in use. Default: the average of five minutes. */
    default Metric metricHeapMemoryUtilization() {
        return metric(FlinkMetric.HEAP_MEMORY_UTILIZATION);
    }

    /** Returns the metric of {@link #metricHeapMemoryUtilization()} with other options than the usual ones. */
    default Metric metricHeapMemoryUtilization(MetricOptions options) {
        return metric(FlinkMetric.HEAP_MEMORY_UTILIZATION, options);
    }

    /** Milliseconds spent on collecting the old generation, cumulative. Default: the maximum of five minutes. */
    default Metric metricOldGenerationGCTime() {
        return metric(FlinkMetric.OLD_GENERATION_GC_TIME);
    }

    /** Returns the metric of {@link #metricOldGenerationGCTime()} with other options than the usual ones. */
    default Metric metricOldGenerationGCTime(MetricOptions options) {
        return metric(FlinkMetric.OLD_GENERATION_GC_TIME, options);
    }

    /** Collections of the old generation, cumulative. Default: the maximum of five minutes. */
    default Metric metricOldGenerationGCCount() {
        return metric(FlinkMetric.OLD_GENERATION_GC_COUNT);
    }

    /** Returns the metric of {@link #metricOldGenerationGCCount()} with other options than the usual ones. */
    default Metric metricOldGenerationGCCount(MetricOptions options) {
        return metric(FlinkMetric.OLD_GENERATION_GC_COUNT, options);
    }

    /** Returns the number of live threads. Default: the average of five minutes. */
    default Metric metricThreadsCount() {
        return metric(FlinkMetric.THREADS_COUNT);
    }

    /** Returns the metric of {@link #metricThreadsCount()} with other options than the usual ones. */
    default Metric metricThreadsCount(MetricOptions options) {
        return metric(FlinkMetric.THREADS_COUNT, options);
    }

    /** Records received. Default: the average of five minutes. */
    default Metric metricNumRecordsIn() {
        return metric(FlinkMetric.NUM_RECORDS_IN);
    }

    /** Returns the metric of {@link #metricNumRecordsIn()} with other options than the usual ones. */
    default Metric metricNumRecordsIn(MetricOptions options) {
        return metric(FlinkMetric.NUM_RECORDS_IN, options);
    }

    /** Records received per second. Default: the average of five minutes. */
    default Metric metricNumRecordsInPerSecond() {
        return metric(FlinkMetric.NUM_RECORDS_IN_PER_SECOND);
    }

    /** Returns the metric of {@link #metricNumRecordsInPerSecond()} with other options than the usual ones. */
    default Metric metricNumRecordsInPerSecond(MetricOptions options) {
        return metric(FlinkMetric.NUM_RECORDS_IN_PER_SECOND, options);
    }

    /** Records emitted. Default: the average of five minutes. */
    default Metric metricNumRecordsOut() {
        return metric(FlinkMetric.NUM_RECORDS_OUT);
    }

    /** Returns the metric of {@link #metricNumRecordsOut()} with other options than the usual ones. */
    default Metric metricNumRecordsOut(MetricOptions options) {
        return metric(FlinkMetric.NUM_RECORDS_OUT, options);
    }

    /** Records emitted per second. Default: the average of five minutes. */
    default Metric metricNumRecordsOutPerSecond() {
        return metric(FlinkMetric.NUM_RECORDS_OUT_PER_SECOND);
    }

    /** Returns the metric of {@link #metricNumRecordsOutPerSecond()} with other options than the usual ones. */
    default Metric metricNumRecordsOutPerSecond(MetricOptions options) {
        return metric(FlinkMetric.NUM_RECORDS_OUT_PER_SECOND, options);
    }

    /** Records that came too late and were dropped, cumulative. Default: the maximum of five minutes. */
    default Metric metricNumLateRecordsDropped() {
        return metric(FlinkMetric.NUM_LATE_RECORDS_DROPPED);
    }

    /** Returns the metric of {@link #metricNumLateRecordsDropped()} with other options than the usual ones. */
    default Metric metricNumLateRecordsDropped(MetricOptions options) {
        return metric(FlinkMetric.NUM_LATE_RECORDS_DROPPED, options);
    }

    /** Returns the last watermark received, in milliseconds since 1970. Default: the maximum of five minutes. */
    default Metric metricCurrentInputWatermark() {
        return metric(FlinkMetric.CURRENT_INPUT_WATERMARK);
    }

    /** Returns the metric of {@link #metricCurrentInputWatermark()} with other options than the usual ones. */
    default Metric metricCurrentInputWatermark(MetricOptions options) {
        return metric(FlinkMetric.CURRENT_INPUT_WATERMARK, options);
    }

    /** Returns the last watermark emitted, in milliseconds since 1970. Default: the maximum of five minutes. */
    default Metric metricCurrentOutputWatermark() {
        return metric(FlinkMetric.CURRENT_OUTPUT_WATERMARK);
    }

    /** Returns the metric of {@link #metricCurrentOutputWatermark()} with other options than the usual ones. */
    default Metric metricCurrentOutputWatermark(MetricOptions options) {
        return metric(FlinkMetric.CURRENT_OUTPUT_WATERMARK, options);
    }

    /** Bytes of managed memory in use. Default: the average of five minutes. */
    default Metric metricManagedMemoryUsed() {
        return metric(FlinkMetric.MANAGED_MEMORY_USED);
    }

    /** Returns the metric of {@link #metricManagedMemoryUsed()} with other options than the usual ones. */
    default Metric metricManagedMemoryUsed(MetricOptions options) {
        return metric(FlinkMetric.MANAGED_MEMORY_USED, options);
    }

    /** Bytes of managed memory. Default: the average of five minutes. */
    default Metric metricManagedMemoryTotal() {
        return metric(FlinkMetric.MANAGED_MEMORY_TOTAL);
    }

    /** Returns the metric of {@link #metricManagedMemoryTotal()} with other options than the usual ones. */
    default Metric metricManagedMemoryTotal(MetricOptions options) {
        return metric(FlinkMetric.MANAGED_MEMORY_TOTAL, options);
    }

    /** Returns the percentage of managed memory in use. Default: the average of five minutes. */
    default Metric metricManagedMemoryUtilization() {
        return metric(FlinkMetric.MANAGED_MEMORY_UTILIZATION);
    }

    /** Returns the metric of {@link #metricManagedMemoryUtilization()} with other options than the usual ones. */
    default Metric metricManagedMemoryUtilization(MetricOptions options) {
        return metric(FlinkMetric.MANAGED_MEMORY_UTILIZATION, options);
    }

    /** Milliseconds per second for which tasks had nothing to do. Default: the average of five minutes. */
    default Metric metricIdleTimeMsPerSecond() {
        return metric(FlinkMetric.IDLE_TIME_MS_PER_SECOND);
    }

    /** Returns the metric of {@link #metricIdleTimeMsPerSecond()} with other options than the usual ones. */
    default Metric metricIdleTimeMsPerSecond(MetricOptions options) {
        return metric(FlinkMetric.IDLE_TIME_MS_PER_SECOND, options);
    }

    /** Milliseconds per second for which tasks waited for those behind them. Default: the average of five minutes. */
    default Metric metricBackPressuredTimeMsPerSecond() {
        return metric(FlinkMetric.BACK_PRESSURED_TIME_MS_PER_SECOND);
    }

    /** Returns the metric of {@link #metricBackPressuredTimeMsPerSecond()} with other options than the usual ones. */
    default Metric metricBackPressuredTimeMsPerSecond(MetricOptions options) {
        return metric(FlinkMetric.BACK_PRESSURED_TIME_MS_PER_SECOND, options);
    }

    /** Milliseconds per second for which tasks worked. Default: the average of five minutes. */
    default Metric metricBusyTimeMsPerSecond() {
        return metric(FlinkMetric.BUSY_TIME_MS_PER_SECOND);
    }

    /** Returns the metric of {@link #metricBusyTimeMsPerSecond()} with other options than the usual ones. */
    default Metric metricBusyTimeMsPerSecond(MetricOptions options) {
        return metric(FlinkMetric.BUSY_TIME_MS_PER_SECOND, options);
    }

    /** Records by which the slowest Kafka partition lags behind. Default: the maximum of five minutes. */
    default Metric metricRecordsLagMax() {
        return metric(FlinkMetric.RECORDS_LAG_MAX);
    }

    /** Returns the metric of {@link #metricRecordsLagMax()} with other options than the usual ones. */
    default Metric metricRecordsLagMax(MetricOptions options) {
        return metric(FlinkMetric.RECORDS_LAG_MAX, options);
    }
}
