package io.github.managedflink.test.chaos;

import io.github.managedflink.local.result.LocalRunResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random pipelines under random disturbances: nothing is lost, nothing doubled where a sink promises that, no window
 * and no alert changed. By hand {@code -Dchaos.minutes=60 -Dchaos.seed=1000} runs new scenarios, one seed after the
 * other, for a time.
 */
class ChaosTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {2, 31, 249})
    @DisabledIfSystemProperty(named = "chaos.minutes", matches = ".*")
    void whatComesOutIsWhatTheEventsSay(long seed) throws IOException {
        run(seed);
    }

    @Test
    @EnabledIfSystemProperty(named = "chaos.minutes", matches = "\\d+")
    void whatComesOutIsWhatTheEventsSayForSomeTime() {
        long end = System.nanoTime()
                + Duration.ofMinutes(Long.getLong("chaos.minutes")).toNanos();
        List<String> failures = new ArrayList<>();
        LongStream.iterate(Long.getLong("chaos.seed", 1_000), seed -> seed + 1)
                .takeWhile(seed -> System.nanoTime() - end < 0)
                .forEach(seed -> {
                    System.out.println(Scenario.draw(seed));
                    try {
                        run(seed);
                    } catch (IOException | RuntimeException | AssertionError e) {
                        System.out.println("Seed " + seed + " fails: " + e);
                        failures.add(Scenario.draw(seed) + "\n" + e);
                    }
                });
        Assertions.assertThat(failures).isEmpty();
    }

    private void run(long seed) throws IOException {
        Scenario scenario = Scenario.draw(seed);
        List<String> progress = new CopyOnWriteArrayList<>();
        LocalRunResult result = ChaosRun.of(scenario, folder.resolve(Long.toString(seed)), progress::add);
        try {
            Expectation.check(scenario, result);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + String.join("\n", progress), e);
        }
    }
}
