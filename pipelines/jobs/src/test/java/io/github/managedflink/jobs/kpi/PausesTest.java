package io.github.managedflink.jobs.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * A monitor's operators from end to end while producers pause and the job is killed: the alerts stay those of the
 * events.
 */
@SuppressWarnings("try") // Flink's harness may be interrupted when it is closed; nobody does.
class PausesTest {
    private static final long NOON = Instant.parse("2024-05-01T12:00:00Z").toEpochMilli();
    private static final long SECOND = 1_000;
    private static final long DISORDER = 2 * SECOND;
    /** No watermark yet. */
    private static final long NONE = Long.MIN_VALUE;

    private static final int SHARDS = 2;
    private static final long LAST_PAUSE = 60 * SECOND;

    private static KpiMonitorSpec.Builder monitor(Duration disorder) {
        return KpiMonitorSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/requests")
                        .build())
                .eventTime(EventTime.field("t", TimestampFormat.epochMillis()).withMaxOutOfOrderness(disorder))
                .groupBy("host")
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("bucket", "main"))
                        .build())
                .deadLetters(S3Location.of("bucket", "dead-letters"))
                .lateEvents(S3Location.of("bucket", "late-events"))
                .maxParallelism(8);
    }

    private static String request(String host, long time, int status) {
        return "{\"host\":\"" + host + "\",\"t\":" + time + ",\"s\":" + status + "}";
    }

    private static String told(DataRecord alert) {
        return alert.get("group") + " " + alert.get("previous_state") + " " + alert.get("state") + " "
                + alert.get("time");
    }

    @Test
    void aPauseOfTheProducersLosesNoAlert() throws Exception {
        KpiMonitorSpec spec = monitor(Duration.ofSeconds(5))
                .kpi("ok", Kpi.share("s < 400"))
                .window(Window.tumbling(Duration.ofSeconds(10)))
                .rule(
                        "errors",
                        AlertRule.on("ok").warning(Threshold.below(0.95)).noDataAfter(Duration.ofSeconds(10)))
                .build();
        for (int pause : new int[] {0, 3, 75}) {
            try (MonitorHarness harness = new MonitorHarness(spec, 1, 0, null)) {
                harness.event(0, request("M", NOON + SECOND, 404));
                harness.event(0, request("x", NOON + 9 * SECOND, 200));
                harness.watermark(0, NOON + 4 * SECOND - 1);
                harness.pass(Duration.ofSeconds(pause));
                List<String> inThePause = harness.takeAlerts().stream()
                        .map(PausesTest::told)
                        .filter(alert -> alert.startsWith("M"))
                        .toList();
                harness.event(0, request("x", NOON + 18 * SECOND, 200));
                harness.watermark(0, NOON + 13 * SECOND - 1);
                harness.finish();

                List<String> all = new ArrayList<>(inThePause);
                harness.takeAlerts().stream()
                        .map(PausesTest::told)
                        .filter(alert -> alert.startsWith("M"))
                        .forEach(all::add);
                assertThat(inThePause).hasSize(pause > 50 ? 2 : 0);
                assertThat(all)
                        .as("after a pause of " + pause + " s")
                        .containsExactly("M OK WARNING 2024-05-01T12:00:10Z", "M WARNING NO_DATA 2024-05-01T12:00:11Z");
            }
        }
    }

    @Test
    void aShardThatIsBehindIsNoSilence() throws Exception {
        KpiMonitorSpec spec = stormy();
        try (MonitorHarness harness = new MonitorHarness(spec, SHARDS, 0, null)) {
            harness.event(0, request("a", NOON, 500));
            harness.event(1, request("a", NOON + SECOND, 500));
            harness.watermark(0, NOON - DISORDER - 1);
            harness.watermark(1, NOON + SECOND - DISORDER - 1);
            harness.event(1, request("b", NOON + 600 * SECOND, 200));
            harness.watermark(1, NOON + 600 * SECOND - DISORDER - 1);

            harness.pass(Duration.ofSeconds(6));

            assertThat(harness.takeAlerts()).isEmpty();
        }
    }

    @Test
    void daysAreComparedWithThoseOfAWeekBeforeWhenTheClocksChange() throws Exception {
        ZoneId zone = ZoneId.of("Pacific/Auckland");
        KpiMonitorSpec spec = monitor(Duration.ZERO)
                .kpi("change", Kpi.ratePerSecond().changeFrom(Duration.ofDays(7)))
                .window(Window.calendarDay(zone))
                .rule("change", AlertRule.on("change").warning(Threshold.above(100)))
                .build();
        TreeMap<String, Object> changes = new TreeMap<>();
        try (MonitorHarness harness = new MonitorHarness(spec, 1, 0, null)) {
            // Summer time begins on 2026-09-27.
            for (LocalDate day = LocalDate.of(2026, 9, 15);
                    day.isBefore(LocalDate.of(2026, 10, 13));
                    day = day.plusDays(1)) {
                long noon = day.atTime(LocalTime.NOON).atZone(zone).toInstant().toEpochMilli();
                harness.event(0, request("a", noon, 200));
                harness.watermark(0, noon);
            }
            for (DataRecord measurement : harness.takeMeasurements()) {
                Instant start = (Instant) measurement.get("window_start");
                changes.put(start.atZone(zone).toLocalDate().toString(), String.valueOf(measurement.get("change")));
            }
        }

        assertThat(changes).hasSize(27);
        assertThat(changes.headMap("2026-09-22").values()).containsOnly("null");
        assertThat(changes.tailMap("2026-09-22").values()).doesNotContain("null");
    }

    @Test
    void aStreamThatEndsBehindTheClockNeitherRepeatsNorTakesBackWhatTheClockSaid() throws Exception {
        KpiMonitorSpec spec = monitor(Duration.ofSeconds(5))
                .kpi("rate", Kpi.ratePerSecond())
                .kpi("ok", Kpi.share("s < 400"))
                .window(Window.tumbling(Duration.ofSeconds(40)))
                .rule(
                        "traffic",
                        AlertRule.on("rate").warning(Threshold.below(0.3)).remindEvery(Duration.ofMinutes(1)))
                .rule(
                        "errors",
                        AlertRule.on("ok").warning(Threshold.below(0.95)).noDataAfter(Duration.ofSeconds(40)))
                .build();
        try (MonitorHarness harness = new MonitorHarness(spec, 1, 0, null)) {
            harness.event(0, request("a", NOON + SECOND, 200));
            harness.event(0, request("b", NOON + 50 * SECOND, 200));
            harness.event(0, request("a", NOON + 90 * SECOND, 200));
            harness.watermark(0, NOON + 85 * SECOND - 1);
            harness.takeAlerts();

            harness.pass(Duration.ofSeconds(20));

            // The window that the last request of a is in ends later, and is read when the stream ends.
            assertThat(harness.takeAlerts().stream().map(PausesTest::told))
                    .containsExactlyInAnyOrder(
                            "a WARNING WARNING 2024-05-01T12:01:40Z", "b OK NO_DATA 2024-05-01T12:01:30Z");
            harness.finish();
            assertThat(harness.takeAlerts().stream().map(PausesTest::told))
                    .containsExactly("a NO_DATA OK 2024-05-01T12:02:00Z");
        }
    }

    @Test
    void beforeTheEndTimeComesAsFarAsTheNewestEventWhicheverShardEndsLast() throws Exception {
        for (int newer = 0; newer < SHARDS; newer++) {
            for (boolean isRestarted : new boolean[] {false, true}) {
                MonitorHarness harness = new MonitorHarness(stormy(), SHARDS, 0, null);
                harness.event(1 - newer, request("a", NOON, 200));
                harness.event(newer, request("b", NOON + 20 * SECOND, 200));
                if (isRestarted) {
                    MonitorHarness.Snapshot snapshot = harness.snapshot();
                    harness.close();
                    harness = new MonitorHarness(stormy(), SHARDS, 0, snapshot);
                }

                harness.finish();

                assertThat(harness.takeAlerts().stream().map(PausesTest::told))
                        .as("with the newest event in shard " + newer + (isRestarted ? ", after a restart" : ""))
                        .filteredOn(alert -> alert.contains("NO_DATA"))
                        .containsExactly("a OK NO_DATA 2024-05-01T12:00:12Z");
                harness.close();
            }
        }
    }

    @Property(tries = 10, seed = "20261210")
    void pausesAndKillsChangeNoAlertWhenWhatComesAfterIsLater(@ForAll long seed) throws Exception {
        List<Request> requests = requests(seed);
        Set<String> expected = contents(run(requests, new Disturbances(seed, false), End.AT_ONCE));

        Set<String> disturbed = contents(run(requests, new Disturbances(seed, true), End.AT_ONCE));

        assertThat(disturbed).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Property(tries = 10, seed = "20261211")
    void whatTheClockSaysBeforeTheEndIsWhatEventTimeWouldHaveRaised(@ForAll long seed) throws Exception {
        List<Request> requests = requests(seed);
        Set<String> ended = contents(run(requests, new Disturbances(seed, false), End.AT_ONCE));
        Set<String> wentOn = contents(run(requests, new Disturbances(seed, false), End.AFTER_TIME));

        Set<String> disturbed = contents(run(requests, new Disturbances(seed, true), End.AFTER_SILENCE));

        assertThat(disturbed).containsAll(ended);
        assertThat(wentOn).containsAll(disturbed);
    }

    private static Set<String> contents(List<DataRecord> alerts) {
        Set<String> contents = new TreeSet<>();
        for (DataRecord alert : alerts) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (int i = 0; i < alert.size(); i++) {
                fields.put(alert.nameAt(i), String.valueOf(alert.valueAt(i)));
            }
            contents.add(fields.toString());
        }
        return contents;
    }

    /** What there is between the last event and the end of the stream. */
    private enum End {
        /** Nothing. */
        AT_ONCE,
        /** A pause, in which the clock goes on. */
        AFTER_SILENCE,
        /** Watermarks of a time that the clock does not come to in such a pause, even if it had been ahead before. */
        AFTER_TIME
    }

    record Request(int shard, String host, long time, int status) {}

    /**
     * Two shards, each with the events of some seconds in another order, the second up to a minute behind the first.
     */
    private static List<Request> requests(long seed) {
        Random random = new Random(seed);
        List<Request> requests = new ArrayList<>();
        long[] times = {NOON + random.nextInt(60_000), NOON};
        for (int i = 0; i < 80; i++) {
            int shard = times[0] > times[1] + 60_000 ? 1 : random.nextInt(SHARDS);
            times[shard] += random.nextInt(12) == 0 ? random.nextInt(40_000) : random.nextInt(1_500);
            long time = times[shard] - random.nextInt((int) DISORDER);
            String host = String.valueOf("abc".charAt(random.nextInt(random.nextBoolean() ? 1 : 3)));
            boolean isBad = (time / 15_000 + host.charAt(0)) % 2 == 0;
            requests.add(new Request(shard, host, time, isBad && random.nextInt(3) > 0 ? 500 : 200));
        }
        return requests;
    }

    private static KpiMonitorSpec stormy() {
        return monitor(Duration.ofMillis(DISORDER))
                .kpi("ok", Kpi.share("s < 400"))
                .kpi("rate", Kpi.ratePerSecond())
                .kpi("trend", Kpi.ratePerSecond().changeFromPreviousWindow())
                .window(Window.sliding(Duration.ofSeconds(10), Duration.ofSeconds(5)))
                .rule(
                        "errors",
                        AlertRule.on("ok")
                                .warning(Threshold.below(0.8).clearAt(0.9))
                                .critical(Threshold.below(0.4))
                                .forWindows(1, 2)
                                .noDataAfter(Duration.ofSeconds(12))
                                .remindEvery(Duration.ofMinutes(1)))
                .rule(
                        "traffic",
                        AlertRule.on("rate").warning(Threshold.below(0.3)).remindEvery(Duration.ofMinutes(1)))
                .rule("trend", AlertRule.on("trend").warning(Threshold.above(1)))
                .build();
    }

    private static final class Disturbances {
        private final Random random;
        private final boolean are;

        Disturbances(long seed, boolean are) {
            this.random = new Random(seed + 1);
            this.are = are;
        }

        boolean happens(int oneIn) {
            return are && random.nextInt(oneIn) == 0;
        }

        int after(int most) {
            return 1 + random.nextInt(most);
        }
    }

    /**
     * Gives requests to the operators; with disturbances there are pauses as long as no later request is of a time that
     * the clock has come to, and the job is killed and goes on from its last snapshot.
     */
    private static List<DataRecord> run(List<Request> requests, Disturbances disturbances, End end) throws Exception {
        List<DataRecord> told = new ArrayList<>();
        MonitorHarness harness = new MonitorHarness(stormy(), SHARDS, 0, null);
        MonitorHarness.Snapshot snapshot = null;
        int snapshotAt = 0;
        int killAt = Integer.MAX_VALUE;
        long[] marks = {NONE, NONE};
        long watermark = NONE;
        long watermarkInSnapshot = NONE;
        long paused = 0;
        for (int i = 0; i < requests.size(); i++) {
            if (killAt == i) {
                killAt = Integer.MAX_VALUE;
                told.addAll(harness.takeAlerts());
                assertThat(harness.late()).isZero();
                harness.close();
                harness = new MonitorHarness(stormy(), SHARDS, harness.clock() + 30 * SECOND, snapshot);
                i = snapshotAt;
                // No shard has a watermark before its first event, and until all have one event time stays where it
                // was.
                Arrays.fill(marks, NONE);
                watermark = watermarkInSnapshot;
                paused = 0;
            } else if (killAt == Integer.MAX_VALUE && disturbances.happens(15)) {
                snapshot = harness.snapshot();
                snapshotAt = i;
                watermarkInSnapshot = watermark;
                killAt = i + disturbances.after(20);
            }
            if (disturbances.happens(4)) {
                long next = requests.subList(i, requests.size()).stream()
                        .mapToLong(Request::time)
                        .min()
                        .orElseThrow();
                // To who is given none of them, requests that do not move the watermark end no silence.
                long pause = next - 1 - (watermark + paused);
                if (watermark != NONE && pause > 0) {
                    harness.pass(Duration.ofMillis(pause));
                    paused += pause;
                }
            }
            Request request = requests.get(i);
            harness.event(request.shard(), request(request.host(), request.time(), request.status()));
            marks[request.shard()] = Math.max(marks[request.shard()], request.time() - DISORDER - 1);
            harness.watermark(request.shard(), marks[request.shard()]);
            long least = Arrays.stream(marks).min().orElseThrow();
            paused = least > watermark ? 0 : paused;
            watermark = Math.max(watermark, least);
        }
        if (end == End.AFTER_SILENCE) {
            harness.pass(Duration.ofMillis(LAST_PAUSE));
        } else if (end == End.AFTER_TIME) {
            for (int shard = 0; shard < SHARDS; shard++) {
                harness.watermark(shard, marks[shard] + 10 * LAST_PAUSE);
            }
        }
        harness.finish();
        told.addAll(harness.takeAlerts());
        assertThat(harness.late()).isZero();
        harness.close();
        return told;
    }
}
