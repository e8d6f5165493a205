package io.github.managedflink.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.result.Interruption;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process that the script {@code mflink} starts; here this process is the script. */
class LauncherTest {
    private static final String NOTHING_TO_KEEP = "mflink: interrupted; there is nothing to keep\n";

    @TempDir
    Path folder;

    private Path temporary;

    @BeforeEach
    void makeTemporaryFolder() throws IOException {
        temporary = Files.createDirectory(folder.resolve("managed-flink-test"));
    }

    @Test
    void endsAtOnceWhenItIsAskedToBeforeThereAreJobs() throws Exception {
        Files.createFile(temporary.resolve("stop"));

        Process process = start(ProcessHandle.current().pid());

        assertThat(output(process)).isEqualTo(NOTHING_TO_KEEP);
        // The script makes 130 of it.
        assertThat(process.waitFor()).isNotZero();
        assertThat(temporary).exists();
    }

    @Test
    void endsWithTheScriptAndDeletesWhatThatCannot() throws Exception {
        long dead = 1;

        Process process = start(dead);

        assertThat(output(process)).isEqualTo(NOTHING_TO_KEEP);
        assertThat(process.waitFor()).isNotZero();
        assertThat(temporary).doesNotExist();
    }

    /** It would wait for its input if it were not asked to end. */
    private Process start(long script) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-Dmflink.launcher=" + script,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName()))
                .redirectErrorStream(true)
                .start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** A command that takes long. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws IOException {
            Console console = new Console(writer(System.out), writer(System.err), OptionalInt.empty());
            Launcher.follow(new Interruption(), console);
            System.in.transferTo(OutputStream.nullOutputStream());
        }

        private static PrintWriter writer(PrintStream stream) {
            return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
        }
    }
}
