package io.github.managedflink.local.flink;

import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.metrics.MetricNames;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobAccumulatorsHeaders;
import org.apache.flink.runtime.rest.messages.JobAccumulatorsInfo.UserTaskAccumulator;
import org.apache.flink.runtime.rest.messages.JobAccumulatorsMessageParameters;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory.ExceptionInfo;
import org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory.RootExceptionInfo;
import org.apache.flink.runtime.rest.messages.JobIDPathParameter;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.rest.messages.JobVertexIdPathParameter;
import org.apache.flink.runtime.rest.messages.MessagePathParameter;
import org.apache.flink.runtime.rest.messages.MessageQueryParameter;
import org.apache.flink.runtime.rest.messages.ResponseBody;
import org.apache.flink.runtime.rest.messages.RuntimeMessageHeaders;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatisticsHeaders;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.JobExceptionsMessageParameters;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedMetric;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedSubtaskMetricsHeaders;
import org.apache.flink.runtime.rest.messages.job.metrics.AggregatedSubtaskMetricsParameters;
import org.apache.flink.runtime.rest.messages.job.metrics.MetricsFilterParameter;
import org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException;
import org.apache.flink.util.FlinkException;
import org.apache.flink.util.OptionalFailure;
import org.apache.flink.util.SerializedValue;

/** A submitted job. Every call asks the cluster. */
public final class FlinkJob {
    /** What the metrics of sources begin with: Flink calls their operators {@code Source: name}. */
    private static final String SOURCE = "Source__";

    /** A savepoint waits for records in flight, so it may take long where a sink is slow. */
    private static final Duration SAVEPOINT_TIMEOUT = Duration.ofMinutes(10);

    private final RestClusterClient<String> client;
    private final JobID id;

    private FlinkJob(RestClusterClient<String> client, JobID id) {
        this.client = client;
        this.id = id;
    }

    static FlinkJob submit(RestClusterClient<String> client, JobGraph graph) {
        return new FlinkJob(client, ClusterAnswer.await(client.submitJob(graph)));
    }

    JobID id() {
        return id;
    }

    public JobStatus status() {
        return ClusterAnswer.await(client.getJobStatus(id));
    }

    public boolean isEveryTaskRunning() {
        return status() == JobStatus.RUNNING
                && details().getJobVertexInfos().stream()
                        .allMatch(vertex -> vertex.getTasksPerState().get(ExecutionState.RUNNING)
                                        + vertex.getTasksPerState().get(ExecutionState.FINISHED)
                                == vertex.getParallelism());
    }

    /** The accumulators that are whole numbers, as of the last heartbeat. */
    public Map<String, Long> counts() {
        Collection<UserTaskAccumulator> accumulators = request(
                        JobAccumulatorsHeaders.getInstance(), new JobAccumulatorsMessageParameters())
                .getUserAccumulators();
        Map<String, Long> counts = new TreeMap<>();
        for (UserTaskAccumulator accumulator : accumulators) {
            if (accumulator.getValue().matches("-?\\d{1,18}")) {
                counts.put(accumulator.getName(), Long.valueOf(accumulator.getValue()));
            }
        }
        return counts;
    }

    /** The same of a job that has ended. */
    public Map<String, Long> finalCounts() {
        Map<String, Long> counts = new TreeMap<>();
        result().getAccumulatorResults().forEach((name, value) -> {
            if (read(value) instanceof Long count) {
                counts.put(name, count);
            }
        });
        return counts;
    }

    /**
     * How many records the operators have taken and given, also those that are chained in one task; as long as it
     * changes, the job works on something.
     */
    public long recordsMoved() {
        return sum(
                name -> name.endsWith(MetricNames.IO_NUM_RECORDS_IN) || name.endsWith(MetricNames.IO_NUM_RECORDS_OUT));
    }

    /** How many records the sources have given to what follows. */
    public long recordsFromSources() {
        return sum(name -> name.startsWith(SOURCE) && name.endsWith(MetricNames.IO_NUM_RECORDS_OUT));
    }

    /** The sum of the counters with these names over all tasks. */
    private long sum(Predicate<String> names) {
        return details().getJobVertexInfos().stream()
                .mapToLong(vertex -> sum(vertex.getJobVertexID(), names))
                .sum();
    }

    private long sum(JobVertexID vertex, Predicate<String> names) {
        List<String> counters = metrics(vertex, List.of()).stream()
                .map(AggregatedMetric::getId)
                .filter(names)
                .toList();
        return counters.isEmpty()
                ? 0
                : metrics(vertex, counters).stream()
                        .mapToLong(metric -> metric.getSum().longValue())
                        .sum();
    }

    /**
     * The metrics of these names with their values over all subtasks, or without names all that there are without
     * values.
     */
    private Collection<AggregatedMetric> metrics(JobVertexID vertex, List<String> names) {
        AggregatedSubtaskMetricsParameters parameters = new AggregatedSubtaskMetricsParameters();
        for (MessagePathParameter<?> parameter : parameters.getPathParameters()) {
            if (parameter instanceof JobIDPathParameter job) {
                job.resolve(id);
            } else if (parameter instanceof JobVertexIdPathParameter each) {
                each.resolve(vertex);
            }
        }
        for (MessageQueryParameter<?> parameter : parameters.getQueryParameters()) {
            if (parameter instanceof MetricsFilterParameter filter && !names.isEmpty()) {
                filter.resolve(names);
            }
        }
        return ClusterAnswer.await(client.sendRequest(
                        AggregatedSubtaskMetricsHeaders.getInstance(), parameters, EmptyRequestBody.getInstance()))
                .getMetrics();
    }

    /** Each failure so far, the last one first; a cluster may remember only the last few. */
    List<Failure> failures() {
        return request(JobExceptionsHeaders.getInstance(), new JobExceptionsMessageParameters())
                .getExceptionHistory()
                .getEntries()
                .stream()
                .map(FlinkJob::failure)
                .toList();
    }

    long completedCheckpoints() {
        return request(CheckpointingStatisticsHeaders.getInstance(), new JobMessageParameters())
                .getCounts()
                .getNumberCompletedCheckpoints();
    }

    /** Takes a savepoint and lets the job run on. */
    public String savepoint(String folder) {
        return ClusterAnswer.await(
                client.triggerSavepoint(id, folder, SavepointFormatType.CANONICAL), SAVEPOINT_TIMEOUT);
    }

    /**
     * Takes a savepoint after which no record is read; the sinks commit what they have before the job ends.
     *
     * @param toTheEndOfTime whether event time comes to its end before, which closes all windows
     */
    public String stopWithSavepoint(String folder, boolean toTheEndOfTime) {
        String savepoint = ClusterAnswer.await(
                client.stopWithSavepoint(id, toTheEndOfTime, folder, SavepointFormatType.CANONICAL), SAVEPOINT_TIMEOUT);
        result();
        return savepoint;
    }

    public void cancel() {
        ClusterAnswer.await(client.cancel(id));
        result();
    }

    private JobResult result() {
        return ClusterAnswer.await(client.requestJobResult(id));
    }

    private JobDetailsInfo details() {
        return ClusterAnswer.await(client.getJobDetails(id));
    }

    private <R extends ResponseBody, P extends JobMessageParameters> R request(
            RuntimeMessageHeaders<EmptyRequestBody, R, P> headers, P parameters) {
        parameters.jobPathParameter.resolve(id);
        return ClusterAnswer.await(client.sendRequest(headers, parameters, EmptyRequestBody.getInstance()));
    }

    /**
     * What keeps a job from stopping is beside Flink's own exception for that, which is the last one and says nothing
     * of it.
     */
    private static Failure failure(RootExceptionInfo info) {
        ExceptionInfo cause = info.getStacktrace().contains(StopWithSavepointStoppingException.class.getName())
                ? info.getConcurrentExceptions().stream()
                        .min(Comparator.comparingLong(ExceptionInfo::getTimestamp))
                        .orElse(info)
                : info;
        return new Failure(cause.getTimestamp(), RootCause.ofStackTrace(cause.getStacktrace()));
    }

    private static Object read(SerializedValue<OptionalFailure<Object>> value) {
        try {
            return value.deserializeValue(FlinkJob.class.getClassLoader()).get();
        } catch (IOException | ClassNotFoundException | FlinkException | RuntimeException e) {
            // An accumulator of a class of the job's own is no count.
            return null;
        }
    }

    /** One failure of the job, after which it restarted or ended. */
    record Failure(long timestamp, String cause) {}
}
