package io.github.managedflink.test.chaos;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.result.RecordCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/** What a scenario comes to, computed in the plainest way from its events, held against what came of a run. */
final class Expectation {
    private final Scenario scenario;
    private final List<Event> accepted;

    private Expectation(Scenario scenario) {
        this.scenario = scenario;
        List<Event> passed = scenario.events().stream()
                .filter(event -> event.isReadable() && event.passesFilter())
                .toList();
        this.accepted = scenario.deduplicated() ? passed.stream().distinct().toList() : passed;
    }

    static void check(Scenario scenario, LocalRunResult result) throws IOException {
        SoftAssertions softly = new SoftAssertions();
        Expectation expectation = new Expectation(scenario);
        expectation.checkCounts(softly, result.application());
        expectation.checkDeadLetters(softly, result);
        switch (scenario.pipeline()) {
            case ETL -> expectation.checkCopies(softly, result);
            case LEADERBOARD -> expectation.checkWindows(softly, result);
            case MONITOR -> expectation.checkAlerts(softly, result);
        }
        softly.assertAll();
    }

    private void checkCounts(SoftAssertions softly, ApplicationResult application) {
        softly.assertThat(application.failure()).as("failure").isEmpty();
        softly.assertThat(application.state()).isEqualTo(ApplicationResult.State.STOPPED);
        softly.assertThat((long) application.restarts()).as("restarts").isLessThanOrEqualTo(scenario.mostRestarts());
        RecordCounts counts = application.counts().orElseThrow();
        softly.assertThat(counts.in()).as("in").isEqualTo(scenario.events().size());
        softly.assertThat(counts.isBalanced()).as("balance of " + counts).isTrue();
        softly.assertThat(counts.late()).as("late").isZero();
    }

    private void checkDeadLetters(SoftAssertions softly, LocalRunResult result) throws IOException {
        softly.assertThat(times(ChaosSink.deadLetters(result), letter -> letter.path("payload")
                        .asText()))
                .as("dead letters")
                .isEqualTo(times(
                        scenario.events().stream()
                                .filter(event -> !event.isReadable())
                                .toList(),
                        Event::text));
    }

    private void checkCopies(SoftAssertions softly, LocalRunResult result) throws IOException {
        Map<String, Long> once = times(accepted, Event::id);
        for (ChaosSink sink : scenario.sinks()) {
            Map<String, Long> found = times(sink.records(result), copy -> textOf(copy.path("id")));
            softly.assertThat(found.keySet()).as("ids of " + sink).isEqualTo(once.keySet());
            if (sink.promise() == ChaosSink.Promise.EXACTLY_ONCE) {
                softly.assertThat(found).as("copies of " + sink).isEqualTo(once);
            }
        }
    }

    private void checkWindows(SoftAssertions softly, LocalRunResult result) throws IOException {
        Map<String, Long> events = new TreeMap<>();
        Map<String, Long> totals = new TreeMap<>();
        for (Event event : accepted) {
            String window = event.key() + " " + event.windowStart();
            events.merge(window, 1L, Long::sum);
            totals.merge(window, (long) event.number(), Long::sum);
        }
        List<String> expected = new ArrayList<>();
        events.forEach((window, count) -> expected.add(window + " " + count + " " + totals.get(window)));
        for (ChaosSink sink : scenario.sinks()) {
            softly.assertThat(sink.records(result).stream()
                            .map(Expectation::windowOf)
                            .sorted()
                            .toList())
                    .as("windows of " + sink)
                    .isEqualTo(new ArrayList<>(new TreeSet<>(expected)));
        }
    }

    private static String windowOf(JsonNode entry) {
        return textOf(entry.path("member")) + " " + textOf(entry.path("window_start")) + " "
                + textOf(entry.path("events")) + " "
                + (long) Double.parseDouble(textOf(entry.path("total")));
    }

    private void checkAlerts(SoftAssertions softly, LocalRunResult result) throws IOException {
        List<String> expected = new ArrayList<>();
        Map<String, String> last = new TreeMap<>();
        for (ExpectedAlerts.Alert alert : ExpectedAlerts.of(accepted)) {
            expected.add(alert.toString());
            last.put(alert.key(), alert.state() + " " + alert.time());
        }
        softly.assertThat(ChaosSink.S3.records(result).stream().map(Expectation::alertOf))
                .as("alerts")
                .hasSizeGreaterThan(100)
                .containsExactlyInAnyOrderElementsOf(expected);
        Map<String, String> states = new TreeMap<>();
        ChaosSink.DYNAMODB
                .records(result)
                .forEach(item -> states.put(
                        textOf(item.path("key")), textOf(item.path("state")) + " " + textOf(item.path("time"))));
        softly.assertThat(states).as("states").isEqualTo(last);
    }

    private static String alertOf(JsonNode alert) {
        return Stream.of("key", "kind", "previous_state", "state", "reason", "time", "value", "sample")
                .map(field -> alert.path(field).asText())
                .collect(Collectors.joining(" "));
    }

    /** A value, also one that DynamoDB has wrapped. */
    private static String textOf(JsonNode value) {
        return value.isObject() ? value.elements().next().asText() : value.asText();
    }

    private static <T> Map<String, Long> times(List<T> values, Function<T, String> name) {
        return values.stream().collect(groupingBy(name, TreeMap::new, counting()));
    }
}
