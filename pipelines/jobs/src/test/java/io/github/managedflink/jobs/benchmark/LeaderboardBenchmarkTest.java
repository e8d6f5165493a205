package io.github.managedflink.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.managedflink.jobs.benchmark.LeaderboardBenchmark.Rate;
import io.github.managedflink.jobs.benchmark.LeaderboardBenchmark.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Events a second of the leaderboard against the same in the shape of public examples. Run by hand, on a quiet machine;
 * takes twenty minutes:
 *
 * <pre>{@code
 * mvn package -pl pipelines/jobs -am -Dtest=LeaderboardBenchmarkTest -Dsurefire.failIfNoSpecifiedTests=false -Dbenchmark=true
 * }</pre>
 */
@SuppressWarnings("try") // Flink's iterator may be interrupted when it is closed; nobody does.
class LeaderboardBenchmarkTest {
    private static final int ROUNDS = 3;
    private static final Duration BEFORE = Duration.ofSeconds(20);
    private static final Duration MEASURED = Duration.ofSeconds(30);
    /**
     * The list price of a KPU, which is one core, in us-east-1:
     * https://aws.amazon.com/managed-service-apache-flink/pricing/
     */
    private static final double DOLLARS_PER_CORE_HOUR = 0.11;

    /** A window has a million events. */
    private static final int EVENTS_PER_MILLISECOND = 100;

    private static final int FEW = 5;
    private static final int MANY = 100_000;

    @TempDir
    Path folder;

    @Test
    void bothShapesDoTheSame() throws Exception {
        BenchmarkEvents events = new BenchmarkEvents(1, 50, false);
        long count = 21_000;

        assertThat(library(events, count)).hasSize(30).containsExactlyInAnyOrderElementsOf(plain(events, count));
    }

    private List<String> plain(BenchmarkEvents events, long count) throws Exception {
        StreamExecutionEnvironment environment =
                new LeaderboardBenchmark(Shape.PLAIN, 1, folder.resolve("plain")).environment();
        List<String> boards = new ArrayList<>();
        try (CloseableIterator<String> results = PlainLeaderboard.attachTo(
                        LeaderboardBenchmark.messages(environment, events, count), LeaderboardBenchmark.RANKS)
                .executeAndCollect()) {
            results.forEachRemaining(boards::add);
        }
        return boards;
    }

    private List<String> library(BenchmarkEvents events, long count) throws Exception {
        LeaderboardBenchmark job = new LeaderboardBenchmark(Shape.LIBRARY, 1, folder);
        StreamExecutionEnvironment environment = job.environment();
        job.attachLibrary(LeaderboardBenchmark.messages(environment, events, count));
        environment.execute();
        List<String> boards = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("bucket").resolve("boards"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                for (String line : Files.readAllLines(file)) {
                    JsonNode entry = new ObjectMapper().readTree(line);
                    boards.add(
                            Instant.parse(entry.path("window_start").asText()).toEpochMilli() + " "
                                    + entry.path("rank").asText() + " "
                                    + entry.path("player").asText() + " "
                                    + entry.path("events").asText() + " "
                                    + Math.round(entry.path("score").asDouble() * 100));
                }
            }
        }
        return boards;
    }

    /** No test but a way to run the benchmark on the class path of the tests; no figure is asserted. */
    @Test
    @EnabledIfSystemProperty(named = "benchmark", matches = "true")
    void measure() throws Exception {
        Map<String, Case> cases = new LinkedHashMap<>();
        cases.put("plain, 5 keys", new Case(Shape.PLAIN, 1, FEW, false));
        cases.put("library, 5 keys", new Case(Shape.LIBRARY, 1, FEW, false));
        cases.put("plain, 100,000 keys", new Case(Shape.PLAIN, 1, MANY, false));
        cases.put("library, 100,000 keys", new Case(Shape.LIBRARY, 1, MANY, false));
        cases.put("library, 100,000 keys, 90 % of one", new Case(Shape.LIBRARY, 1, MANY, true));
        cases.put("library, 100,000 keys, parallelism 2", new Case(Shape.LIBRARY, 2, MANY, false));
        cases.put("library, 100,000 keys, 90 % of one, parallelism 2", new Case(Shape.LIBRARY, 2, MANY, true));
        Map<String, List<Rate>> rates = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Case> one : cases.entrySet()) {
                Path place = folder.resolve(round + "-" + rates.size() + "-" + System.nanoTime());
                rates.computeIfAbsent(one.getKey(), name -> new ArrayList<>())
                        .add(one.getValue().measure(place));
            }
        }
        System.out.printf("%-52s %12s %12s %14s%n", "", "events/s", "per core", "$ per 10^9");
        rates.forEach((name, measured) -> {
            double perSecond = median(measured.stream().map(Rate::perSecond).toList());
            double perCore = median(measured.stream().map(Rate::perCoreSecond).toList());
            System.out.printf(
                    Locale.ROOT,
                    "%-52s %,12.0f %,12.0f %14.3f%n",
                    name,
                    perSecond,
                    perCore,
                    1e9 / perCore / 3600 * DOLLARS_PER_CORE_HOUR);
        });
        assertThat(rates).hasSameSizeAs(cases);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }

    private record Case(Shape shape, int parallelism, int keys, boolean isHot) {
        Rate measure(Path folder) throws Exception {
            return new LeaderboardBenchmark(shape, parallelism, folder)
                    .measure(new BenchmarkEvents(EVENTS_PER_MILLISECOND, keys, isHot), BEFORE, MEASURED);
        }
    }
}
