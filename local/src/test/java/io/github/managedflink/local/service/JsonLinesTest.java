package io.github.managedflink.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.managedflink.local.files.OutputFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"n\":100000000000000000000.01,\"m\":12.50,\"e\":1e400,\"z\":-0.0}",
                "{ \"b\" : 1,\t\"a\":[1.0, 2E5], \"b\": 2}",
                "{\"escaped\":\"\\u00e9\\/\\ud800\",\"plain\":\"é\ud83d\ude00\"}"
            })
    void showsAnObjectInTheCharactersInWhichItWasWritten(String object) throws IOException {
        assertThat(line(object)).isEqualTo("{\"data\":" + object + "}");
    }

    @Test
    void keepsAnObjectOfSeveralLinesOnOne() throws IOException {
        assertThat(line("{\r\n  \"a\": \"x\\n\",\n  \"b\": 1.50\n}\n"))
                .isEqualTo("{\"data\":{   \"a\": \"x\\n\",   \"b\": 1.50 }}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12.50       | '{\"data\":\"12.50\"}'",
                "[1.0]       | '{\"data\":\"[1.0]\"}'",
                "{} {}       | '{\"data\":\"{} {}\"}'",
                "'{\"a\":1}x'  | '{\"data\":\"{\\\"a\\\":1}x\"}'",
                "'{\"a\":1'    | '{\"data\":\"{\\\"a\\\":1\"}'",
                "'{\"a\":NaN}' | '{\"data\":\"{\\\"a\\\":NaN}\"}'",
                "''          | '{\"data\":\"\"}'"
            })
    void showsWhatIsNotOneObjectAsText(String record, String line) throws IOException {
        assertThat(line(record)).isEqualTo(line);
    }

    @Test
    void showsBytesThatAreNotTextInBase64() throws IOException {
        assertThat(line(new byte[] {(byte) 0xff, 0})).isEqualTo("{\"dataBase64\":\"/wA=\"}");
    }

    private String line(String record) throws IOException {
        return line(record.getBytes(StandardCharsets.UTF_8));
    }

    private String line(byte[] record) throws IOException {
        ObjectNode object = JsonLines.object();
        JsonLines.putBytes(object, "data", record);
        try (OutputFolder out = OutputFolder.open(folder)) {
            JsonLines.write(out.begin(), "records.jsonl", lines -> lines.accept(object));
        }
        return Files.readString(folder.resolve("records.jsonl")).stripTrailing();
    }
}
