package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.local.gate.ServiceFault;
import io.github.managedflink.local.presentation.PathText;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.result.LocalRunResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs an application of a user's own, with real stand-ins and a real Flink. */
class LocalRunTest {
    @TempDir
    Path folder;

    private Path assembly;

    @BeforeEach
    void writeAssembly() throws IOException {
        assembly = CopyAssembly.write(folder.resolve("cdk.out"));
    }

    @Test
    void processesWhatIsFedAndWritesWhatTheSinksReceived() throws IOException {
        // given
        List<String> lines =
                IntStream.range(0, 20_000).mapToObj(i -> "order " + i).toList();
        Path out = folder.resolve("out");

        // when
        LocalRunResult result = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .feed("Main/Source", Files.write(folder.resolve("orders.txt"), lines))
                .untilDrained()
                .out(out)
                .run();

        // then
        assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
        assertThat(result.application().restarts()).isZero();
        assertThat(result.fed()).containsEntry("Main/Source", 20_000L);
        assertThat(result.outputs()).isNotEmpty().allMatch(file -> file.startsWith(out.resolve("Lake/copy")));
        assertThat(result.outputs().stream().flatMap(LocalRunTest::lines)).containsExactlyInAnyOrderElementsOf(lines);

        JsonNode summary = new JsonMapper().readTree(out.resolve("summary.json").toFile());
        assertThat(summary.at("/applications/Copy/state").asText()).isEqualTo("stopped");
        assertThat(summary.at("/fed/Main~1Source").asInt()).isEqualTo(20_000);
    }

    @Test
    void refusesLinesThatAreNoRecordsBeforeFlinkStarts() throws IOException {
        String line = "x".repeat(1 << 20);
        Path one = Files.writeString(folder.resolve("one.txt"), "short\n" + line + "\n");
        Path two = Files.writeString(folder.resolve("two.txt"), line + "\n" + line);
        List<String> progress = new CopyOnWriteArrayList<>();

        assertThatThrownBy(() -> LocalRun.builder()
                        .assembly(assembly)
                        .stack("Main")
                        .feed("Orders", one)
                        .feed("Orders", two, 0.001)
                        .progress(progress::add)
                        .run())
                .isInstanceOf(LocalRunException.class)
                .hasMessage("Line 2 of the feed " + one
                        + " has 1,048,576 bytes, and its stream takes records of at most"
                        + " 1,048,557.\nLine 1 of the feed " + two + " has 1,048,576 bytes, and its stream takes"
                        + " records of at most 1,048,557. In all, 2 of its lines are too long.");
        assertThat(progress).isEmpty();
    }

    @Test
    void feedsAtAPaceAndWaitsForTheEndOfIt() throws IOException {
        // given
        List<String> lines = IntStream.range(0, 60).mapToObj(i -> "order " + i).toList();
        List<String> progress = new CopyOnWriteArrayList<>();

        // when
        LocalRunResult result = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .feed("Orders", Files.write(folder.resolve("orders.txt"), lines), 40)
                .untilDrained()
                .out(folder.resolve("paced"))
                .progress(progress::add)
                .run();

        // then
        assertThat(result.fed()).containsExactly(entry("Orders", 60L));
        assertThat(result.outputs().stream().flatMap(LocalRunTest::lines)).containsExactlyInAnyOrderElementsOf(lines);
        assertThat(progress)
                .anyMatch(line -> line.endsWith("orders.txt to Orders, 40 records a second"))
                .anyMatch(line -> line.matches("fed \\d+ records? from .*orders.txt to Orders.*, 40 a second.*"))
                .anyMatch(line -> line.matches("(fed .*; )?Copy: [1-6]?\\d records, \\d+ a second"));
    }

    @Test
    void stopsToFeedWhenItStops() throws IOException {
        // given
        Path file = Files.write(
                folder.resolve("orders.txt"),
                IntStream.range(0, 1_000).mapToObj(i -> "order " + i).toList());
        try (RunningStack running = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .feed("Orders", file, 0.001)
                .out(folder.resolve("stopped"))
                .start()) {
            // when
            LocalRunResult result = running.stop();

            // then
            assertThat(result.isSuccess()).isTrue();
            assertThat(result.fed().get("Orders")).isBetween(0L, 1L);
        }
    }

    @Test
    void takesRecordsAndSavepointsWhileItRuns() {
        // given
        Path out = folder.resolve("handle");
        try (RunningStack running =
                LocalRun.builder().assembly(assembly).stack("Main").out(out).start()) {
            // when
            running.put("Orders", List.of(bytes("one"), bytes("two")));
            running.awaitDrained();
            String savepoint = running.savepoint("Copy");
            running.put("Orders", List.of(bytes("three")));
            running.awaitDrained();
            LocalRunResult result = running.stop();

            // then
            assertThat(savepoint).startsWith("s3://");
            assertThat(result.isSuccess()).isTrue();
            assertThat(result.outputs().stream().flatMap(LocalRunTest::lines))
                    .containsExactlyInAnyOrder("one", "two", "three");
        }
    }

    @Test
    void waitsForAnApplicationThatStartsToReadLate() throws IOException {
        // given: a source that reads nothing until the run waits for it
        ServerSocket gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Path late = CopyAssembly.write(
                folder.resolve("late"),
                "\"target\": {\"Fn::Sub\": \"s3://${Lake}/copy\"}, \"gate\": \"%d\"".formatted(gate.getLocalPort()));
        try (RunningStack running = LocalRun.builder()
                .assembly(late)
                .stack("Main")
                .out(folder.resolve("read-late"))
                .progress(line -> openWhenAwaited(gate, line))
                .start()) {
            // when
            running.put("Orders", List.of(bytes("one"), bytes("two")));
            running.awaitDrained();
            gate.close();
            LocalRunResult result = running.stop();

            // then
            assertThat(result.unread()).isEmpty();
            assertThat(result.outputs().stream().flatMap(LocalRunTest::lines)).containsExactlyInAnyOrder("one", "two");
        }
    }

    private static void openWhenAwaited(ServerSocket gate, String line) {
        if (line.equals("waiting for an application to read Orders")) {
            try {
                gate.accept().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void paceIsThatOfEachFileOfAStreamByWhateverName() throws IOException {
        // given
        List<String> progress = new CopyOnWriteArrayList<>();
        Path one = Files.write(folder.resolve("one.txt"), List.of("one", "two"));
        Path other = Files.write(folder.resolve("other.txt"), List.of("three"));

        // when
        LocalRunResult result = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .feed("Main/Source", one)
                .feed("Orders", other)
                .pace("Orders", 40)
                .untilDrained()
                .progress(progress::add)
                .run();

        // then
        assertThat(result.fed()).containsOnly(entry("Main/Source", 2L), entry("Orders", 1L));
        assertThat(progress)
                .contains(
                        "feeding " + PathText.of(one) + " to Main/Source, 40 records a second",
                        "feeding " + PathText.of(other) + " to Orders, 40 records a second");
    }

    @Test
    void keyFindsItsStreamByAnotherNameThanTheFeed() throws IOException {
        // given
        List<String> progress = new CopyOnWriteArrayList<>();
        Path file = Files.write(folder.resolve("orders.txt"), List.of("{\"id\": 1}", "{\"id\": 2}", "three"));

        // when
        LocalRunResult result = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .feed("Main/Source", file)
                .key("Orders", "id")
                .untilDrained()
                .progress(progress::add)
                .run();

        // then
        assertThat(result.fed()).containsExactly(entry("Main/Source", 3L));
        assertThat(progress)
                .contains("fed 3 records (1 of them without the key) from " + PathText.of(file) + " to Main/Source");
    }

    @Test
    void refusesAPaceWithoutAFeed() throws IOException {
        Path file = Files.writeString(folder.resolve("x.txt"), "x\n");
        LocalRun.Builder run = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .feed("Orders", file)
                .pace("Orders", 1)
                .pace("Main/Source", 2);

        assertThatThrownBy(() -> run.start())
                .isInstanceOf(LocalRunException.class)
                .hasMessageContaining("has two paces");
        assertThatThrownBy(() -> LocalRun.builder()
                        .assembly(assembly)
                        .stack("Main")
                        .pace("Orders", 1)
                        .start())
                .hasMessage("The pace of the stream Orders goes with a feed of it, and there is none.");
    }

    @Test
    void goesOnWithoutLossWhenTheTaskManagerIsKilled() {
        try (RunningStack running = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .out(folder.resolve("killed"))
                .start()) {
            // given
            running.put("Orders", List.of(bytes("one")));
            running.awaitDrained();

            // when
            running.killTaskManager();
            running.put("Orders", List.of(bytes("two")));
            running.awaitDrained();
            LocalRunResult result = running.stop();

            // then
            assertThat(result.application().restarts()).isOne();
            assertThat(result.outputs().stream().flatMap(LocalRunTest::lines)).containsExactlyInAnyOrder("one", "two");
        }
    }

    @Test
    void lastWordsOfAKilledTaskReachNobodyWhoeverKillsIt() throws IOException {
        // given
        Path talkative = CopyAssembly.write(
                folder.resolve("talkative"),
                "\"target\": {\"Fn::Sub\": \"s3://${Lake}/copy\"}, \"lastWords\": \"not from the dead\"");
        try (RunningStack running = LocalRun.builder()
                .assembly(talkative)
                .stack("Main")
                .feed("Orders", Files.write(folder.resolve("orders.txt"), List.of("one", "two", "three")), 1)
                .out(folder.resolve("outlived"))
                .start()) {
            // when
            CompletableFuture<Void> kill = CompletableFuture.runAsync(running::killTaskManager);
            running.awaitDrained();
            kill.join();
            LocalRunResult result = running.stop();

            // then
            assertThat(result.application().restarts()).isOne();
            assertThat(result.outputs().stream().flatMap(LocalRunTest::lines))
                    .contains("one", "two", "three")
                    .doesNotContain("not from the dead");
        }
    }

    @Test
    void stopsAnApplicationThatRestartsAsSoonAsItRuns() {
        try (RunningStack running = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .out(folder.resolve("restarting"))
                .start()) {
            // given
            running.put("Orders", List.of(bytes("one"), bytes("two")));
            running.awaitDrained();

            // when
            running.killTaskManager();
            assertThat(running.isRunning("Copy")).isFalse();
            ApplicationResult stopped = running.stop("Copy");

            // then
            assertThat(stopped.state()).isEqualTo(ApplicationResult.State.STOPPED);
            assertThat(stopped.savepoint()).isPresent();
            assertThat(running.stop("Copy")).isEqualTo(stopped);
        }
    }

    @Test
    void startsAtAHigherParallelismThanTheTemplates() {
        try (RunningStack running = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .out(folder.resolve("grown"))
                .start()) {
            // given
            String savepoint = running.stop("Copy").savepoint().orElseThrow();

            // when
            running.start("Copy", savepoint, 5);
            running.put("Orders", List.of(bytes("one"), bytes("two"), bytes("three"), bytes("four"), bytes("five")));
            running.awaitDrained();
            LocalRunResult result = running.stop();

            // then
            assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
            assertThat(result.outputs()).as("files, one of each subtask").hasSize(5);
        }
    }

    @Test
    void tellsWhyAnApplicationFailsAgainAndAgain() throws IOException {
        LocalRunResult result = LocalRun.builder()
                .assembly(assembly)
                .stack("Main")
                .feed("Orders", Files.writeString(folder.resolve("poison.txt"), "good\nfail\n"))
                .untilDrained()
                .run();

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.application().restarts()).isGreaterThanOrEqualTo(4);
        assertThat(result.application().failure())
                .hasValueSatisfying(cause -> assertThat(cause).contains("This record fails the job."));
    }

    @Test
    void tellsWhyAnApplicationDoesNotStart() throws IOException {
        Path broken = CopyAssembly.write(folder.resolve("broken"), "\"other\": \"x\"");

        assertThatThrownBy(
                        () -> LocalRun.builder().assembly(broken).stack("Main").start())
                .isInstanceOf(LocalRunException.class)
                .hasMessage("The application Copy did not start: The setting target is missing.");
    }

    @Test
    void saysThatAMainMethodBuildsNoJob() throws IOException {
        Path jobless = CopyAssembly.write(folder.resolve("jobless"), "\"other\": \"x\"", JoblessProgram.class);

        assertThatThrownBy(
                        () -> LocalRun.builder().assembly(jobless).stack("Main").start())
                .isInstanceOf(LocalRunException.class)
                .hasMessage("The application Copy did not start: its main method ended without a job. End it with"
                        + " StreamExecutionEnvironment.execute, or with an INSERT in SQL.");
    }

    @Test
    void namesTheApplicationAndTheFaultThatMayHaveBeenMeantAndEveryNull() {
        try (RunningStack running =
                LocalRun.builder().assembly(assembly).stack("Main").start()) {
            assertThatThrownBy(() -> running.stop("Cpy"))
                    .isInstanceOf(LocalRunException.class)
                    .hasMessageEndingWith("has no application Cpy; did you mean Copy?");
            assertThatThrownBy(() -> running.inject(ServiceFault.throttle("kinesi", Duration.ofSeconds(1))))
                    .isInstanceOf(LocalRunException.class)
                    .hasMessage("There is no service kinesi in this run for a fault to meet; did you mean kinesis?");
            assertThatThrownBy(() -> running.inject(ServiceFault.throttle("kinesis", Duration.ofSeconds(1))
                            .action("PutRecrd")))
                    .hasMessage(
                            "The service kinesis has no action PutRecrd for a fault to meet; did you mean PutRecord?");
            assertRefusesNull("moment", () -> running.deleteExpiredItems(null));
            assertRefusesNull("fault", () -> running.inject(null));
            assertRefusesNull("stream", () -> running.put(null, List.of()));
            assertRefusesNull("records", () -> running.put("Orders", null));
            assertRefusesNull("stream", () -> running.awaitReaders(null));
            assertRefusesNull("brokers", () -> running.bootstrapServers(null));
            assertRefusesNull("application", () -> running.savepoint(null));
            assertRefusesNull("application", () -> running.stop(null));
            assertRefusesNull("application", () -> running.isRunning(null));
            assertRefusesNull("savepoint", () -> running.start("Copy", null, 1));
        }
    }

    private static void assertRefusesNull(String name, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " is null.");
    }

    @Test
    void listsTheStreamsWhenAFeedNamesNone() throws IOException {
        Path file = Files.writeString(folder.resolve("x.txt"), "x\n");

        assertThatThrownBy(() -> LocalRun.builder()
                        .assembly(assembly)
                        .stack("Main")
                        .feed("Payments", file)
                        .start())
                .isInstanceOf(LocalRunException.class)
                .hasMessage("There is no stream Payments. The streams: Orders (Main/Source).");
    }

    @Test
    void namesEveryFeedWithoutAStream() throws IOException {
        Path file = Files.writeString(folder.resolve("x.txt"), "x\n");

        assertThatThrownBy(() -> LocalRun.builder()
                        .assembly(assembly)
                        .stack("Main")
                        .feed("Payments", file)
                        .feed("Orders", file)
                        .feed("Refunds", file)
                        .start())
                .isInstanceOf(LocalRunException.class)
                .hasMessage("There is no stream Payments and no stream Refunds. The streams: Orders (Main/Source).");
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
