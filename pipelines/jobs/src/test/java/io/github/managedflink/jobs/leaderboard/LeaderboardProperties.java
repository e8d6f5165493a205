package io.github.managedflink.jobs.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.leaderboard.Ranking;
import io.github.managedflink.model.window.GroupField;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;

/**
 * Random events in random order, delivered again after restarts from snapshots with another parallelism: in the end the
 * entries are those that a look at all events gives.
 */
@SuppressWarnings("try") // The harness may be interrupted when it is closed; nobody does.
class LeaderboardProperties {
    private static final long START = Instant.parse("2024-03-30T20:00:00Z").toEpochMilli();
    private static final Duration LATENESS = Duration.ofMillis(2_500);

    @Property(tries = 40, seed = "42")
    void entriesEndAsAllEventsSay(@ForAll("leaderboards") MetricsLeaderboardSpec spec, @ForAll long seed)
            throws Exception {
        Random random = new Random(seed);
        List<Event> events = events(random, spec);
        Reference reference = new Reference(spec, events);
        Replay replay = new Replay(spec, random);

        replay.run(events);

        assertThat(replay.refused()).isEmpty();
        assertThat(replay.late()).isEqualTo(reference.late().size());
        Map<String, DataRecord> entries = replay.entries();
        int expected = 0;
        if (spec.ranking() == null) {
            for (Reference.Member member : reference.members()) {
                check(spec, reference, member, entries.get(member.text() + "@" + Instant.ofEpochMilli(member.start())));
                expected++;
            }
        } else {
            for (Map.Entry<String, List<Reference.Member>> board :
                    reference.boards().entrySet()) {
                int rank = 0;
                for (Reference.Member member : board.getValue()) {
                    String key = "leaderboard|" + board.getKey() + "#" + ++rank;
                    DataRecord entry = entries.get(key);
                    assertThat(entry).as(key).isNotNull();
                    assertThat(entry.get("member")).as(key).isEqualTo(member.text());
                    check(spec, reference, member, entry);
                    expected++;
                }
            }
        }
        assertThat(entries).hasSize(expected);
    }

    private static void check(
            MetricsLeaderboardSpec spec, Reference reference, Reference.Member member, DataRecord entry) {
        assertThat(entry).as(member.text()).isNotNull();
        assertThat(entry.get("final")).isEqualTo(true);
        assertThat(entry.get("window_start")).isEqualTo(Instant.ofEpochMilli(member.start()));
        assertThat(entry.get("window_end")).isEqualTo(Instant.ofEpochMilli(member.end()));
        assertThat(entry.get("version")).isEqualTo(reference.events(member));
        spec.metrics().forEach((name, metric) -> {
            Object exact = reference.value(name, member);
            if (metric.kind() == Metric.Kind.PERCENTILE && exact != null) {
                double value = (Double) exact;
                assertThat((Double) entry.get(name))
                        .as(name)
                        .isEqualTo(value, within(Math.abs(value) * metric.accuracy() * 1.000001));
            } else {
                assertThat(entry.get(name)).as(name).isEqualTo(exact);
            }
        });
    }

    /**
     * Times grow with jitter, so that most events are within the bound, some late for a correction, and some for good.
     */
    private static List<Event> events(Random random, MetricsLeaderboardSpec spec) {
        boolean days = spec.window().kind() == Window.Kind.CALENDAR_DAY;
        boolean sliding = spec.window().kind() == Window.Kind.SLIDING;
        long step = days ? 1_500_000 : 150;
        // Which of its sliding windows a late event is still in depends on when watermarks come.
        long jitter = sliding ? Leaderboards.OUT_OF_ORDERNESS : 12_000;
        List<Event> events = new ArrayList<>();
        int count = 20 + random.nextInt(300);
        for (int i = 0; i < count; i++) {
            long late = random.nextInt(6) == 0 ? random.nextLong(jitter) : random.nextLong(900);
            BigDecimal value = random.nextInt(8) == 0
                    ? null
                    : BigDecimal.valueOf(random.nextInt(20_000) - 5_000, random.nextInt(4));
            events.add(new Event(
                    "shard-" + random.nextInt(2),
                    String.valueOf((char) ('a' + random.nextInt(6))),
                    "r" + random.nextInt(2),
                    START + i * step - late,
                    value,
                    "u" + random.nextInt(20),
                    random.nextInt(3) > 0));
        }
        return events;
    }

    @Provide
    Arbitrary<MetricsLeaderboardSpec> leaderboards() {
        Duration window = Duration.ofSeconds(5);
        Arbitrary<Window> shared = Arbitraries.of(
                Window.tumbling(window),
                Window.tumbling(window).withAllowedLateness(LATENESS),
                Window.tumbling(window).withAllowedLateness(LATENESS).withUpdatesEvery(Duration.ofSeconds(1)),
                Window.sliding(window, Duration.ofSeconds(1)),
                Window.sliding(window, Duration.ofSeconds(1)).withAllowedLateness(LATENESS),
                Window.calendarDay(ZoneId.of("Europe/Vienna")).withAllowedLateness(LATENESS));
        Arbitrary<Window> sessions = Arbitraries.of(
                Window.session(Duration.ofMillis(1_200)),
                Window.session(Duration.ofMillis(1_200))
                        .withAllowedLateness(LATENESS)
                        .withUpdatesEvery(Duration.ofSeconds(1)),
                Window.session(Duration.ofMillis(2_500)).withAllowedLateness(LATENESS));
        Arbitrary<Ranking> rankings = Arbitraries.of(
                Ranking.descending("n").top(3),
                Ranking.ascending("mean").top(2),
                Ranking.descending("mean").top(4).perPartition("region"),
                Ranking.descending("good_sum").top(100));
        return Arbitraries.oneOf(
                shared.flatMap(kind -> rankings.map(
                        ranking -> base().window(kind).rankBy(ranking).build())),
                shared.map(kind -> base().window(kind).build()),
                sessions.map(kind -> base().window(kind).build()));
    }

    private static MetricsLeaderboardSpec.Builder base() {
        return Leaderboards.builder()
                .groupBy(GroupField.of("k").as("key"), GroupField.of("in.region"))
                .metric("n", Metric.count())
                .metric("good_n", Metric.count().where("good"))
                .metric("sum", Metric.sum("v"))
                .metric("good_sum", Metric.sum("v").where("good"))
                .metric("mean", Metric.avg("v"))
                .metric("least", Metric.min("v"))
                .metric("most", Metric.max("v").where("good"))
                .metric("median", Metric.percentile("v", 50))
                .metric("p95", Metric.percentile("v", 95).withAccuracy(0.02))
                .metric("users", Metric.countDistinct("user"));
    }

    /**
     * Gives events to a job that is started again from older snapshots, and keeps of each entry the newest version, as
     * a table does.
     */
    private static final class Replay {
        private final MetricsLeaderboardSpec spec;
        private final Random random;
        private final Map<String, DataRecord> table = new HashMap<>();
        private LeaderboardHarness job;
        private int parallelism;
        private List<String> refused = List.of();
        private int late;

        Replay(MetricsLeaderboardSpec spec, Random random) {
            this.spec = spec;
            this.random = random;
        }

        void run(List<Event> events) throws Exception {
            LeaderboardHarness.Snapshot snapshot = null;
            int snapshotAt = 0;
            int lateAtSnapshot = 0;
            int restarts = random.nextInt(3);
            start(null);
            Map<String, Long> newest = new HashMap<>();
            Map<String, Long> newestAtSnapshot = Map.of();
            int next = 0;
            while (next < events.size()) {
                Event event = events.get(next++);
                job.event(subtask(event.shard()), event.shard(), event.json(), Long.MAX_VALUE);
                newest.merge(event.shard(), event.time(), Math::max);
                int dice = random.nextInt(100);
                if (dice < 30 && newest.size() == 2) {
                    watermark(newest);
                } else if (dice < 40) {
                    job.clock(next * 200L);
                } else if (dice < 43) {
                    snapshot = job.snapshot();
                    newestAtSnapshot = new HashMap<>(newest);
                    snapshotAt = next;
                    lateAtSnapshot = late + job.late().size();
                } else if (dice == 43 && snapshot != null && restarts-- > 0) {
                    job.takeEntries().forEach(this::put);
                    job.close();
                    start(snapshot);
                    next = snapshotAt;
                    late = lateAtSnapshot;
                    newest = new HashMap<>(newestAtSnapshot);
                }
            }
            for (int subtask = 0; subtask < parallelism; subtask++) {
                job.watermark(subtask, Long.MAX_VALUE);
            }
            job.clock(Long.MAX_VALUE / 2);
            job.takeEntries().forEach(this::put);
            late += job.late().size();
            refused = job.refused();
            assertThat(job.windowTimers()).isZero();
            job.close();
        }

        private void start(LeaderboardHarness.Snapshot snapshot) throws Exception {
            parallelism = 1 + random.nextInt(3);
            job = new LeaderboardHarness(spec, parallelism, snapshot);
            for (int subtask = 2; subtask < parallelism; subtask++) {
                job.status(subtask, WatermarkStatus.IDLE);
            }
        }

        /** Shards are spread over the subtasks. */
        private int subtask(String shard) {
            return (shard.charAt(shard.length() - 1) - '0') % parallelism;
        }

        /** Each subtask has come as far as the slowest of its shards. */
        private void watermark(Map<String, Long> newest) throws Exception {
            Map<Integer, Long> slowest = new HashMap<>();
            newest.forEach((shard, time) -> slowest.merge(subtask(shard), time, Math::min));
            for (Map.Entry<Integer, Long> subtask : slowest.entrySet()) {
                job.watermark(subtask.getKey(), subtask.getValue() - Leaderboards.OUT_OF_ORDERNESS - 1);
            }
        }

        private void put(DataRecord entry) {
            String key = spec.ranking() == null
                    ? entry.get("member") + "@" + entry.get("window_start")
                    : entry.get("board") + "#" + entry.get("rank");
            DataRecord before = table.get(key);
            if (before == null || (Long) before.get("version") <= (Long) entry.get("version")) {
                if ((Boolean) entry.get("removed")) {
                    table.remove(key);
                } else {
                    table.put(key, entry);
                }
            }
        }

        Map<String, DataRecord> entries() {
            return table;
        }

        List<String> refused() {
            return refused;
        }

        int late() {
            return late;
        }
    }
}
