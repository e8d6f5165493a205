package io.github.managedflink.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.kpi.AlertFiles;
import io.github.managedflink.local.kpi.AlertLog;
import io.github.managedflink.local.presentation.PathText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelinePrinterTest {
    @TempDir
    private Path folder;

    private String printed(List<String> alerts) throws IOException {
        Path file = Files.write(
                folder.resolve("events.jsonl"),
                alerts.stream().map(AlertFiles::event).toList());
        StringWriter text = new StringWriter();
        new TimelinePrinter(new PrintWriter(text)).print(List.of("quiet", "m"), AlertLog.read(List.of(file)));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    @Test
    void showsTransitionsAndRemindersAndWhatIsOpenAtTheEnd() throws IOException {
        String reminder = AlertFiles.alert("4", "ORD", "2001-01-02T12:00:00Z", "CRITICAL", "CRITICAL", "THRESHOLD")
                .replace("transition", "reminder");

        String text = printed(List.of(
                AlertFiles.alert("2", "ATL", "2001-01-02T00:00:00Z", "WARNING", "OK", "THRESHOLD"),
                AlertFiles.alert("1", "ATL", "2001-01-01T06:00:00Z", "OK", "WARNING", "THRESHOLD"),
                AlertFiles.alert("3", "ORD", "2001-01-02T06:00:00Z", "NO_DATA", "CRITICAL", "THRESHOLD"),
                reminder,
                AlertFiles.alert("5", "JFK", "2001-01-03T00:00:00Z", "OK", "NO_DATA", "NO_DATA")));

        assertThat(text)
                .isEqualTo(
                        """

                        Alerts of the monitor m:
                          TIME                  RULE  GROUP  FROM     TO        VALUE   THRESHOLD  AFTER
                          2001-01-01T06:00:00Z  late  ATL    OK       WARNING   0.1235  0.7        1 h 30 min
                          2001-01-02T00:00:00Z  late  ATL    WARNING  OK        0.1235  0.7        1 h 30 min
                          2001-01-02T06:00:00Z  late  ORD    NO_DATA  CRITICAL  0.1235  0.7        1 h 30 min
                          2001-01-02T12:00:00Z  late  ORD    still    CRITICAL  0.1235  0.7        1 h 30 min
                          2001-01-03T00:00:00Z  late  JFK    OK       NO_DATA   -       no data    1 h 30 min
                          Transitions: 1 to OK, 1 to WARNING, 1 to CRITICAL, 1 to NO_DATA; reminders: 1
                          Open at the end: 2
                            late ORD CRITICAL since 2001-01-02T06:00:00Z
                            late JFK NO_DATA since 2001-01-03T00:00:00Z
                        """);
    }

    @Test
    void leavesALongTimelineToItsFile() throws IOException {
        List<String> alerts = IntStream.range(0, 1_000)
                .mapToObj(i -> AlertFiles.alert(
                        "id" + i, "g" + i, Instant.ofEpochSecond(i).toString(), "OK", "WARNING", "THRESHOLD"))
                .toList();

        String text = printed(alerts);

        assertThat(text.lines()).hasSizeLessThan(60);
        assertThat(text)
                .contains("  … and 960 more in " + PathText.of(folder.resolve("events.jsonl")))
                .contains("Transitions: 1,000 to WARNING\n")
                .contains("Open at the end: 1,000\n")
                .contains("    … and 990 more\n");
    }

    @Test
    void saysNothingWhereNobodyWasAlerted() throws IOException {
        assertThat(printed(List.of())).isEmpty();
    }
}
