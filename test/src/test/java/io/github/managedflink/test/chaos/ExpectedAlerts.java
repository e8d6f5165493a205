package io.github.managedflink.test.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The alerts that the monitor of a scenario must tell of a key, computed second by second from all events. */
final class ExpectedAlerts {
    static final Duration SIZE = Duration.ofSeconds(100);
    static final Duration SLIDE = Duration.ofSeconds(20);
    static final double LEAST_SHARE = 0.5;
    /** A key has an event every 23 seconds, but for those that are left out. */
    static final Duration NO_DATA_AFTER = Duration.ofSeconds(40);

    static final Duration REMIND_EVERY = Duration.ofMinutes(1);

    private static final String OK = "OK";
    private static final String WARNING = "WARNING";
    private static final String NO_DATA = "NO_DATA";

    private final List<Event> events;
    private final List<Alert> alerts = new ArrayList<>();
    private String state = OK;
    private String reason;
    private long told;
    /** The event that silence came after; later ones end it. */
    private long silentSince = Long.MIN_VALUE;
    /** The last window with events since then. */
    private List<Event> window = List.of();

    private ExpectedAlerts(List<Event> events) {
        this.events = events;
    }

    /** An alert; without a window it has neither value nor sample. */
    record Alert(
            String key,
            String kind,
            String before,
            String state,
            String reason,
            Instant time,
            Double value,
            Integer sample) {
        @Override
        public String toString() {
            return "%s %s %s %s %s %s %s %s".formatted(key, kind, before, state, reason, time, value, sample);
        }
    }

    /** All alerts, each key's in their order. */
    static List<Alert> of(List<Event> events) {
        Map<String, List<Event>> byKey =
                events.stream().collect(Collectors.groupingBy(Event::key, TreeMap::new, Collectors.toList()));
        long end = events.stream().mapToLong(ExpectedAlerts::second).max().orElseThrow();
        List<Alert> all = new ArrayList<>();
        byKey.values().forEach(own -> all.addAll(new ExpectedAlerts(own).watchUntil(end)));
        return all;
    }

    private static long second(Event event) {
        return event.time().getEpochSecond();
    }

    /** After the end, which is no silence, windows with events are still read. */
    private List<Alert> watchUntil(long end) {
        long first = events.stream().mapToLong(ExpectedAlerts::second).min().orElseThrow();
        for (long now = first;
                now <= end || !eventsIn(now - SIZE.toSeconds(), now).isEmpty();
                now++) {
            if (now <= end && isSilent(now)) {
                silentSince = now - NO_DATA_AFTER.toSeconds();
                window = List.of();
                changeTo(NO_DATA, NO_DATA, now);
            }
            if (now % SLIDE.toSeconds() == 0) {
                read(now);
            }
            if (now <= end && !state.equals(OK) && now - told == REMIND_EVERY.toSeconds()) {
                tell("reminder", state, now);
            }
        }
        return alerts;
    }

    private List<Event> eventsIn(long from, long to) {
        return events.stream()
                .filter(event -> second(event) >= from && second(event) < to)
                .toList();
    }

    private boolean isSilent(long now) {
        long since = now - NO_DATA_AFTER.toSeconds();
        return !eventsIn(since, since + 1).isEmpty()
                && eventsIn(since + 1, now + 1).isEmpty();
    }

    private void read(long end) {
        if (state.equals(NO_DATA) && eventsIn(silentSince + 1, end).isEmpty()) {
            return;
        }
        List<Event> inside = eventsIn(end - SIZE.toSeconds(), end);
        if (!inside.isEmpty()) {
            window = inside;
        }
        String next = share() < LEAST_SHARE ? WARNING : OK;
        if (!next.equals(state)) {
            changeTo(next, state.equals(NO_DATA) && next.equals(OK) ? "DATA_RESUMED" : "THRESHOLD", end);
        }
    }

    /** NaN without events. */
    private double share() {
        return window.stream().filter(event -> event.number() % 2 == 0).count() / (double) window.size();
    }

    private void changeTo(String next, String why, long now) {
        String before = state;
        state = next;
        reason = why;
        tell("transition", before, now);
    }

    private void tell(String kind, String before, long now) {
        told = now;
        alerts.add(new Alert(
                events.get(0).key(),
                kind,
                before,
                state,
                reason,
                Instant.ofEpochSecond(now),
                window.isEmpty() ? null : share(),
                window.isEmpty() ? null : window.size()));
    }
}
