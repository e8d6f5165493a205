package io.github.managedflink.local.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.result.LocalRunException.Reason;
import io.github.managedflink.local.run.CopyAssembly;
import io.github.managedflink.local.run.LocalRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that are asked to end before their time. */
class InterruptionTest {
    @TempDir
    Path folder;

    private final Interruption interruption = new Interruption();
    private Path out;
    private LocalRun.Builder run;

    @BeforeEach
    void prepare() throws IOException {
        out = folder.resolve("out");
        run = LocalRun.builder()
                .assembly(CopyAssembly.write(folder.resolve("cdk.out")))
                .stack("Main")
                .feed(
                        "Orders",
                        Files.write(
                                folder.resolve("orders.txt"),
                                IntStream.range(0, 20_000)
                                        .mapToObj(i -> "order " + i)
                                        .toList()),
                        10)
                .out(out)
                .interruption(interruption);
    }

    @Test
    void stopsInOrderWhileItFeedsAndDrains() throws IOException {
        LocalRunResult result = run.untilDrained()
                .progress(atLine("processing", interruption::request))
                .run();

        assertIsInterrupted(result);
    }

    @Test
    void stopsInOrderWhenItsThreadIsInterrupted() throws IOException {
        List<String> lines = new ArrayList<>();
        Consumer<String> interrupt = atLine("feeding", Thread.currentThread()::interrupt);

        LocalRunResult result = run.progress(interrupt.andThen(lines::add)).run();

        assertThat(Thread.interrupted()).isTrue();
        assertIsInterrupted(result);
        assertThat(lines).last(InstanceOfAssertFactories.STRING).isEqualTo("stopping Copy with a savepoint");
        assertThat(lines).noneMatch(line -> line.startsWith("running"));
    }

    private void assertIsInterrupted(LocalRunResult result) throws IOException {
        assertThat(result.interrupted()).isTrue();
        assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
        assertThat(result.application().savepoint()).isPresent();
        JsonNode summary = new JsonMapper().readTree(out.resolve("summary.json").toFile());
        assertThat(summary.path("interrupted").asBoolean()).isTrue();
        assertThat(summary.at("/fed/Orders").asInt()).isLessThan(20_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"starting Flink", ""})
    void keepsNothingBeforeItHasJobs(String line) {
        Consumer<String> progress = atLine("starting Flink", interruption::request);
        if (line.isEmpty()) {
            interruption.request();
        }

        assertThatThrownBy(() -> run.progress(progress).run())
                .isInstanceOfSatisfying(LocalRunException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(Reason.INTERRUPTED))
                .hasMessage("The run was interrupted before its applications ran; there is nothing to keep.");
        assertThat(out.resolve("summary.json")).doesNotExist();
    }

    private static Consumer<String> atLine(String begin, Runnable action) {
        return line -> {
            if (line.startsWith(begin)) {
                action.run();
            }
        };
    }
}
