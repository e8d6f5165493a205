package io.github.managedflink.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitGuardTest {
    /** A process that ends itself, as a job does. */
    public static final class Exits {
        public static void main(String[] arguments) {
            ExitGuard guard = ExitGuard.install(
                    new Console(new PrintWriter(System.out, true, UTF_8), new PrintWriter(System.err, true, UTF_8)));
            if (arguments.length > 0) {
                guard.release();
            }
            System.exit(0);
        }
    }

    @Test
    void makesAFailureOfAnExitThatIsNotTheCommandLines() throws Exception {
        Process process = start();

        assertThat(new String(process.getErrorStream().readAllBytes(), UTF_8))
                .contains("mflink: An application has called System.exit");
        assertThat(process.waitFor()).isEqualTo(ExitCode.JOB_FAILED);
    }

    @Test
    void leavesTheExitOfTheCommandLineAsItIs() throws Exception {
        assertThat(start("released").waitFor()).isZero();
    }

    private static Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Exits.class.getName());
        builder.command().addAll(List.of(arguments));
        return builder.start();
    }
}
