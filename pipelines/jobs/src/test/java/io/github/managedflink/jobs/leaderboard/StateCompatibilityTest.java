package io.github.managedflink.jobs.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.jobs.window.WindowedJob;
import io.github.managedflink.spec.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.spec.leaderboard.Ranking;
import io.github.managedflink.spec.window.GroupField;
import io.github.managedflink.spec.window.Metric;
import io.github.managedflink.spec.window.Window;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jobs go on from the savepoints of each release, which are kept in {@code src/test/resources/state}: one folder for each layout of the state. Who changes the layout on purpose — another serializer,
 * another state, another uid — writes the savepoints of a new folder, and leaves the old ones, which must still restore:
 *
 * <pre>{@code
 * mvn package -pl pipelines/jobs -am -Dtest=StateCompatibilityTest -Dsurefire.failIfNoSpecifiedTests=false -Dstate.write=2
 * }</pre>
 */
class StateCompatibilityTest {
    private static final Path FOLDER = Path.of("src/test/resources/state");
    private static final List<String> LAYOUTS = List.of("1");
    private static final NumberedEvents EVENTS = new NumberedEvents(1_200, RateLimiterStrategy.perSecond(3_000));
    /** One subtask for each shard of the events. */
    private static final int PARALLELISM = 2;

    private static final long BEFORE_SAVEPOINT = 500;
    /** What the sources of the present job have given; the tasks are in this process. */
    private static final AtomicLong SEEN = new AtomicLong();

    /** One permit for each job that has given so many events. */
    private static final Semaphore ENOUGH = new Semaphore(0);

    @TempDir
    Path folder;

    @BeforeEach
    void nothingSeenYet() {
        SEEN.set(0);
    }

    @Test
    void boardsGoOn() throws Exception {
        for (String layout : LAYOUTS) {
            goesOn(ranked(), FOLDER.resolve(layout).resolve("boards"), "board", "rank");
        }
    }

    @Test
    void sessionsGoOn() throws Exception {
        for (String layout : LAYOUTS) {
            goesOn(sessions(), FOLDER.resolve(layout).resolve("sessions"), "member", "window_start");
        }
    }

    @Test
    void metricsMayComeAndGo() throws Exception {
        MetricsLeaderboardSpec other = base().metric("n", Metric.count())
                .metric("least", Metric.min("v"))
                .metric("sum", Metric.sum("v"))
                .window(boards())
                .rankBy(Ranking.descending("sum").top(3))
                .build();

        Map<String, JsonNode> entries = restore(other, FOLDER.resolve("1").resolve("boards"), "board", "rank");

        Reference reference = new Reference(other, EVENTS.all());
        reference.boards().forEach((board, members) -> {
            JsonNode first = entries.get("leaderboard|" + board + "#1");
            if (first != null) {
                assertThat(first.path("sum").asDouble()).isEqualTo(reference.value("sum", members.get(0)));
                assertThat(first.path("n").asLong()).isEqualTo(reference.value("n", members.get(0)));
            }
        });
        assertThat(entries).isNotEmpty();
    }

    private void goesOn(MetricsLeaderboardSpec spec, Path savepoint, String... key) throws Exception {
        Map<String, JsonNode> entries = restore(spec, savepoint, key);

        Reference reference = new Reference(spec, EVENTS.all());
        int found = 0;
        for (Map.Entry<String, Reference.Member> expected :
                expected(reference, spec).entrySet()) {
            JsonNode entry = entries.get(expected.getKey());
            if (entry != null) {
                found++;
                for (String name : List.of("n", "sum", "mean", "least", "most", "users")) {
                    Object value = reference.value(name, expected.getValue());
                    assertThat(entry.path(name).asText())
                            .as(expected.getKey() + " " + name)
                            .isEqualTo(String.valueOf(value));
                }
            }
        }
        assertThat(entries).hasSize(found);
        Instant first = entries.values().stream()
                .map(entry -> Instant.parse(entry.path("window_end").asText()))
                .min(Instant::compareTo)
                .orElseThrow();
        long open = expected(reference, spec).values().stream()
                .filter(member -> member.end() >= first.toEpochMilli())
                .count();
        assertThat(entries).as("all windows since the first that was open").hasSize((int) open);
    }

    private Map<String, JsonNode> restore(MetricsLeaderboardSpec spec, Path savepoint, String... key) throws Exception {
        WindowedJob job = Leaderboards.job(spec, folder.resolve(savepoint.getFileName()));
        job.configuration()
                .set(
                        StateRecoveryOptions.SAVEPOINT_PATH,
                        savepoint.toAbsolutePath().toUri().toString());
        JobExecutionResult result =
                job.environment(PARALLELISM, EVENTS, new Counting()).execute();

        assertThat(WindowedJob.counts(result)).containsEntry("in", EVENTS.count());
        assertThat(SEEN).hasValueLessThan(EVENTS.count());
        Map<String, JsonNode> newest = new HashMap<>();
        for (JsonNode entry : job.entries()) {
            newest.merge(
                    entry.path(key[0]).asText() + "#" + entry.path(key[1]).asText(),
                    entry,
                    (a, b) -> a.path("version").asLong() > b.path("version").asLong() ? a : b);
        }
        return newest;
    }

    private static Map<String, Reference.Member> expected(Reference reference, MetricsLeaderboardSpec spec) {
        Map<String, Reference.Member> expected = new HashMap<>();
        if (spec.ranking() == null) {
            reference
                    .members()
                    .forEach(
                            member -> expected.put(member.text() + "#" + Instant.ofEpochMilli(member.start()), member));
        } else {
            reference.boards().forEach((board, members) -> {
                for (int i = 0; i < members.size(); i++) {
                    expected.put("leaderboard|" + board + "#" + (i + 1), members.get(i));
                }
            });
        }
        return expected;
    }

    /** No test but a way to write the savepoints of a new layout. */
    @Test
    @EnabledIfSystemProperty(named = "state.write", matches = "[0-9]+")
    void write() throws Exception {
        Path place = FOLDER.resolve(System.getProperty("state.write"));
        write(ranked(), place.resolve("boards"));
        write(sessions(), place.resolve("sessions"));
    }

    private void write(MetricsLeaderboardSpec spec, Path place) throws Exception {
        SEEN.set(0);
        ENOUGH.drainPermits();
        WindowedJob job = Leaderboards.job(spec, folder.resolve(place.getFileName() + "-written"));
        // So that the savepoint is one file.
        job.configuration().set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
        NumberedEvents slow = new NumberedEvents(EVENTS.count(), RateLimiterStrategy.perSecond(300));
        JobClient client = job.environment(PARALLELISM, slow, new Counting()).executeAsync();
        ENOUGH.acquire();
        String written = client.stopWithSavepoint(
                        false, folder.resolve("savepoints").toUri().toString(), SavepointFormatType.CANONICAL)
                .get();
        Files.createDirectories(place);
        try (var files = Files.list(Path.of(URI.create(written)))) {
            List<Path> all = new ArrayList<>(files.toList());
            assertThat(all).hasSize(1);
            Files.copy(all.get(0), place.resolve("_metadata"));
        }
    }

    private static MetricsLeaderboardSpec ranked() {
        return metrics(base())
                .window(boards())
                .rankBy(Ranking.descending("sum").top(3))
                .build();
    }

    private static Window boards() {
        return Window.tumbling(Duration.ofSeconds(10)).withUpdatesEvery(Duration.ofSeconds(1));
    }

    private static MetricsLeaderboardSpec sessions() {
        return metrics(base())
                .window(Window.session(Duration.ofMillis(1_500)).withAllowedLateness(Duration.ofSeconds(1)))
                .build();
    }

    private static MetricsLeaderboardSpec.Builder base() {
        return Leaderboards.builder().groupBy(GroupField.of("k").as("key"), GroupField.of("in.region"));
    }

    private static MetricsLeaderboardSpec.Builder metrics(MetricsLeaderboardSpec.Builder builder) {
        return builder.metric("n", Metric.count())
                .metric("sum", Metric.sum("v"))
                .metric("mean", Metric.avg("v").where("good"))
                .metric("least", Metric.min("v"))
                .metric("most", Metric.max("v"))
                .metric("p95", Metric.percentile("v", 95))
                .metric("users", Metric.countDistinct("user"));
    }

    private static final class Counting extends RichMapFunction<Long, Long> {
        private static final long serialVersionUID = 1L;

        @Override
        public Long map(Long number) {
            if (SEEN.incrementAndGet() == BEFORE_SAVEPOINT) {
                ENOUGH.release();
            }
            return number;
        }
    }
}
