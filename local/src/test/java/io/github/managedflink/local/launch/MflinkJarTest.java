package io.github.managedflink.local.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.run.CopyAssembly;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that {@code java -jar} starts. */
class MflinkJarTest {
    @TempDir
    Path folder;

    private Path temporary;

    @BeforeEach
    void makeTemporaryFolder() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
    }

    @Test
    void givesTheOutputAndExitCodeOfTheTool() throws Exception {
        Process process = start("run");

        assertThat(process.errorReader().lines())
                .containsExactly(
                        "mflink: Missing required options: '--assembly=DIR', '--stack=NAME'",
                        "mflink run --help shows its options.");
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void stopsARunInOrderOnASignal() throws Exception {
        Path assembly = CopyAssembly.write(folder.resolve("cdk.out"));
        Path orders = Files.writeString(folder.resolve("orders.txt"), "one\n");
        Path out = folder.resolve("out");

        Process process =
                start("run", "--assembly=" + assembly, "--stack=Main", "--feed=Orders=" + orders, "--out=" + out);
        List<String> lines = new ArrayList<>();
        try (BufferedReader err = process.errorReader()) {
            for (String line = err.readLine(); line != null; line = err.readLine()) {
                lines.add(line);
                if (line.startsWith("mflink: running until")) {
                    process.toHandle().destroy();
                }
            }
        }

        assertThat(process.waitFor()).as(String.join("\n", lines)).isEqualTo(130);
        assertThat(out.resolve("summary.json")).content().contains("\"interrupted\" : true");
        assertThat(temporary).isEmptyDirectory();
        try (Stream<Path> logs = Files.list(folder.resolve("target/mflink/logs"))) {
            assertThat(logs).hasSize(1);
        }
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                MflinkJar.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(folder.toFile()).start();
    }
}
