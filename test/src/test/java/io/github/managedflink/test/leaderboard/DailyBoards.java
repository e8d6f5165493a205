package io.github.managedflink.test.leaderboard;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.managedflink.test.flights.Flight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The busiest airports of each day, computed in the plainest way from the flights, to hold a table against. */
final class DailyBoards {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int RANKS = 10;
    private static final double ACCURACY = 0.01;

    private DailyBoards() {}

    /** Asserts that the items of a table are the final boards of the flights: every day, every rank, every metric. */
    static void assertBoards(Path items, Collection<Flight> flights) throws IOException {
        Map<String, JsonNode> found = new TreeMap<>();
        for (String line : Files.readAllLines(items)) {
            JsonNode item = JSON.readTree(line);
            found.put(item.at("/board/S").asText() + " " + item.at("/rank/N").asText(), item);
        }
        Map<String, Row> expected = boards(flights);

        assertThat(found.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, row) -> row.assertIs(key, found.get(key)));
    }

    private static Map<String, Row> boards(Collection<Flight> flights) {
        Map<String, Row> rows = new TreeMap<>();
        flights.stream()
                .collect(groupingBy(flight -> flight.date().truncatedTo(ChronoUnit.DAYS)))
                .forEach((day, ofDay) -> {
                    List<Row> board = ofDay.stream().collect(groupingBy(Flight::origin)).entrySet().stream()
                            .map(airport -> Row.of(day, ofDay.size(), airport.getKey(), airport.getValue()))
                            .sorted(Comparator.comparingInt((Row row) -> row.departures)
                                    .reversed()
                                    .thenComparing(row -> row.airport))
                            .limit(RANKS)
                            .toList();
                    for (int i = 0; i < board.size(); i++) {
                        rows.put("airports|" + day + " " + (i + 1), board.get(i));
                    }
                });
        return rows;
    }

    private record Row(Instant day, int version, String airport, int departures, double average, int percentile) {
        static Row of(Instant day, int version, String airport, List<Flight> flights) {
            List<Integer> delays = flights.stream().map(Flight::delay).sorted().collect(Collectors.toList());
            long sum = delays.stream().mapToLong(Integer::longValue).sum();
            int rank = (int) Math.ceil(0.95 * delays.size());
            return new Row(day, version, airport, delays.size(), (double) sum / delays.size(), delays.get(rank - 1));
        }

        void assertIs(String key, JsonNode item) {
            assertThat(item.at("/airport/S").asText()).as(key).isEqualTo(airport);
            assertThat(item.at("/member/S").asText()).as(key).isEqualTo(airport);
            assertThat(item.at("/departures/N").asInt()).as(key).isEqualTo(departures);
            assertThat(item.at("/avg_delay/N").asDouble()).as(key).isEqualTo(average);
            assertThat(Math.abs(item.at("/p95_delay/N").asDouble() - percentile))
                    .as("%s: %s for %s", key, item.at("/p95_delay/N"), percentile)
                    .isLessThanOrEqualTo(ACCURACY * Math.abs(percentile));
            assertThat(item.at("/window_start/S").asText()).as(key).isEqualTo(day.toString());
            assertThat(item.at("/window_end/S").asText())
                    .as(key)
                    .isEqualTo(day.plus(1, ChronoUnit.DAYS).toString());
            assertThat(item.at("/version/N").asInt()).as(key).isEqualTo(version);
            assertThat(item.at("/final/BOOL").asBoolean()).as(key).isTrue();
            assertThat(item.at("/removed/BOOL").asBoolean()).as(key).isFalse();
        }
    }
}
