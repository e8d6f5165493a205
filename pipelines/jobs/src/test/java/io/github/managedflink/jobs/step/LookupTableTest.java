package io.github.managedflink.jobs.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.model.etl.EnrichStep;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.model.s3.S3Location;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookupTableTest {
    private static final S3Location ANYWHERE = S3Location.of("tables", "countries");
    private static final EnrichStep CSV = EtlSteps.enrichFromCsv(ANYWHERE, "country", "code", "name");
    private static final EnrichStep JSON = EtlSteps.enrichFromJsonLines(ANYWHERE, "country", "code", "name");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"code,name\nAT,Österreich\n", "code,name\r\nAT,Österreich\r\n", "\uFEFFcode,name\nAT,Österreich"
            })
    void aTableInCsvMayHaveAMarkAndAnyLineEnd(String table) throws IOException {
        assertThat(read(CSV, table, StandardCharsets.UTF_8)).isEqualTo("Österreich");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"code\":\"AT\",\"name\":\"Österreich\"}\n",
                "\uFEFF{\"code\":\"AT\",\"name\":\"Österreich\"}\r\n\r\n",
            })
    void aTableInJsonLinesToo(String table) throws IOException {
        assertThat(read(JSON, table, StandardCharsets.UTF_8)).isEqualTo("Österreich");
    }

    @Test
    void aTableInAnotherEncodingIsRefused() {
        for (Charset charset : new Charset[] {StandardCharsets.ISO_8859_1, StandardCharsets.UTF_16}) {
            assertThatThrownBy(() -> read(CSV, "code,name\nAT,Österreich\n", charset))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("The lookup table .* is not in UTF-8\\.");
            assertThatThrownBy(() -> read(JSON, "{\"code\":\"AT\",\"name\":\"Österreich\"}\n", charset))
                    .isInstanceOf(IOException.class)
                    .hasMessageMatching("The lookup table .* is not in UTF-8\\.");
        }
    }

    private Object read(EnrichStep step, String table, Charset charset) throws IOException {
        Path file = Files.write(folder.resolve("table"), table.getBytes(charset));
        return new LookupTable(step, new org.apache.flink.core.fs.Path(file.toUri()))
                .read()
                .get("AT")[0];
    }
}
