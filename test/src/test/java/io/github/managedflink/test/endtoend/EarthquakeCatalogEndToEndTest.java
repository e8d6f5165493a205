package io.github.managedflink.test.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.samples.EarthquakeCatalogStack;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample from MSK to a table, an index and a topic, run here on its own data, against what is computed from the
 * file.
 */
class EarthquakeCatalogEndToEndTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Path FEED =
            Path.of("").toAbsolutePath().getParent().resolve("sample-apps/data/earthquakes.ndjson");

    @TempDir
    private static Path out;

    private static LocalRunResult result;

    @BeforeAll
    static void runTheSample() {
        SynthesizedStack stack =
                SynthesizedStack.of(FeatureFlags.NONE, app -> new EarthquakeCatalogStack(app, "EarthquakeCatalog"));
        result = LocalRun.builder()
                .assembly(stack.directory())
                .stack("EarthquakeCatalog")
                .feed("Cluster/quakes", FEED)
                .untilDrained()
                .out(out)
                .run();
    }

    @Test
    void everySinkReceivesWhatItShould() throws IOException {
        List<JsonNode> features = features();
        long strong = features.stream()
                .filter(EarthquakeCatalogEndToEndTest::isStrong)
                .count();

        assertThat(result.application().restarts()).isZero();
        assertThat(result.application().counts().orElseThrow().isBalanced()).isTrue();
        assertThat(result.application().counts().orElseThrow().rejected()).isZero();
        assertThat(result.application().counts().orElseThrow().sinks())
                .isEqualTo(Map.of("main", (long) features.size(), "search", (long) features.size(), "strong", strong));
    }

    @Test
    void theTableHasEachQuakeOnce() throws IOException {
        List<String> items = lines("items.jsonl").stream()
                .map(item -> item.at("/id/S").asText() + " "
                        + number(item.at("/magnitude/N").asText()) + " "
                        + item.at("/time/S").asText())
                .toList();

        assertThat(items)
                .containsExactlyInAnyOrderElementsOf(features().stream()
                        .map(EarthquakeCatalogEndToEndTest::row)
                        .toList());
        assertThat(lines("items.jsonl")).allMatch(item -> item.at("/expires/N").asLong() > 0);
    }

    @Test
    void theIndexHasEachQuakeOnceUnderItsOwnId() throws IOException {
        List<JsonNode> documents = lines("quakes.jsonl");

        assertThat(documents).allSatisfy(line -> assertThat(line.path("id").asText())
                .isEqualTo(line.at("/document/id").asText()));
        assertThat(documents.stream().map(line -> shown(line.path("document"))))
                .containsExactlyInAnyOrderElementsOf(features().stream()
                        .map(EarthquakeCatalogEndToEndTest::row)
                        .toList());
    }

    @Test
    void theTopicHasEachStrongQuakeOnce() throws IOException {
        List<String> records = lines("strong-quakes.jsonl").stream()
                .map(record -> record.path("value"))
                .map(EarthquakeCatalogEndToEndTest::shown)
                .toList();

        assertThat(records)
                .isNotEmpty()
                .containsExactlyInAnyOrderElementsOf(features().stream()
                        .filter(EarthquakeCatalogEndToEndTest::isStrong)
                        .map(EarthquakeCatalogEndToEndTest::row)
                        .toList());
    }

    private static List<JsonNode> lines(String name) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        for (Path file : result.outputs()) {
            if (file.getFileName().toString().equals(name)) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines;
    }

    private static String shown(JsonNode quake) {
        return quake.path("id").asText() + " " + number(quake.path("magnitude").asText()) + " "
                + quake.path("time").asText();
    }

    private static List<JsonNode> features() throws IOException {
        List<JsonNode> features = new ArrayList<>();
        try (Stream<String> lines = Files.lines(FEED)) {
            for (String line : lines.toList()) {
                JSON.readTree(line).path("features").forEach(features::add);
            }
        }
        return features;
    }

    private static boolean isStrong(JsonNode feature) {
        return feature.at("/properties/mag").asDouble() >= 4.5;
    }

    private static String row(JsonNode feature) {
        return feature.path("id").asText() + " "
                + number(feature.at("/properties/mag").asText()) + " "
                + Instant.ofEpochMilli(feature.at("/properties/time").asLong());
    }

    private static String number(String text) {
        return new BigDecimal(text).stripTrailingZeros().toPlainString();
    }
}
