package io.github.managedflink.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the jar that the service runs, and what is not. */
class PipelineJarIT {
    /** The size when this was written was 72 MB. */
    private static final long BUDGET = 76_000_000;

    private static final Path FILE = Path.of(System.getProperty("pipeline.jar"));

    private static JarFile jar;
    private static List<String> entries;

    @BeforeAll
    static void open() throws IOException {
        jar = new JarFile(FILE.toFile());
        entries = jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> !name.endsWith("/"))
                .toList();
    }

    @AfterAll
    static void close() throws IOException {
        jar.close();
    }

    @Test
    void itsSizeIsWithinTheBudget() throws IOException {
        assertThat(Files.size(FILE)).isLessThan(BUDGET);
    }

    @Test
    void itsMainClassIsThePipeline() throws IOException {
        assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class")).isEqualTo(PipelineJob.class.getName());
    }

    @Test
    void itsLicencesAndNoticesAreThere() throws IOException {
        assertThat(text("META-INF/LICENSE")).contains("Apache License");
        assertThat(text("META-INF/NOTICE"))
                .contains("managed-flink-constructs")
                .contains("Apache Flink")
                .contains("UserRecord");
        assertThat(entries).anyMatch(name -> name.startsWith("META-INF/licenses/"));
    }

    private static String text(String entry) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void noEntryIsThereTwice() {
        Map<String, Long> count =
                entries.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(count).allSatisfy((name, times) -> assertThat(times).as(name).isOne());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amazon-kinesis-producer-native-binaries/",
                "cacerts/",
                "org/apache/flink/api/",
                "org/apache/flink/core/",
                "org/apache/flink/runtime/",
                "org/apache/flink/streaming/api/",
                "org/apache/flink/connector/base/",
                "org/apache/flink/connector/file/",
                "org/apache/flink/connector/aws/",
                "org/apache/flink/shaded/",
                "org/apache/log4j/",
                "org/apache/logging/",
                "org/slf4j/",
                "ch/qos/logback/",
                "org/xerial/",
                "net/jpountz/",
                "org/junit/",
            })
    void whatTheRuntimeHasOrNobodyNeedsIsNotThere(String prefix) {
        assertThat(entries).noneMatch(name -> name.startsWith(prefix));
    }

    @Test
    void itsOnlyNativeLibraryIsZstandardForTheMachinesThatItRunsOn() {
        assertThat(entries)
                .filteredOn(name -> name.matches(".*\\.(so|dll|dylib|jnilib)"))
                .extracting(name -> name.replaceFirst("/libzstd-jni[^/]*$", ""))
                .containsExactlyInAnyOrder(
                        "linux/amd64", "linux/aarch64", "darwin/x86_64", "darwin/aarch64", "win/amd64");
    }

    @Test
    void ofHadoopThereIsOnlyWhatParquetNames() {
        assertThat(entries.stream().filter(name -> name.startsWith("org/apache/hadoop/")))
                .hasSizeLessThan(10);
    }

    @Test
    void everyProviderOfAServiceIsThere() throws IOException {
        for (String service : entries) {
            if (service.startsWith("META-INF/services/")) {
                assertThat(providers(service)).as(service).allSatisfy(provider -> assertThat(entries)
                        .contains(provider.replace('.', '/') + ".class"));
            }
        }
    }

    private static List<String> providers(String service) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(jar.getInputStream(jar.getEntry(service)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .toList();
        }
    }
}
