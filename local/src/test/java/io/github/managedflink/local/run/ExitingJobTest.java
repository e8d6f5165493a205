package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.result.LocalRunException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that ends its process ends its run, and not the JVM of the test. */
class ExitingJobTest {
    private static final String MESSAGE =
            "The application Copy calls System.exit or Runtime.halt, in " + ExitingJob.class.getName() + ".";

    @TempDir
    Path folder;

    @Test
    void aMainMethodThatEndsItsProcessDoesNotStart() throws IOException {
        LocalRun run = run("main");

        assertThatThrownBy(run::start)
                .isInstanceOf(LocalRunException.class)
                .hasMessageStartingWith(MESSAGE)
                .extracting(failure -> ((LocalRunException) failure).reason())
                .isEqualTo(LocalRunException.Reason.JOB_FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "thread"})
    void aJobThatEndsItsProcessFails(String where) throws IOException {
        String failure;
        try {
            failure = run(where).run().application().failure().orElse("none");
        } catch (LocalRunException e) {
            // The run may still have been starting.
            failure = e.getMessage();
        }

        assertThat(failure).startsWith(MESSAGE);
    }

    private LocalRun run(String where) throws IOException {
        return LocalRun.builder()
                .assembly(
                        CopyAssembly.write(folder.resolve("cdk.out"), "\"where\": \"" + where + "\"", ExitingJob.class))
                .stack("Main")
                .untilDrained()
                .build();
    }
}
