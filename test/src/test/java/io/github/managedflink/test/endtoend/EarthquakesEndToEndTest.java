package io.github.managedflink.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.samples.EarthquakesStack;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample's own stack, run here on its own data, against what is computed from the file without any of our code. */
class EarthquakesEndToEndTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path DATA =
            Path.of("").toAbsolutePath().getParent().resolve("sample-apps").resolve("data");
    private static final List<String> CLASSES =
            List.of("micro", "micro", "minor", "minor", "light", "moderate", "strong", "major", "great", "great");

    @TempDir
    private static Path out;

    private static LocalRunResult result;

    @BeforeAll
    static void runTheSample() {
        SynthesizedStack stack =
                SynthesizedStack.of(FeatureFlags.NONE, app -> new EarthquakesStack(app, "Earthquakes", DATA));
        result = LocalRun.builder()
                .assembly(stack.directory())
                .stack("Earthquakes")
                .feed("Quakes/Stream", DATA.resolve("earthquakes.ndjson"))
                .untilDrained()
                .out(out)
                .run();
    }

    @Test
    void everyRecordIsCounted() throws IOException {
        ApplicationResult application = result.application();
        List<JsonNode> quakes = expected();
        long small = quakes.stream()
                .filter(quake -> quake.path("magnitude").asDouble() < 1)
                .count();

        assertThat(application.state()).isEqualTo(ApplicationResult.State.STOPPED);
        assertThat(application.restarts()).isZero();
        RecordCounts counts = application.counts().orElseThrow();
        assertThat(counts.isBalanced()).isTrue();
        assertThat(counts.in()).isEqualTo(169);
        assertThat(counts.out()).isEqualTo(quakes.size());
        assertThat(counts.expanded()).isEqualTo(quakes.size() - 169);
        assertThat(counts.rejected()).isZero();
        assertThat(counts.sinks()).isEqualTo(Map.of("main", quakes.size() - small, "small", small));
    }

    @Test
    void theSummaryTellsTheSame() throws IOException {
        JsonNode application = JSON.readTree(out.resolve("summary.json").toFile())
                .path("applications")
                .elements()
                .next();

        assertThat(application.path("in").asInt()).isEqualTo(169);
        assertThat(application.path("out").asInt()).isEqualTo(1707);
        assertThat(application.path("sinks").path("small").asInt()).isEqualTo(711);
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        try (MappingIterator<JsonNode> lines = JSON.readerFor(JsonNode.class).readValues(file.toFile())) {
            return lines.readAll();
        }
    }

    @Test
    void everyRowIsInTheRightFolderWithTheRightValues() throws IOException {
        Map<String, JsonNode> written = new HashMap<>();
        ParquetReader parquet = new ParquetReader();
        for (Path file : result.outputs()) {
            String folder = file.getParent().getParent().getFileName() + "/"
                    + file.getParent().getFileName();
            for (JsonNode row : file.toString().endsWith(".parquet") ? parquet.rows(file) : lines(file)) {
                ObjectNode quake = ((ObjectNode) row).put("folder", folder);
                quake.put("time", Instant.parse(quake.path("time").asText()).toString());
                // JavaScript has one kind of number, so a whole double comes as an int.
                for (String number : List.of("magnitude", "longitude", "latitude", "depth")) {
                    quake.put(number, quake.path(number).asDouble());
                }
                JsonNode twin = written.put(quake.path("id").asText(), quake);
                assertThat(twin).as("a second row of one quake").isNull();
            }
        }

        Map<String, JsonNode> expected = new HashMap<>();
        expected().forEach(quake -> expected.put(quake.path("id").asText(), quake));
        assertThat(written).isEqualTo(expected);
    }

    private static List<JsonNode> expected() throws IOException {
        List<JsonNode> quakes = new ArrayList<>();
        for (String line : Files.readAllLines(DATA.resolve("earthquakes.ndjson"))) {
            for (JsonNode feature : JSON.readTree(line).path("features")) {
                JsonNode properties = feature.path("properties");
                JsonNode place = feature.path("geometry").path("coordinates");
                double magnitude = properties.path("mag").asDouble();
                String time =
                        Instant.ofEpochMilli(properties.path("time").asLong()).toString();
                ObjectNode quake = JSON.createObjectNode();
                quake.set("id", feature.path("id"));
                // Three digits of milliseconds, as JavaScript writes them.
                quake.put("time", time);
                quake.put("magnitude", magnitude);
                quake.put("class", CLASSES.get((int) Math.max(0, magnitude)));
                quake.set("kind", properties.path("type"));
                quake.set("place", properties.path("place"));
                quake.put("longitude", place.path(0).asDouble());
                quake.put("latitude", place.path(1).asDouble());
                quake.put("depth", place.path(2).asDouble());
                quake.put("folder", (magnitude < 1 ? "small-quakes" : "quakes") + "/day=" + time.substring(0, 10));
                quakes.add(quake);
            }
        }
        return quakes;
    }
}
