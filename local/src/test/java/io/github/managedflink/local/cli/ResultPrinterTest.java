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
    void namesAFileThatIsAloneInItsFolder() throws IOException {
        Path lake = Files.createDirectory(folder.resolve("Lake"));

        String shown = printed(
                Files.writeString(folder.resolve("access.json"), "x".repeat(1_025)),
                Files.writeString(lake.resolve("part-0.parquet"), "x"),
                Files.writeString(lake.resolve("part-1.parquet"), "x".repeat(1_024)),
                Files.writeString(folder.resolve("Alerts.jsonl"), "{}\n"),
                Files.writeString(folder.resolve("Orders.jsonl"), "{}\n{}\n"));

        assertThat(shown.lines())
                .containsExactly(
                        "Files:",
                        "  " + PathText.of(folder) + "/access.json: 2 KiB",
                        "  " + PathText.of(lake) + ": 2 files, 2 KiB",
                        "  " + PathText.of(folder) + "/Alerts.jsonl: 1 line",
                        "  " + PathText.of(folder) + "/Orders.jsonl: 2 lines");
    }

    private static String printed(Path... outputs) {
        StringWriter text = new StringWriter();
        new ResultPrinter(new PrintWriter(text))
                .print(new LocalRunResult(
                        "S",
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of(outputs),
                        Optional.empty(),
                        Optional.empty(),
                        false));
        return text.toString();
    }
}
