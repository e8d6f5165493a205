package io.github.managedflink.test.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.application.BundledPipelines;
import io.github.managedflink.local.assembly.DeploymentInputs;
import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.local.kpi.AlertLog;
import io.github.managedflink.local.kpi.MonitorAlert;
import io.github.managedflink.local.kpi.MonitorPlots;
import io.github.managedflink.local.kpi.PublishingLatency;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.samples.OnTimeStack;
import io.github.managedflink.test.flights.Flight;
import io.github.managedflink.test.kpi.PunctualityAlerts.Transition;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample monitors, run here: one on its own data, against what is computed from the file; the other on flights as
 * they come.
 */
class OnTimeEndToEndTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LIVE_FLIGHTS = 6_000;
    private static final int PER_SECOND = 500;

    @TempDir
    private static Path folder;

    private static SynthesizedStack stack;
    private static LocalRunResult result;
    private static AlertLog log;

    @BeforeAll
    static void runTheSample() throws IOException {
        stack = SynthesizedStack.of(FeatureFlags.NONE, app -> new OnTimeStack(app, "OnTime"));
        Path live = Files.write(
                folder.resolve("live.ndjson"),
                Flight.all().stream().limit(LIVE_FLIGHTS).map(Flight::line).toList());
        result = LocalRun.builder()
                .assembly(stack.directory())
                .stack("OnTime")
                .feed("Punctuality/Stream", Flight.file())
                .feed("Live/Stream", live, PER_SECOND)
                .untilDrained()
                .out(folder.resolve("out"))
                .run();
        log = AlertLog.read(result.outputs());
    }

    @Test
    void everyFlightIsAccountedFor() {
        for (ApplicationResult application : result.applications()) {
            RecordCounts counts = application.counts().orElseThrow();
            assertThat(application.restarts()).isZero();
            assertThat(counts.isBalanced()).isTrue();
            assertThat(counts.rejected()).isZero();
            assertThat(counts.late()).isZero();
        }
        assertThat(counts("Punctuality").in()).isEqualTo(20_000);
        assertThat(counts("Punctuality").counted())
                .hasValue(Flight.all().stream()
                        .filter(flight -> PunctualityAlerts.AIRPORTS.contains(flight.origin()))
                        .count());
        assertThat(counts("Live").counted()).hasValue(LIVE_FLIGHTS);
    }

    private static RecordCounts counts(String construct) {
        return result.applications().stream()
                .filter(each -> each.logicalId().startsWith(construct))
                .findFirst()
                .flatMap(ApplicationResult::counts)
                .orElseThrow();
    }

    @Test
    void theBusHasTheTransitionsThatFollowFromTheFile() throws IOException {
        List<Transition> told = lines("events.jsonl")
                .map(event -> event.path("detail"))
                .filter(OnTimeEndToEndTest::isTransition)
                .map(alert -> new Transition(
                        alert.path("airport").asText(),
                        Instant.parse(alert.path("time").asText()),
                        alert.path("previous_state").asText(),
                        alert.path("state").asText()))
                .toList();

        assertThat(told).hasSizeGreaterThan(50).containsExactlyInAnyOrderElementsOf(PunctualityAlerts.of(Flight.all()));
    }

    private static boolean isTransition(JsonNode alert) {
        return alert.path("kind").asText().equals("transition");
    }

    @Test
    void theTopicHasWhatTheBusHasAndEachIdOnce() throws IOException {
        List<String> events = lines("events.jsonl")
                .map(event -> event.at("/detail/id").asText())
                .toList();
        List<String> messages = lines("messages.jsonl")
                .filter(message -> message.at("/attributes/monitor").asText().equals("punctuality"))
                .map(message -> message.at("/attributes/id").asText())
                .toList();

        assertThat(events).doesNotHaveDuplicates();
        assertThat(messages).containsExactlyInAnyOrderElementsOf(events);
    }

    @Test
    void anIdIsMadeOfWhatTheTransitionIs() throws IOException {
        assertThat(lines("events.jsonl").map(event -> event.path("detail")).filter(OnTimeEndToEndTest::isTransition))
                .allSatisfy(alert -> assertThat(alert.path("id").asText())
                        .isEqualTo(id(
                                "punctuality",
                                "late-flights",
                                alert.path("airport").asText(),
                                Long.toString(Instant.parse(alert.path("time").asText())
                                        .toEpochMilli()),
                                alert.path("state").asText())));
    }

    private static String id(String... parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theTableHasTheLastStateOfEachAirport() throws IOException {
        Map<String, String> last = new HashMap<>();
        PunctualityAlerts.of(Flight.all()).forEach(each -> last.put(each.airport(), each.to()));
        Map<String, String> table = new HashMap<>();
        lines("items.jsonl")
                .forEach(item -> table.put(
                        item.at("/group/S").asText(), item.at("/state/S").asText()));

        assertThat(table).isEqualTo(last);
    }

    @Test
    void theAirportThatChangedMostOftenIsPlotted() throws Exception {
        KpiMonitorSpec monitor =
                BundledPipelines.of(stack.directory(), "OnTime", DeploymentInputs.NONE)
                        .ofKind(KpiMonitorSpec.class)
                        .stream()
                        .filter(each -> each.name().equals("punctuality"))
                        .findFirst()
                        .orElseThrow();

        List<Path> plots;
        try (OutputFolder out = OutputFolder.open(folder.resolve("plotted"))) {
            plots = MonitorPlots.write(
                    monitor, 1, log, result.outputs(), out.begin().folder("plots"));
        }

        assertThat(plots).singleElement().satisfies(plot -> {
            assertThat(plot.getFileName().toString()).matches("punctuality-late-flights-[A-Z]{3}\\.svg");
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(plot.toFile())
                            .getElementsByTagName("circle")
                            .getLength())
                    .isGreaterThan(5);
        });
    }

    @Test
    void theTimeFromTheEndOfAWindowToItsMessageIsKnown() {
        assertThat(log.of("live")).extracting(MonitorAlert::state).hasSizeGreaterThan(1);
        assertThat(PublishingLatency.of("live", log))
                .hasValueSatisfying(latency -> assertThat(latency.alerts()).isPositive());
        assertThat(PublishingLatency.of("punctuality", log)).isEmpty();
    }

    /** The lines of all outputs of a name. */
    private static Stream<JsonNode> lines(String name) throws IOException {
        Stream.Builder<JsonNode> lines = Stream.builder();
        for (Path file : result.outputs()) {
            if (file.getFileName().toString().equals(name)) {
                for (String line : Files.readAllLines(file)) {
                    lines.add(JSON.readTree(line));
                }
            }
        }
        return lines.build();
    }
}
