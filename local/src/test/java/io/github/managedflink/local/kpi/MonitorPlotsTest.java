package io.github.managedflink.local.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.files.OutputFolder;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Window;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class MonitorPlotsTest {
    private static final KpiMonitorSpec MONITOR = KpiMonitorSpec.builder()
            .name("m")
            .source(KinesisSourceSpec.builder()
                    .streamArn("arn:aws:kinesis:us-east-1:000000000000:stream/flights")
                    .build())
            .groupBy("origin")
            .kpi("on_time", Kpi.share("delay < 15"))
            .window(Window.tumbling(Duration.ofHours(6)))
            .rule(
                    "late",
                    AlertRule.on("on_time")
                            .warning(Threshold.below(0.7).clearAt(0.8))
                            .critical(Threshold.below(0.5))
                            .noDataAfter(Duration.ofHours(12)))
            .rule("quiet", AlertRule.on("on_time").critical(Threshold.atMost(0)))
            .sink(S3SinkSpec.builder().location(S3Location.of("lake", "alerts")).build())
            .deadLetters(S3Location.of("lake", "dead"))
            .lateEvents(S3Location.of("lake", "late"))
            .build();

    @TempDir
    private Path folder;

    private Path events;
    private Path measurements;

    @BeforeEach
    void writeOutputs() throws IOException {
        events = Files.write(
                folder.resolve("events.jsonl"),
                List.of(
                        AlertFiles.event(transition("a", "ATL", "06", "OK", "WARNING", "THRESHOLD")),
                        AlertFiles.event(transition("b", "a<b&|ü", "12", "OK", "WARNING", "THRESHOLD")),
                        AlertFiles.event(transition("c", "a<b&|ü", "18", "WARNING", "OK", "THRESHOLD")),
                        AlertFiles.event(transition("d", "a<b&|ü", "21", "OK", "NO_DATA", "NO_DATA"))));
        measurements = Files.write(
                folder.resolve("part-0"),
                List.of(
                        AlertFiles.measurement("a<b&|ü", "2001-01-01T06:00:00Z", "0.9"),
                        AlertFiles.measurement("a<b&|ü", "2001-01-01T12:00:00Z", "0.6"),
                        AlertFiles.measurement("ATL", "2001-01-01T12:00:00Z", "0.1"),
                        AlertFiles.measurement("a<b&|ü", "2001-01-01T18:00:00Z", "0.95"),
                        AlertFiles.measurement("a<b&|ü", "2001-01-02T00:00:00Z", "null")));
    }

    private static String transition(String id, String group, String hour, String before, String state, String reason) {
        return AlertFiles.alert(id, group, "2001-01-01T" + hour + ":00:00Z", before, state, reason);
    }

    private List<Path> plots(Path... files) throws IOException {
        return plots(1, files);
    }

    private List<Path> plots(int groups, Path... files) throws IOException {
        try (OutputFolder out = OutputFolder.open(folder)) {
            return MonitorPlots.write(
                    MONITOR,
                    groups,
                    AlertLog.read(List.of(files)),
                    List.of(files),
                    out.goOn().folder("plots"));
        }
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    @Test
    void plotsTheGroupOfEachRuleThatChangedMostOften() throws Exception {
        List<Path> plots = plots(events, measurements);

        assertThat(plots).containsExactly(folder.resolve("plots/m-late-a_b_.svg"));
        Document plot = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(plots.get(0).toFile());
        assertThat(elements(plot, "text"))
                .extracting(Element::getTextContent)
                .contains(
                        "on_time of a<b&|ü",
                        "Monitor m, rule late, windows of 6 h",
                        "warning at 70 %",
                        "warning clears at 80 %",
                        "critical at 50 %",
                        "end of the window, UTC: 2001-01-01T06:00:00Z to 2001-01-02T00:00:00Z")
                .doesNotContain("critical clears at 50 %");
        assertThat(elements(plot, "circle"))
                .extracting(Element::getTextContent)
                .containsExactly(
                        "2001-01-01T12:00:00Z: warning after OK, 0.6",
                        "2001-01-01T18:00:00Z: OK after warning, 0.95",
                        "2001-01-01T21:00:00Z: no data after OK");
        // the last window has no value
        assertThat(elements(plot, "path")).singleElement().satisfies(path -> assertThat(path.getAttribute("d"))
                .matches("M76\\.0 [0-9.]+L76\\.0 [0-9.]+L397\\.3 [0-9.]+L718\\.7 [0-9.]+"));
    }

    @Test
    void plotsMoreGroupsOfARuleThoseThatChangedMostOftenFirst() throws IOException {
        Path more = Files.write(
                folder.resolve("more.jsonl"),
                List.of(
                        AlertFiles.event(transition("e", "a>b", "06", "OK", "WARNING", "THRESHOLD")),
                        AlertFiles.event(transition("f", "a>b", "12", "WARNING", "OK", "THRESHOLD")),
                        AlertFiles.measurement("a>b", "2001-01-01T12:00:00Z", "0.1")));

        assertThat(plots(2, events, measurements, more))
                .containsExactly(folder.resolve("plots/m-late-a_b_.svg"), folder.resolve("plots/m-late-a_b.svg"));
        assertThat(plots(3, events, measurements)).hasSize(2);
        assertThat(plots(0, events, measurements)).isEmpty();
    }

    @Test
    void numbersTheFilesOfGroupsWhoseNamesLookAlike() throws IOException {
        Path more = Files.write(
                folder.resolve("more.jsonl"),
                List.of(
                        AlertFiles.event(transition("e", "a b|", "06", "OK", "WARNING", "THRESHOLD")),
                        AlertFiles.measurement("a b|", "2001-01-01T12:00:00Z", "0.1")));

        assertThat(plots(3, events, measurements, more))
                .containsExactly(
                        folder.resolve("plots/m-late-a_b_.svg"),
                        folder.resolve("plots/m-late-ATL.svg"),
                        folder.resolve("plots/m-late-a_b_-2.svg"));
    }

    @Test
    void drawsTheRangeOfEachPixelOfManyValues() throws IOException {
        List<String> many = IntStream.range(0, 5_000)
                .mapToObj(i -> AlertFiles.measurement(
                        "ATL",
                        Instant.parse("2001-01-01T06:00:00Z")
                                .plus(Duration.ofHours(6L * i))
                                .toString(),
                        i % 2 == 0 ? "0.2" : "0.8"))
                .toList();
        Path alert = Files.write(
                folder.resolve("alert.jsonl"),
                List.of(AlertFiles.event(transition("a", "ATL", "06", "OK", "WARNING", "THRESHOLD"))));

        Path plot = plots(alert, Files.write(folder.resolve("part-0"), many)).get(0);

        assertThat(plot).content().hasSizeLessThan(100_000).contains("stroke=\"#9bb8d3\"");
    }

    @Test
    void drawsTheSameBytesForTheSameFiles() throws IOException {
        byte[] first = Files.readAllBytes(plots(events, measurements).get(0));

        assertThat(Files.readAllBytes(plots(measurements, events).get(0))).isEqualTo(first);
    }

    @Test
    void drawsNothingWithoutMeasurementsOrAlerts() throws IOException {
        assertThat(plots(events)).isEmpty();
        assertThat(plots(measurements)).isEmpty();
        assertThat(folder.resolve("plots")).doesNotExist();
    }

    @Test
    void aWindowThatIsMissingBreaksTheLine() throws IOException {
        Path gap = Files.write(
                folder.resolve("part-0"),
                List.of(
                        AlertFiles.measurement("a<b&|ü", "2001-01-01T06:00:00Z", "0.9"),
                        AlertFiles.measurement("a<b&|ü", "2001-01-01T18:00:00Z", "0.95")));

        String plot = Files.readString(plots(events, gap).get(0));

        assertThat(plot).containsPattern("d=\"M[0-9. ]+L[0-9. ]+M[0-9. ]+L[0-9. ]+\"");
    }
}
