package io.github.managedflink.local.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.kpi.AlertReason;
import io.github.managedflink.model.kpi.AlertState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertLogTest {
    private static final String FIRST =
            AlertFiles.alert("a", "ORD", "2001-01-01T06:00:00Z", "OK", "WARNING", "THRESHOLD");
    private static final String SECOND =
            AlertFiles.alert("b", "ORD", "2001-01-01T12:00:00Z", "WARNING", "NO_DATA", "NO_DATA");

    @TempDir
    private Path folder;

    private Path file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines));
    }

    @Test
    void readsWhatAnAlertTells() throws IOException {
        AlertLog log = AlertLog.read(List.of(file("events.jsonl", AlertFiles.event(FIRST))));

        assertThat(log.of("m")).singleElement().satisfies(alert -> {
            assertThat(alert.id()).isEqualTo("a");
            assertThat(alert.isReminder()).isFalse();
            assertThat(alert.rule()).isEqualTo("late");
            assertThat(alert.group()).isEqualTo("ORD");
            assertThat(alert.previousState()).isEqualTo(AlertState.OK);
            assertThat(alert.state()).isEqualTo(AlertState.WARNING);
            assertThat(alert.reason()).isEqualTo(AlertReason.THRESHOLD);
            assertThat(alert.time()).isEqualTo("2001-01-01T06:00:00Z");
            assertThat(alert.sincePrevious()).contains(Duration.ofMillis(5_400_500));
            assertThat(alert.value()).hasValue(0.123456);
            assertThat(alert.threshold()).hasValue(0.7);
            assertThat(alert.windowEnd()).contains(Instant.parse("2001-01-01T06:00:00Z"));
        });
    }

    @ParameterizedTest
    @CsvSource({
        "messages.jsonl, message",
        "events.jsonl, detail",
        "records.jsonl, data",
        "records.jsonl, value",
        "alerts.jsonl, document"
    })
    void findsAlertsInWhatEachServiceTook(String name, String wrapping) throws IOException {
        Path file = file(name, "{\"%s\": %s}".formatted(wrapping, FIRST), "{\"%s\": \"text\"}".formatted(wrapping));

        assertThat(AlertLog.read(List.of(file)).of("m"))
                .extracting(MonitorAlert::id)
                .containsExactly("a");
    }

    @Test
    void findsAlertsInTablesAndGzippedObjects() throws IOException {
        // given
        Path items = file(
                "items.jsonl",
                """
                {"id": {"S": "t"}, "kind": {"S": "reminder"}, "monitor": {"S": "m"}, "rule": {"S": "r"}, "kpi": {"S": "k"},\
                 "group": {"S": "*"}, "state": {"S": "CRITICAL"}, "previous_state": {"S": "CRITICAL"},\
                 "time": {"S": "2001-01-01T00:00:00Z"}, "reason": {"S": "THRESHOLD"}, "value": {"N": "0.25"},\
                 "threshold": {"NULL": true}, "causes": {"L": [{"M": {"value": {"N": "1"}}}]}, "version": {"N": "17"}}""");
        Path object = folder.resolve("part-0");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(object))) {
            out.write(FIRST.getBytes(StandardCharsets.UTF_8));
        }
        Path image = Files.write(folder.resolve("part-1"), new byte[] {'P', 'A', 'R', '1', (byte) 0xff});

        // when
        List<MonitorAlert> alerts = AlertLog.read(List.of(items, object, image)).of("m");

        // then
        assertThat(alerts).extracting(MonitorAlert::id).containsExactly("t", "a");
        assertThat(alerts.get(0).isReminder()).isTrue();
        assertThat(alerts.get(0).value()).hasValue(0.25);
        assertThat(alerts.get(0).threshold()).isEmpty();
        assertThat(alerts.get(0).version()).isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\n  \"calls\" : []\n}", "{", "{\"id\": \"cut o", "no JSON", ""})
    void passesOverFilesThatHoldNoLinesOfJson(String content) throws IOException {
        Path other = Files.writeString(folder.resolve("other"), content);

        assertThat(AlertLog.read(List.of(other, file("events.jsonl", AlertFiles.event(FIRST))))
                        .of("m"))
                .hasSize(1);
    }

    @Test
    void tellsEachAlertOnceInTheOrderOfTimeAndWhereMostOfThemAre() throws IOException {
        Path bus = file("events.jsonl", AlertFiles.event(SECOND), AlertFiles.event(FIRST), AlertFiles.event(SECOND));
        Path topic = file("messages.jsonl", AlertFiles.message("2026-01-01T00:00:00Z", FIRST));

        AlertLog log = AlertLog.read(List.of(topic, bus));

        assertThat(log.of("other")).isEmpty();
        assertThat(log.of("m")).extracting(MonitorAlert::id).containsExactly("a", "b");
        assertThat(log.file("m")).contains(bus);
    }

    @Test
    void knowsWhenAnAlertWasFirstPublishedAlsoFromAMessageForPeople() throws IOException {
        Path bus = file("events.jsonl", AlertFiles.event(FIRST), AlertFiles.event(SECOND));
        Path topic = file(
                "messages.jsonl",
                AlertFiles.message("2026-01-01T00:00:02Z", FIRST),
                AlertFiles.message("2026-01-01T00:00:01Z", FIRST),
                "{\"timestamp\": \"2026-01-01T00:00:05Z\", \"message\": \"Hello\", \"attributes\": {\"id\": \"b\"}}");

        AlertLog log = AlertLog.read(List.of(bus, topic));

        assertThat(log.of("m").stream().map(log::published))
                .containsExactly(
                        Optional.of(Instant.parse("2026-01-01T00:00:01Z")),
                        Optional.of(Instant.parse("2026-01-01T00:00:05Z")));
    }
}
