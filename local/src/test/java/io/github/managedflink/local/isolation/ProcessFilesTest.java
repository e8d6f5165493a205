package io.github.managedflink.local.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.files.TemporaryFolder;
import io.github.managedflink.model.LocalEndpoints;
import java.io.IOException;
import java.io.OutputStream;
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
        assertThat(isolateAnd("exit").waitFor()).isZero();

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    @DisplayName("What a killed process leaves is deleted with the next temporary folder")
    void leavesThemToTheNextWhenItIsKilled() throws Exception {
        assertThat(isolateAnd("halt").waitFor()).isZero();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isNotEmpty();
        }

        TemporaryFolder.adopt(Files.createDirectory(temporary.resolve("managed-flink-next")))
                .close();

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    @DisplayName("A killed process leaves no socket for tools in the system's folder, where no later run would find it")
    void leavesNoSocketForTools() throws Exception {
        Process killed = isolateAnd("wait");
        // What comes first is written once the agent has attached.
        assertThat(killed.getInputStream().read()).isNotNegative();

        killed.destroyForcibly().waitFor();

        assertThat(Path.of("/tmp", ".java_pid" + killed.pid())).doesNotExist();
    }

    private Process isolateAnd(String end) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.attach.allowAttachSelf=true",
                        "-XX:+EnableDynamicAgentLoading",
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Isolated.class.getName(),
                        end))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A process that has had a run. */
    static final class Isolated {
        private Isolated() {}

        public static void main(String[] arguments) throws IOException {
            JobIsolation.start(LocalEndpoints.none(), "eu-west-1", false, Path.of("nowhere"), List.of())
                    .close();
            switch (arguments[0]) {
                case "wait" -> {
                    System.out.println("isolated");
                    System.in.transferTo(OutputStream.nullOutputStream());
                }
                case "halt" -> Runtime.getRuntime().halt(0);
                default -> System.exit(0);
            }
        }
    }
}
