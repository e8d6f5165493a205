package io.github.managedflink.test.kpi;

import io.github.managedflink.test.flights.Flight;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the sample's rule on the punctuality of an airport must tell, computed window by window from all of its flights.
 */
final class PunctualityAlerts {
    static final Set<String> AIRPORTS = Set.of("ATL", "DEN", "DFW", "DTW", "LAS", "LAX", "MSP", "ORD", "PHX", "STL");

    private static final Duration SIZE = Duration.ofHours(24);
    private static final Duration SLIDE = Duration.ofHours(6);
    private static final Duration NO_DATA_AFTER = Duration.ofHours(26);
    private static final int LATE_MINUTES = 15;
    private static final int LEAST_FLIGHTS = 8;
    private static final int WINDOWS = 4;
    private static final int BREACHED = 3;
    private static final LocalTime MUTED_FROM = LocalTime.of(22, 0);
    private static final LocalTime MUTED_TO = LocalTime.of(5, 0);

    private static final String OK = "OK";
    private static final String WARNING = "WARNING";
    private static final String CRITICAL = "CRITICAL";
    private static final String NO_DATA = "NO_DATA";

    private final String airport;
    private final List<Flight> flights;
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Double> shares = new ArrayList<>();
    private String state = OK;

    private PunctualityAlerts(String airport, List<Flight> flights) {
        this.airport = airport;
        this.flights = flights;
    }

    /** A change of state in an airport. */
    record Transition(String airport, Instant time, String from, String to) {}

    /** All transitions, airport by airport. */
    static List<Transition> of(List<Flight> flights) {
        Map<String, List<Flight>> byAirport = flights.stream()
                .filter(flight -> AIRPORTS.contains(flight.origin()))
                .collect(Collectors.groupingBy(Flight::origin, TreeMap::new, Collectors.toList()));
        List<Transition> all = new ArrayList<>();
        byAirport.forEach((airport, own) -> all.addAll(new PunctualityAlerts(airport, own).watch()));
        return all;
    }

    private List<Transition> watch() {
        Instant last = flights.get(flights.size() - 1).date();
        Instant start = slideBefore(flights.get(0).date()).plus(SLIDE).minus(SIZE);
        for (; !start.isAfter(last); start = start.plus(SLIDE)) {
            Instant end = start.plus(SIZE);
            // Silence that was over time before or at the end of this window, and after the one before.
            noDataIn(end.minus(SLIDE), end);
            read(start, end);
        }
        return transitions;
    }

    private static Instant slideBefore(Instant time) {
        long slide = SLIDE.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), slide) * slide);
    }

    private void noDataIn(Instant after, Instant until) {
        for (int i = 0; i + 1 < flights.size(); i++) {
            Instant due = flights.get(i).date().plus(NO_DATA_AFTER);
            Instant next = flights.get(i + 1).date();
            Instant told = unmuted(due);
            if (next.isAfter(told) && told.isAfter(after) && !told.isAfter(until)) {
                shares.clear();
                changeTo(NO_DATA, told);
            }
        }
    }

    private void read(Instant start, Instant end) {
        List<Flight> seen = flights.stream()
                .filter(flight ->
                        !flight.date().isBefore(start) && flight.date().isBefore(end))
                .toList();
        if (state.equals(NO_DATA)) {
            Instant since = transitions.get(transitions.size() - 1).time();
            if (seen.stream().noneMatch(flight -> flight.date().isAfter(since))) {
                return;
            }
        }
        if (seen.size() >= LEAST_FLIGHTS) {
            shares.add(seen.stream()
                            .filter(flight -> flight.delay() < LATE_MINUTES)
                            .count()
                    / (double) seen.size());
            while (shares.size() > WINDOWS) {
                shares.remove(0);
            }
        }
        String next = level();
        if (!next.equals(state) && unmuted(end).equals(end)) {
            changeTo(next, end);
        }
    }

    private String level() {
        boolean isCritical = state.equals(CRITICAL);
        boolean isWarning = isCritical || state.equals(WARNING);
        if (below(isCritical ? 0.5 : 0.3)) {
            return CRITICAL;
        }
        return below(isWarning ? 0.75 : 0.5) ? WARNING : OK;
    }

    private boolean below(double limit) {
        return shares.stream().filter(share -> share < limit).count() >= BREACHED;
    }

    /** The time itself, or the end of the night that it is in. */
    private static Instant unmuted(Instant time) {
        LocalTime clock = LocalTime.ofInstant(time, ZoneOffset.UTC);
        if (!clock.isBefore(MUTED_TO) && clock.isBefore(MUTED_FROM)) {
            return time;
        }
        Instant day =
                time.atOffset(ZoneOffset.UTC).toLocalDate().atTime(MUTED_TO).toInstant(ZoneOffset.UTC);
        return clock.isBefore(MUTED_TO) ? day : day.plus(Duration.ofDays(1));
    }

    private void changeTo(String next, Instant time) {
        transitions.add(new Transition(airport, time, state, next));
        state = next;
    }
}
