package io.github.managedflink.local.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.files.TemporaryFolder;
import io.github.managedflink.spec.LocalEndpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that a process keeps from run to run. */
class ProcessFilesTest {
    @TempDir
    Path temporary;

    @Test
    @DisplayName("A process that ends leaves none")
    void deletesThemAtTheEnd() throws Exception {
        isolateAnd("exit");

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    @DisplayName("What a killed process leaves is deleted with the next temporary folder")
    void leavesThemToTheNextWhenItIsKilled() throws Exception {
        isolateAnd("halt");
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isNotEmpty();
        }

        TemporaryFolder.adopt(Files.createDirectory(temporary.resolve("managed-flink-next")))
                .close();

        assertThat(temporary).isEmptyDirectory();
    }

    private void isolateAnd(String end) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.attach.allowAttachSelf=true",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Isolated.class.getName(),
                        end))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    /** A process that has had a run. */
    static final class Isolated {
        private Isolated() {}

        public static void main(String[] arguments) throws IOException {
            JobIsolation.start(LocalEndpoints.none(), "eu-west-1", false, Path.of("nowhere"))
                    .close();
            if (arguments[0].equals("halt")) {
                Runtime.getRuntime().halt(0);
            }
            System.exit(0);
        }
    }
}
