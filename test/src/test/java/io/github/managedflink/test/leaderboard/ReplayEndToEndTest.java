package io.github.managedflink.test.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.model.DeadLetters;
import io.github.managedflink.samples.AirportsStack;
import io.github.managedflink.test.flights.Flight;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample leaderboard on flights that are out of order as far as it allows, over a killed task manager and a second
 * start from an older savepoint, which reads half of the flights again into the same table; and at the end on flights
 * that are weeks late. One month of the flights will do.
 */
class ReplayEndToEndTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String STREAM = "Board/Stream";
    private static final Instant END = Instant.parse("2001-02-01T00:00:00Z");
    private static final List<Flight> JANUARY =
            Flight.all().stream().filter(flight -> flight.date().isBefore(END)).toList();
    private static final int FLIGHTS = JANUARY.size();
    private static final int LATE = 100;
    private static final int OUT_OF_ORDER_MINUTES = 60;
    private static final Instant LAST_DAY = Instant.parse("2001-01-31T00:00:00Z");

    @TempDir
    private static Path out;

    private static LocalRunResult result;
    private static RecordCounts beforeTheReplay;
    private static List<Flight> late;

    @BeforeAll
    static void run() {
        List<Flight> flights = shuffled(JANUARY);
        late = flights.subList(0, LATE);
        SynthesizedStack stack = SynthesizedStack.of(FeatureFlags.NONE, app -> new AirportsStack(app, "Airports"));
        String application = stack.deployed()
                .resources("AWS::KinesisAnalyticsV2::Application")
                .get(0)
                .logicalId();
        try (RunningStack running = LocalRun.builder()
                .assembly(stack.directory())
                .stack("Airports")
                .out(out)
                .start()) {
            put(running, flights.subList(0, FLIGHTS / 2));
            running.awaitRecordsIn(FLIGHTS / 4);
            String older = running.savepoint(application);
            put(running, flights.subList(FLIGHTS / 2, FLIGHTS));
            running.awaitRecordsIn(FLIGHTS * 3 / 4);
            running.killTaskManager();
            running.awaitDrained();
            beforeTheReplay = running.stop(application).counts().orElseThrow();

            running.start(application, older, 1);
            running.awaitDrained();
            awaitEventTime(running, LAST_DAY);
            put(running, late);
            running.awaitDrained();
            result = running.finish();
        }
    }

    /** So that no flight comes after one that is more than the bound younger. */
    private static List<Flight> shuffled(List<Flight> flights) {
        Random random = new Random(20260402);
        Map<Flight, Instant> turns = new HashMap<>();
        flights.forEach(
                flight -> turns.put(flight, flight.date().plusSeconds(random.nextInt(OUT_OF_ORDER_MINUTES * 60))));
        List<Flight> shuffled = new ArrayList<>(flights);
        shuffled.sort(Comparator.comparing(turns::get));
        assertThat(shuffled).isNotEqualTo(flights);
        return shuffled;
    }

    private static void put(RunningStack running, List<Flight> flights) {
        running.put(STREAM, flights.stream().map(Flight::bytes).toList());
    }

    /** Waits until every task that gets watermarks has got one of that moment. */
    private static void awaitEventTime(RunningStack running, Instant moment) {
        FlinkWatermarks watermarks = new FlinkWatermarks(running.flinkAddress());
        await().atMost(Duration.ofMinutes(2)).until(() -> watermarks.lowest() >= moment.toEpochMilli());
    }

    @Test
    void theBoardsAreThoseOfTheSortedFlights() throws IOException {
        Path items = result.outputs().stream()
                .filter(file -> file.getFileName().toString().equals("items.jsonl"))
                .findFirst()
                .orElseThrow();

        DailyBoards.assertBoards(items, JANUARY);
    }

    @Test
    void nothingIsLateWithinTheBound() {
        assertThat(beforeTheReplay.isBalanced()).isTrue();
        assertThat(beforeTheReplay.counted()).hasValue(FLIGHTS);
        assertThat(beforeTheReplay.late()).isZero();
    }

    @Test
    void whatIsTooLateIsKeptAsItCame() throws IOException {
        List<String> kept = new ArrayList<>();
        for (Path file : result.outputs()) {
            if (file.toString().contains("/late-events/")) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode letter = JSON.readTree(line);
                    assertThat(letter.path(DeadLetters.REASON).asText()).isNotEmpty();
                    kept.add(letter.path(DeadLetters.PAYLOAD).asText());
                }
            }
        }

        assertThat(kept)
                .containsExactlyInAnyOrderElementsOf(
                        late.stream().map(Flight::line).toList());
        RecordCounts counts = result.application().counts().orElseThrow();
        assertThat(counts.isBalanced()).isTrue();
        assertThat(counts.late()).isEqualTo(LATE);
        assertThat(counts.counted()).hasValue(FLIGHTS);
    }
}
