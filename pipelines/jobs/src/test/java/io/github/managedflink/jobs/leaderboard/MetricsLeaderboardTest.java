package io.github.managedflink.jobs.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.record.EtlRecord;
import io.github.managedflink.spec.leaderboard.Metric;
import io.github.managedflink.spec.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.spec.leaderboard.Ranking;
import io.github.managedflink.spec.leaderboard.Window;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What comes out when, step by step. */
@SuppressWarnings("try") // The harness may be interrupted when it is closed; nobody does.
class MetricsLeaderboardTest {
    private static final Window TEN_SECONDS = Window.tumbling(Duration.ofSeconds(10));

    private static MetricsLeaderboardSpec ranked(Window window) {
        return Leaderboards.builder()
                .groupBy("k")
                .metric("n", Metric.count())
                .metric("sum", Metric.sum("v"))
                .window(window)
                .rankBy(Ranking.descending("sum").top(2))
                .build();
    }

    private static String event(String key, long time, double value) {
        return "{\"x\":1,\"k\":\"" + key + "\",\"t\":" + time + ",\"v\":" + value + ",\"y\":[{}]}";
    }

    private static List<String> show(List<EtlRecord> entries) {
        return entries.stream()
                .map(entry ->
                        entry.get("rank") + " " + entry.get("member") + " " + entry.get("n") + " " + entry.get("sum")
                                + " v" + entry.get("version") + ((Boolean) entry.get("final") ? " final" : ""))
                .toList();
    }

    @Test
    void aBoardComesWhenItsWindowCloses() throws Exception {
        try (LeaderboardHarness job = new LeaderboardHarness(ranked(TEN_SECONDS))) {
            job.event(event("a", 1_000, 0.1));
            job.event(event("b", 2_000, 0.5));
            job.event(event("c", 3_000, 0.25));
            job.event(event("a", 9_999, 0.2));
            job.watermark(9_998);
            assertThat(job.takeEntries()).isEmpty();

            job.watermark(9_999);
            assertThat(show(job.takeEntries())).containsExactly("1 b 1 0.5 v4 final", "2 a 2 0.3 v4 final");
            assertThat(job.windowStateEntries()).isZero();
            assertThat(job.boardStateEntries()).isZero();
            assertThat(job.windowTimers()).isZero();
            assertThat(job.refused()).isEmpty();
            assertThat(job.late()).isEmpty();
        }
    }
}
