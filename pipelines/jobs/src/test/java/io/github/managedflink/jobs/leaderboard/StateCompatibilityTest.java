package io.github.managedflink.jobs.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.jobs.window.KeptSavepoint;
import io.github.managedflink.jobs.window.WindowedJob;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.leaderboard.Ranking;
import io.github.managedflink.model.window.GroupField;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Leaderboards go on from the savepoints of each release. */
class StateCompatibilityTest {
    private static final List<String> LAYOUTS = List.of("1", "2");
    private static final NumberedEvents EVENTS = new NumberedEvents(1_200, RateLimiterStrategy.perSecond(3_000));

    @TempDir
    Path folder;

    @Test
    void boardsGoOn() throws Exception {
        for (String layout : LAYOUTS) {
            goesOn(ranked(), layout, "boards", "board", "rank");
        }
    }

    @Test
    void sessionsGoOn() throws Exception {
        for (String layout : LAYOUTS) {
            goesOn(sessions(), layout, "sessions", "member", "window_start");
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

        Map<String, JsonNode> entries = restore(other, "1", "boards", "board", "rank");

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

    private void goesOn(MetricsLeaderboardSpec spec, String layout, String name, String... key) throws Exception {
        Map<String, JsonNode> entries = restore(spec, layout, name, key);

        Reference reference = new Reference(spec, EVENTS.all());
        int found = 0;
        for (Map.Entry<String, Reference.Member> expected :
                expected(reference, spec).entrySet()) {
            JsonNode entry = entries.get(expected.getKey());
            if (entry != null) {
                found++;
                for (String metric : List.of("n", "sum", "mean", "least", "most", "users")) {
                    Object value = reference.value(metric, expected.getValue());
                    assertThat(entry.path(metric).asText())
                            .as(expected.getKey() + " " + metric)
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

    private Map<String, JsonNode> restore(MetricsLeaderboardSpec spec, String layout, String name, String... key)
            throws Exception {
        WindowedJob job = Leaderboards.job(spec, folder.resolve(layout).resolve(name));
        Map<String, JsonNode> newest = new HashMap<>();
        for (JsonNode entry : KeptSavepoint.of(layout, name).goOn(job, EVENTS)) {
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
    @EnabledIfSystemProperty(named = KeptSavepoint.WRITE, matches = "[0-9]+")
    void write() throws Exception {
        write(ranked(), "boards");
        write(sessions(), "sessions");
    }

    private void write(MetricsLeaderboardSpec spec, String name) throws Exception {
        WindowedJob job = Leaderboards.job(spec, folder.resolve(name + "-written"));
        NumberedEvents slow = new NumberedEvents(EVENTS.count(), RateLimiterStrategy.perSecond(100));
        KeptSavepoint.toWrite(name).write(job, slow, folder.resolve("savepoints"));
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
}
