package io.github.managedflink.jobs.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.jobs.window.WindowedJob;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.leaderboard.Ranking;
import io.github.managedflink.model.window.GroupField;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole dataflow on a cluster in this process, over a failure in the middle of windows. */
class MetricsLeaderboardPipelineTest {
    /** How often the job was made to fail; the tasks are in this process. */
    private static final AtomicInteger FAILURES = new AtomicInteger();

    @TempDir
    Path folder;

    @BeforeEach
    void noFailureYet() {
        FAILURES.set(0);
    }

    @Test
    void boardsAreTheSameOverAFailureInTheMiddleOfWindows() throws Exception {
        MetricsLeaderboardSpec spec = spec();
        // So that there is a checkpoint to fail after, however slow the machine.
        NumberedEvents events = new NumberedEvents(2_000, RateLimiterStrategy.perCheckpoint(500));
        WindowedJob job = Leaderboards.job(spec, folder);

        JobExecutionResult result =
                job.environment(2, events, new FailsAfterACheckpoint()).execute();

        assertThat(FAILURES).hasValue(1);
        Reference reference = new Reference(spec, events.all());
        Map<String, Long> counts = WindowedJob.counts(result);
        assertThat(counts).containsEntry("in", 2_000L).containsEntry("counted", 2_000L);
        assertThat(counts).containsEntry("late", 0L).containsEntry("rejected", 0L);
        Map<String, JsonNode> newest = newest(job.entries());
        List<String> boards = new ArrayList<>();
        reference.boards().forEach((board, members) -> {
            for (int i = 0; i < members.size(); i++) {
                Reference.Member member = members.get(i);
                boards.add("leaderboard|" + board + "#" + (i + 1) + " " + member.text() + " "
                        + reference.value("n", member) + " " + reference.value("sum", member) + " "
                        + reference.value("users", member));
            }
        });
        assertThat(newest.entrySet())
                .extracting(entry ->
                        entry.getKey() + " " + entry.getValue().path("member").asText() + " "
                                + entry.getValue().path("n").asLong() + " "
                                + entry.getValue().path("sum").asDouble() + " "
                                + entry.getValue().path("users").asLong())
                .containsExactlyInAnyOrderElementsOf(boards);
    }

    private static MetricsLeaderboardSpec spec() {
        return Leaderboards.builder()
                .groupBy(GroupField.of("k").as("key"), GroupField.of("in.region"))
                .metric("n", Metric.count())
                .metric("sum", Metric.sum("v"))
                .metric("users", Metric.countDistinct("user"))
                .window(Window.tumbling(Duration.ofSeconds(5)).withUpdatesEvery(Duration.ofSeconds(1)))
                .rankBy(Ranking.descending("sum").top(3).perPartition("region"))
                .build();
    }

    /** The newest version of each rank of each board. */
    private static Map<String, JsonNode> newest(List<JsonNode> entries) {
        Map<String, JsonNode> newest = new HashMap<>();
        for (JsonNode entry : entries) {
            newest.merge(
                    entry.path("board").asText() + "#" + entry.path("rank").asText(),
                    entry,
                    (a, b) -> a.path("version").asLong() > b.path("version").asLong() ? a : b);
        }
        return newest;
    }

    /** Throws once, at the first event after a checkpoint is complete and some windows have closed. */
    private static final class FailsAfterACheckpoint extends RichMapFunction<Long, Long> implements CheckpointListener {
        private static final long serialVersionUID = 1L;
        private static final int EVENTS_BEFORE = 300;

        private transient boolean checkpointed;
        private transient int seen;

        @Override
        public Long map(Long number) {
            if (++seen > EVENTS_BEFORE && checkpointed && FAILURES.compareAndSet(0, 1)) {
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
