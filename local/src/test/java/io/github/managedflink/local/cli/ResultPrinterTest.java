package io.github.managedflink.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.presentation.PathText;
import io.github.managedflink.local.result.LocalRunResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultPrinterTest {
    @TempDir
    Path folder;

    @Test
    void showsTheFilesOfEachPrefixAndTheFirstRecords() throws IOException {
        Path day = Files.createDirectories(folder.resolve("Lake/orders/day=1"));
        Path nextDay = Files.createDirectories(folder.resolve("Lake/orders/day=2"));
        Path table = Files.createDirectory(folder.resolve("Table"));

        String shown = printed(
                Files.writeString(folder.resolve("access.json"), "x".repeat(1_025)),
                Files.writeString(day.resolve("part-0.json"), "{\"id\":1,\"name\":\"a\"}\n"),
                Files.writeString(nextDay.resolve("part-1.json"), "{\"id\":2,\"tags\":[1]}\n".repeat(80)),
                Files.writeString(table.resolve("items.jsonl"), "{\"id\":{\"S\":\"x\"},\"n\":{\"N\":\"7\"}}\n"),
                Files.writeString(
                        folder.resolve("Orders.jsonl"),
                        "{\"shard\":\"0\",\"sequenceNumber\":\"1\",\"data\":{\"id\":3}}\n".repeat(2)));

        String here = "  " + PathText.of(folder);
        assertThat(shown.lines())
                .containsExactly(
                        "First records in " + PathText.of(folder) + "/Lake/orders:",
                        "  id  name  tags",
                        "   1  a",
                        "   2        [1]",
                        "   2        [1]",
                        "First records in " + PathText.of(folder) + "/Orders.jsonl:",
                        "  id",
                        "   3",
                        "   3",
                        "First records in " + PathText.of(folder) + "/Table:",
                        "  id  n",
                        "  x   7",
                        "Files:",
                        here + "/Lake/orders: 2 files, 2 KiB",
                        here + "/Orders.jsonl: 2 lines",
                        here + "/Table/items.jsonl: 1 line",
                        here + "/access.json: 2 KiB");
    }

    private String printed(Path... outputs) {
        StringWriter text = new StringWriter();
        new ResultPrinter(new PrintWriter(text), new Page(100, false))
                .print(new LocalRunResult(
                        "S",
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(outputs),
                        Optional.of(folder.resolve("summary.json")),
                        Optional.empty(),
                        false));
        return text.toString().replaceFirst("Summary: .*\\R", "");
    }
}
