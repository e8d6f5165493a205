package io.github.managedflink.test.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.samples.AirportsStack;
import io.github.managedflink.test.flights.Flight;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample leaderboard, run here on its own data, against what is computed from the file. */
class AirportsEndToEndTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private static Path out;

    private static LocalRunResult result;

    @BeforeAll
    static void runTheSample() {
        SynthesizedStack stack = SynthesizedStack.of(FeatureFlags.NONE, app -> new AirportsStack(app, "Airports"));
        result = LocalRun.builder()
                .assembly(stack.directory())
                .stack("Airports")
                .feed("Board/Stream", Flight.file())
                .untilDrained()
                .out(out)
                .run();
    }

    @Test
    void everyFlightCounts() {
        RecordCounts counts = result.application().counts().orElseThrow();

        assertThat(result.application().restarts()).isZero();
        assertThat(counts.isBalanced()).isTrue();
        assertThat(counts.in()).isEqualTo(20_000);
        assertThat(counts.counted()).hasValue(20_000);
        assertThat(counts.rejected()).isZero();
        assertThat(counts.late()).isZero();
    }

    @Test
    void theTableHasTheBoardOfEachDay() throws IOException {
        DailyBoards.assertBoards(items(), Flight.all());
    }

    @Test
    void theHistoryEndsWithWhatTheTableHas() throws IOException {
        Map<String, JsonNode> last = new HashMap<>();
        for (Path file : result.outputs()) {
            if (file.toString().contains("/boards/day=")) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode entry = JSON.readTree(line);
                    last.merge(
                            entry.path("board").asText() + " "
                                    + entry.path("rank").asInt(),
                            entry,
                            AirportsEndToEndTest::newer);
                }
            }
        }

        List<String> table = Files.readAllLines(items());
        assertThat(last).hasSameSizeAs(table);
        for (String line : table) {
            JsonNode item = JSON.readTree(line);
            JsonNode entry = last.get(
                    item.at("/board/S").asText() + " " + item.at("/rank/N").asText());
            assertThat(entry.path("final").asBoolean()).isTrue();
            assertThat(entry.path("member").asText())
                    .isEqualTo(item.at("/member/S").asText());
            assertThat(entry.path("avg_delay").asDouble())
                    .isEqualTo(item.at("/avg_delay/N").asDouble());
        }
    }

    private static JsonNode newer(JsonNode one, JsonNode other) {
        if (one.path("version").asLong() != other.path("version").asLong()) {
            return one.path("version").asLong() > other.path("version").asLong() ? one : other;
        }
        return one.path("final").asBoolean() ? one : other;
    }

    private static Path items() {
        return result.outputs().stream()
                .filter(file -> file.getFileName().toString().equals("items.jsonl"))
                .findFirst()
                .orElseThrow();
    }
}
