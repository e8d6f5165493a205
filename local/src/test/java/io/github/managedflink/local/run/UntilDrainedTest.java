package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a run until drained is done with an application that counts no records. */
class UntilDrainedTest {
    @TempDir
    Path folder;

    @Test
    void waitsForTheEndOfAJobThatReadsNothingOfTheStack() throws IOException {
        Path endsLate = CopyAssembly.write(
                folder.resolve("ends-late"), "\"items\": \"2\", \"millis\": \"5000\"", SlowSequenceJob.class);
        List<String> progress = new CopyOnWriteArrayList<>();

        ApplicationResult result = LocalRun.builder()
                .assembly(endsLate)
                .stack("Main")
                .untilDrained()
                .progress(progress::add)
                .run()
                .application();

        assertThat(result.state()).isEqualTo(ApplicationResult.State.FINISHED);
        assertThat(result.accumulators()).containsEntry(SlowSequenceJob.COUNTED, 2L);
        assertThat(progress).contains("processing").noneMatch(line -> line.contains("savepoint"));
    }

    @Test
    void isNotDoneWhileRecordsMoveWithinASingleTask() throws IOException {
        Path chained = CopyAssembly.write(
                folder.resolve("chained"),
                "\"items\": \"50\", \"millis\": \"150\", \"source\": \"function\"",
                SlowSequenceJob.class);

        ApplicationResult result = LocalRun.builder()
                .assembly(chained)
                .stack("Main")
                .untilDrained()
                .run()
                .application();

        assertThat(result.state()).isEqualTo(ApplicationResult.State.FINISHED);
        assertThat(result.accumulators()).containsEntry(SlowSequenceJob.COUNTED, 50L);
    }

    @Test
    void tellsWhatAJobWroteIntoItsOwnSourceApartFromWhatWasFed() throws IOException {
        Path loop = CopyAssembly.write(
                folder.resolve("loop"),
                "\"target\": {\"Fn::Sub\": \"s3://${Lake}/copy\"}, \"lastWords\": \"once more\"");

        LocalRunResult result = LocalRun.builder()
                .assembly(loop)
                .stack("Main")
                .feed("Orders", Files.write(folder.resolve("orders.txt"), List.of("one", "two")))
                .untilDrained()
                .run();

        assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
        assertThat(result.unread()).isEmpty();
        assertThat(result.writtenLater()).containsExactly("Orders");
    }
}
