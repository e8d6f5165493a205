package io.github.managedflink.local.services;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.files.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    @TempDir
    Path folder;

    @Test
    void writesTextsThatAreNoUnicodeSoThatTheyCanBeRead() throws IOException {
        try (OutputFolder out = OutputFolder.open(folder)) {
            JsonLines.write(
                    out.begin(),
                    "records.jsonl",
                    lines -> lines.accept(
                            JsonLines.object().put("half", "a\ud800b").put("whole", "\ud83d\ude00 é")));
        }

        assertThat(Files.readString(folder.resolve("records.jsonl")))
                .isEqualTo("{\"half\":\"a\\ud800b\",\"whole\":\"\ud83d\ude00 é\"}\n");
    }
}
