package io.github.managedflink.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoardPrinterTest {
    @TempDir
    private Path folder;

    private String printed(String... items) throws IOException {
        Path file = Files.write(folder.resolve("items.jsonl"), List.of(items));
        StringWriter text = new StringWriter();
        new BoardPrinter(new PrintWriter(text), new Page(100, false)).print(List.of("count", "avg"), List.of(file));
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String item(String day, int rank, String member, int count, String average, boolean isFinal) {
        return """
                {"board": {"S": "a|%1$s"}, "window_start": {"S": "%1$s"}, "rank": {"N": "%2$d"}, "member": {"S": "%3$s"},\
                 "count": {"N": "%4$d"}, "avg": {"N": "%5$s"}, "version": {"N": "9"}, "final": {"BOOL": %6$s}}"""
                .formatted(day, rank, member, count, average, isFinal);
    }

    @Test
    void ofManyBoardsTheLastOnes() throws IOException {
        String[] items = IntStream.rangeClosed(10, 30)
                .mapToObj(day -> item("2001-01-" + day, 1, "ATL", 1, "1", true))
                .toArray(String[]::new);

        assertThat(printed(items).lines())
                .contains("The last boards in turn, with their first 3 ranks:", "  a|2001-01-21   1 ATL")
                .doesNotContain("  a|2001-01-20   1 ATL")
                .anyMatch(line -> line.startsWith("  11 boards before them in ") && line.endsWith("items.jsonl"));
    }

    @Test
    void boardsComeInTheOrderOfTheirWindowsAndTheLastOneWhole() throws IOException {
        String text = printed(
                item("2001-01-02", 2, "ORD", 7, "1.25", false),
                item("2001-01-01", 1, "ATL", 12, "-3.0", true),
                item("2001-01-02", 1, "DFW", 8, "12", false));

        assertThat(text)
                .isEqualTo(
                        """

                        The boards in turn, with their first 3 ranks:
                          a|2001-01-01   1 ATL
                          a|2001-01-02 (open)   1 DFW   2 ORD

                        The board a|2001-01-02 (open):
                          rank  member  count  avg
                             1  DFW         8   12
                             2  ORD         7  1.3
                        """);
    }

    @Test
    void ofATableWithoutBoardsNothingIsShown() throws IOException {
        assertThat(printed("{\"id\": {\"S\": \"a\"}}")).isEmpty();
    }
}
