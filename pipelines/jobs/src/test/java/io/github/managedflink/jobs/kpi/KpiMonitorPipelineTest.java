package io.github.managedflink.jobs.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.jobs.window.WindowedJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole dataflow on a cluster in this process, with and without failures in the middle of alerts. */
class KpiMonitorPipelineTest {
    private static final long COUNT = 6_000;
    /** One subtask for each shard of the requests. */
    private static final int PARALLELISM = 2;
    /** How often the present job was made to fail; the tasks are in this process. */
    private static final AtomicInteger FAILURES = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    void transitionsAreTheSameOverFailures() throws Exception {
        Set<String> undisturbed = told(run(RateLimiterStrategy.noOp(), Long.MAX_VALUE));
        assertThat(FAILURES).hasValue(0);
        assertThat(undisturbed).hasSizeGreaterThan(50);
        assertThat(String.join("\n", undisturbed))
                .contains("WARNING CRITICAL", "CRITICAL WARNING", "WARNING OK", " NO_DATA ", " NO_DATA OK ");

        for (long after : new long[] {1, 500, 900}) {
            List<JsonNode> disturbed = run(RateLimiterStrategy.perCheckpoint(2_000), after);

            assertThat(FAILURES).hasValue(1);
            assertThat(told(disturbed))
                    .as("failed " + after + " events after a checkpoint")
                    .isEqualTo(undisturbed);
        }
    }

    /** @param failAfter how many events after a checkpoint the job fails */
    private List<JsonNode> run(RateLimiterStrategy rate, long failAfter) throws Exception {
        FAILURES.set(0);
        WindowedJob job = RequestMonitor.job(folder.resolve("after-" + failAfter));
        JobExecutionResult result = job.environment(PARALLELISM, new Requests(COUNT, rate), new Fails(failAfter))
                .execute();
        Map<String, Long> counts = WindowedJob.counts(result);
        assertThat(counts).containsEntry("in", COUNT).containsEntry("counted", COUNT);
        assertThat(counts).containsEntry("late", 0L).containsEntry("rejected", 0L);
        return job.entries();
    }

    /** Each once however often it came. */
    private static Set<String> told(List<JsonNode> alerts) {
        return alerts.stream().map(RequestMonitor::told).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Throws once, at an event some time after a checkpoint is complete. */
    private static final class Fails extends RichMapFunction<Long, Long> implements CheckpointListener {
        private static final long serialVersionUID = 1L;

        private final long after;
        private transient boolean checkpointed;
        private transient long since;

        Fails(long after) {
            this.after = after;
        }

        @Override
        public Long map(Long number) {
            if (checkpointed && ++since >= after && FAILURES.compareAndSet(0, 1)) {
                throw new IllegalStateException("fails on purpose");
            }
            return number;
        }

        @Override
        public void notifyCheckpointComplete(long checkpoint) {
            checkpointed = true;
        }
    }
}
