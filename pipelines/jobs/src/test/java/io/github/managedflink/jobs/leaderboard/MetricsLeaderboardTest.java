package io.github.managedflink.jobs.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.leaderboard.Ranking;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.junit.jupiter.api.Test;

/** What comes out when, step by step. */
@SuppressWarnings("try") // The harness may be interrupted when it is closed; nobody does.
class MetricsLeaderboardTest {
    private static final Window TEN_SECONDS = Window.tumbling(Duration.ofSeconds(10));

    private static MetricsLeaderboardSpec ranked(Window window) {
        return metrics().window(window).rankBy(Ranking.descending("sum").top(2)).build();
    }

    private static MetricsLeaderboardSpec.Builder metrics() {
        return Leaderboards.builder().groupBy("k").metric("n", Metric.count()).metric("sum", Metric.sum("v"));
    }

    private static String event(String key, long time, double value) {
        return "{\"x\":1,\"k\":\"" + key + "\",\"t\":" + time + ",\"v\":" + value + ",\"y\":[{}]}";
    }

    private static List<String> show(List<DataRecord> entries) {
        return entries.stream()
                .map(entry -> (entry.has("rank") ? entry.get("rank") + " " : "") + entry.get("member") + " "
                        + entry.get("n") + " " + entry.get("sum") + " v" + entry.get("version")
                        + ((Boolean) entry.get("final") ? " final" : "")
                        + ((Boolean) entry.get("removed") ? " removed" : ""))
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
            assertThat(job.refused()).isEmpty();
            assertThat(job.late()).isEmpty();
        }
    }

    @Test
    void nothingIsKeptOfAWindowThatIsOver() throws Exception {
        Window window = TEN_SECONDS.withAllowedLateness(Duration.ofSeconds(5)).withUpdatesEvery(Duration.ofSeconds(2));
        try (LeaderboardHarness job = new LeaderboardHarness(ranked(window))) {
            job.event(event("a", 1_000, 1));
            job.clock(10_000);
            job.watermark(9_999);
            job.event(event("b", 2_000, 2));
            job.clock(20_000);
            job.watermark(14_998);
            assertThat(job.windowStateEntries()).isPositive();
            assertThat(job.boardStateEntries()).isPositive();

            job.watermark(14_999);

            assertThat(job.windowStateEntries()).isZero();
            assertThat(job.windowTimers()).isZero();
            assertThat(job.boardStateEntries()).isZero();
        }
    }

    @Test
    void tiesAreInTheOrderOfTexts() throws Exception {
        try (LeaderboardHarness job = new LeaderboardHarness(ranked(TEN_SECONDS))) {
            job.event(event("\\uD83D\\uDE00", 1_000, 1));
            job.event(event("\\uFFFD", 1_000, 1));
            job.event(event("|", 1_000, 1));
            job.watermark(9_999);

            assertThat(job.takeEntries())
                    .extracting(entry -> entry.get("member"))
                    .containsExactly("\\|", "\uFFFD");
        }
    }

    @Test
    void aLiveBoardShowsWhoFallsAndWhoFollows() throws Exception {
        Window window = TEN_SECONDS.withUpdatesEvery(Duration.ofSeconds(2));
        MetricsLeaderboardSpec spec = metrics()
                .metric("mean", Metric.avg("v"))
                .window(window)
                .rankBy(Ranking.descending("mean").top(2))
                .build();
        try (LeaderboardHarness job = new LeaderboardHarness(spec)) {
            job.event(event("a", 1_000, 9));
            job.event(event("b", 1_000, 8));
            job.event(event("c", 1_000, 7));
            job.clock(5_000);
            assertThat(show(job.takeEntries())).containsExactly("1 a 1 9.0 v3", "2 b 1 8.0 v3");

            job.event(event("a", 2_000, 1));
            job.clock(10_000);

            // The mean of a is 5 now: b moves up, and c, which was on no rank, follows.
            assertThat(show(job.takeEntries())).containsExactly("1 b 1 8.0 v4", "2 c 1 7.0 v4");
            job.clock(20_000);
            assertThat(job.takeEntries()).isEmpty();
        }
    }

    @Test
    void lateEventsCorrectAClosedBoardAndThenGoToTheLateEvents() throws Exception {
        Window window = TEN_SECONDS.withAllowedLateness(Duration.ofSeconds(5));
        try (LeaderboardHarness job = new LeaderboardHarness(ranked(window))) {
            job.event(event("a", 1_000, 1));
            job.event(event("b", 20_000, 1));
            job.watermark(12_000);
            assertThat(show(job.takeEntries())).containsExactly("1 a 1 1.0 v1 final");

            // The shard has come to 18.999 seconds, so that the window is past its time whatever the watermark says.
            job.event(event("a", 2_000, 1));
            assertThat(job.late()).hasSize(1).first().asString().contains("\\\"t\\\":2000", "too late");

            // Another shard is not so far.
            job.event(0, "shard-1", event("c", 3_000, 5), Long.MAX_VALUE);
            job.clock(10_000);
            job.snapshot();
            assertThat(show(job.takeEntries())).containsExactly("1 c 1 5.0 v2 final", "2 a 1 1.0 v2 final");
        }
    }

    @Test
    void lateIsWhatIsLateInItsShardWheneverWatermarksCome() throws Exception {
        try (LeaderboardHarness job = new LeaderboardHarness(ranked(TEN_SECONDS))) {
            job.event(event("a", 12_000, 1));
            job.event(event("b", 9_999, 1));
            job.event(event("a", 10_999, 1));
            job.event(event("c", 11_001, 1));

            assertThat(job.late()).hasSize(1).first().asString().contains("9999");
        }
    }

    @Test
    void whatWasLateIsLateAfterARestart() throws Exception {
        MetricsLeaderboardSpec spec = ranked(TEN_SECONDS);
        try (LeaderboardHarness before = new LeaderboardHarness(spec)) {
            before.event(event("a", 1_000, 1));
            before.watermark(9_999);
            before.event(event("a", 30_000, 1));
            LeaderboardHarness.Snapshot snapshot = before.snapshot();
            try (LeaderboardHarness after = new LeaderboardHarness(spec, 3, snapshot)) {
                after.event(1, "shard-0", event("b", 2_000, 1), Long.MAX_VALUE);
                after.event(2, "shard-7", event("c", 2_000, 1), Long.MAX_VALUE);

                assertThat(after.late()).hasSize(2);
                assertThat(after.takeEntries()).isEmpty();
            }
        }
    }

    @Test
    void howFarAShardHasComeIsKnownAfterARestart() throws Exception {
        MetricsLeaderboardSpec spec = ranked(TEN_SECONDS);
        try (LeaderboardHarness before = new LeaderboardHarness(spec)) {
            before.event(event("a", 30_000, 1));
            LeaderboardHarness.Snapshot first = before.snapshot();
            try (LeaderboardHarness between = new LeaderboardHarness(spec, 2, first)) {
                between.event(1, "shard-1", event("a", 30_000, 1), Long.MAX_VALUE);
                LeaderboardHarness.Snapshot second = between.snapshot();
                try (LeaderboardHarness after = new LeaderboardHarness(spec, 3, second)) {
                    after.event(2, "shard-0", event("b", 2_000, 1), Long.MAX_VALUE);
                    after.event(1, "shard-1", event("c", 2_000, 1), Long.MAX_VALUE);

                    assertThat(after.late()).hasSize(2);
                }
            }
        }
    }

    @Test
    void theFirstUpdateAfterARestartHasAllEntries() throws Exception {
        MetricsLeaderboardSpec spec = ranked(TEN_SECONDS.withUpdatesEvery(Duration.ofSeconds(2)));
        try (LeaderboardHarness before = new LeaderboardHarness(spec)) {
            before.event(event("a", 1_000, 2));
            before.event(event("b", 1_000, 1));
            LeaderboardHarness.Snapshot snapshot = before.snapshot();
            assertThat(show(before.takeEntries())).containsExactly("1 a 1 2.0 v2", "2 b 1 1.0 v2");
            try (LeaderboardHarness after = new LeaderboardHarness(spec, 1, snapshot)) {
                after.event(event("b", 1_000, 0.5));
                after.clock(10_000);

                // The sinks may have been given another leader since the snapshot.
                assertThat(show(after.takeEntries())).containsExactly("1 a 1 2.0 v3", "2 b 2 1.5 v3");
            }
        }
    }

    @Test
    void aSubtaskThatWasIdleSendsEventsAloneThatOthersMayHaveLeftBehind() throws Exception {
        MetricsLeaderboardSpec spec = ranked(TEN_SECONDS);
        try (LeaderboardHarness job = new LeaderboardHarness(spec, 2, null)) {
            job.clock(100_000);
            job.status(1, WatermarkStatus.IDLE);
            job.event(0, "shard-0", event("a", 1_000, 1), Long.MAX_VALUE);
            job.watermark(0, 20_000);
            assertThat(show(job.takeEntries())).containsExactly("1 a 1 1.0 v1 final");

            job.status(1, WatermarkStatus.ACTIVE);
            job.event(1, "shard-1", event("b", 2_000, 1), Long.MAX_VALUE);
            job.event(1, "shard-1", event("b", 22_000, 1), Long.MAX_VALUE);
            job.watermark(0, Long.MAX_VALUE);
            job.watermark(1, Long.MAX_VALUE);

            assertThat(job.late()).hasSize(1).first().asString().contains("2000");
            assertThat(show(job.takeEntries())).containsExactly("1 b 1 1.0 v1 final");
        }
    }

    @Test
    void silenceClosesTheWindowsAndWhatFollowsIsLate() throws Exception {
        Window window = TEN_SECONDS.withCloseWhenIdleFor(Duration.ofMinutes(5));
        try (LeaderboardHarness job = new LeaderboardHarness(ranked(window))) {
            job.clock(1_000_000);
            job.event(event("a", 1_000, 1));
            job.event(event("b", 12_000, 1));
            job.watermark(10_999);
            job.takeEntries();
            job.status(0, WatermarkStatus.IDLE);
            job.clock(1_299_999);
            assertThat(job.takeEntries()).isEmpty();

            job.clock(1_300_000);
            job.clock(1_310_000);
            assertThat(show(job.takeEntries())).containsExactly("1 b 1 1.0 v1 final");
            job.clock(1_400_000);
            assertThat(job.windowStateEntries() + job.boardStateEntries()).isZero();

            job.status(0, WatermarkStatus.ACTIVE);
            job.event(event("c", 13_000, 1));
            job.event(event("d", 23_000, 1));
            job.watermark(Long.MAX_VALUE);
            assertThat(job.late()).hasSize(1).first().asString().contains("13000");
            assertThat(show(job.takeEntries())).containsExactly("1 d 1 1.0 v1 final");
        }
    }

    @Test
    void theEndOfAnIdleSourceClosesTheWindows() throws Exception {
        try (LeaderboardHarness job = new LeaderboardHarness(ranked(TEN_SECONDS), 2, null)) {
            job.event(event("a", 1_000, 1));
            job.watermark(0, 2_000);
            job.status(0, WatermarkStatus.IDLE);
            job.status(1, WatermarkStatus.IDLE);
            assertThat(job.takeEntries()).isEmpty();

            job.finish();

            assertThat(show(job.takeEntries())).containsExactly("1 a 1 1.0 v1 final");
        }
    }

    @Test
    void silenceThatEndsInTimeClosesNothing() throws Exception {
        Window window = TEN_SECONDS.withCloseWhenIdleFor(Duration.ofMinutes(5));
        try (LeaderboardHarness job = new LeaderboardHarness(ranked(window))) {
            job.event(event("a", 1_000, 1));
            job.status(0, WatermarkStatus.IDLE);
            job.clock(299_000);
            job.status(0, WatermarkStatus.ACTIVE);
            job.clock(900_000);

            assertThat(job.takeEntries()).isEmpty();
        }
    }

    @Test
    void anEventBetweenTwoSessionsMakesOneOfThemAndRemovesTheOther() throws Exception {
        Window window = Window.session(Duration.ofSeconds(5))
                .withAllowedLateness(Duration.ofMinutes(1))
                .withUpdatesEvery(Duration.ofSeconds(1));
        MetricsLeaderboardSpec spec = metrics().window(window).build();
        try (LeaderboardHarness job = new LeaderboardHarness(spec)) {
            job.event(event("a", 1_000, 1));
            job.event(event("a", 9_000, 2));
            job.clock(2_000);
            job.clock(4_000);
            assertThat(show(job.takeEntries())).containsExactly("a 1 1.0 v1", "a 1 2.0 v1");

            job.event(event("a", 5_000, 4));
            job.clock(6_000);
            job.clock(8_000);
            List<DataRecord> entries = job.takeEntries();
            assertThat(show(entries)).containsExactly("a 1 2.0 v3 final removed", "a 3 7.0 v3");
            assertThat(entries.get(0).get("window_start")).isEqualTo(Instant.ofEpochMilli(9_000));
            assertThat(entries.get(1).get("window_end")).isEqualTo(Instant.ofEpochMilli(14_000));

            job.watermark(100_000);
            assertThat(show(job.takeEntries())).containsExactly("a 3 7.0 v3 final");
            assertThat(job.windowStateEntries() + job.windowTimers()).isZero();
        }
    }

    @Test
    void aDayOfATimeZoneMayHave23Hours() throws Exception {
        MetricsLeaderboardSpec spec =
                metrics().window(Window.calendarDay(ZoneId.of("Europe/Vienna"))).build();
        try (LeaderboardHarness job = new LeaderboardHarness(spec)) {
            long midnight = Instant.parse("2024-03-30T23:00:00Z").toEpochMilli();
            job.event(event("a", midnight - 1, 1));
            job.event(event("a", midnight, 1));
            job.event(event("a", midnight + 23 * 3_600_000L - 1, 1));
            job.event(event("a", midnight + 23 * 3_600_000L, 1));
            job.watermark(Long.MAX_VALUE);

            assertThat(show(job.takeEntries()))
                    .containsExactly("a 1 1.0 v1 final", "a 2 2.0 v2 final", "a 1 1.0 v1 final");
        }
    }

    @Test
    void whatCannotBeCountedIsRefusedWhole() throws Exception {
        MetricsLeaderboardSpec spec = metrics()
                .metric("good_sum", Metric.sum("w").where("v > 1.0"))
                .window(TEN_SECONDS)
                .build();
        try (LeaderboardHarness job = new LeaderboardHarness(spec)) {
            job.event("{\"k\":\"a\",\"t\":1,\"v\":2,\"w\":\"many\"}");
            job.event("{\"k\":\"a\",\"t\":1,\"v\":0,\"w\":\"many\"}");
            job.event("{\"k\":{},\"t\":1,\"v\":2,\"w\":1}");
            job.event("{\"k\":\"a\",\"t\":1,\"v\":2,\"w\":1");
            job.event("{\"k\":\"a\",\"t\":1,\"v\":2.5,\"w\":null}");
            job.watermark(Long.MAX_VALUE);

            assertThat(show(job.takeEntries())).containsExactly("a 2 2.5 v2 final");
            assertThat(job.refused())
                    .hasSize(3)
                    .anySatisfy(letter -> assertThat(letter).contains("the field w is no number: \\\"many\\\""))
                    .anySatisfy(letter -> assertThat(letter).contains("the group field k is missing"))
                    .anySatisfy(letter -> assertThat(letter).contains("not valid JSON"));
        }
    }
}
