package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailingCloseTest {
    @TempDir
    Path folder;

    @Test
    void tellsWhyAnApplicationFailsWhileItStops() throws IOException {
        // given
        List<String> progress = new CopyOnWriteArrayList<>();
        try (RunningStack running = LocalRun.builder()
                .assembly(CopyAssembly.write(folder.resolve("cdk.out"), "\"no\": \"setting\"", FailingCloseJob.class))
                .stack("Main")
                .progress(progress::add)
                .start()) {
            // when
            LocalRunResult result = running.stop();

            // then
            assertThat(result.application().state()).isEqualTo(ApplicationResult.State.FAILED);
            assertThat(result.application().failure())
                    .hasValueSatisfying(cause -> assertThat(cause).contains(FailingCloseJob.FAILURE));
            assertThat(progress)
                    .endsWith(
                            "stopping Copy with a savepoint",
                            "The application Copy fails while it stops: "
                                    + result.application().failure().orElseThrow());
        }
    }
}
