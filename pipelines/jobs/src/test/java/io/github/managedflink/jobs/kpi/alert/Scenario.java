package io.github.managedflink.jobs.kpi.alert;

import io.github.managedflink.jobs.window.FixedPanes;
import io.github.managedflink.jobs.window.Panes;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.AlertRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Events of one group under one rule. There are two KPIs: {@code avg}, the mean of the events' values, which an empty
 * window has none of, and {@code count}.
 *
 * @param size the length of a window
 * @param slide from the start of a window to that of the next
 * @param events in the order of their times
 * @param groupTtl after how long without events the group is forgotten
 * @param horizon until when time passes
 */
record Scenario(long size, long slide, List<Event> events, AlertRule rule, long groupTtl, long horizon) {
    static final String MONITOR = "monitor";
    static final String GROUP = "EU|api";
    static final String RULE = "rule";
    static final List<String> KPIS = List.of("avg", "count");

    record Event(long time, double value) {}

    Panes panes() {
        return new FixedPanes(size, slide);
    }

    MonitorLayout layout() {
        return new MonitorLayout(MONITOR, KPIS, new double[] {Double.NaN, 0}, panes(), groupTtl);
    }

    RuleSet rules() {
        return new RuleSet(AlertRules.none().with(RULE, rule), layout());
    }

    Scenario with(AlertRule other) {
        return new Scenario(size, slide, events, other, groupTtl, horizon);
    }

    Scenario with(List<Event> others, long until) {
        return new Scenario(size, slide, others, rule, groupTtl, until);
    }

    List<Event> eventsIn(long from, long to) {
        return events.stream()
                .filter(event -> event.time() >= from && event.time() < to)
                .toList();
    }

    /** The measurements of all windows with events, in the order of the windows. */
    List<WindowMeasurement> measurements() {
        TreeSet<Long> windows = new TreeSet<>();
        for (Event event : events) {
            long pane = panes().paneOf(event.time());
            for (long window = panes().firstWindow(pane); window <= pane; window += slide) {
                windows.add(window);
            }
        }
        List<WindowMeasurement> measurements = new ArrayList<>();
        for (long window : windows) {
            List<Event> inside = eventsIn(window, window + size);
            measurements.add(measurement(window, inside));
        }
        return measurements;
    }

    static WindowMeasurement measurement(long window, List<Event> inside) {
        // In the order of times, so that sums are the same to the last bit.
        double avg = inside.stream()
                .sorted(Comparator.comparingLong(Event::time).thenComparingDouble(Event::value))
                .mapToDouble(Event::value)
                .average()
                .orElseThrow();
        long count = inside.size();
        return new WindowMeasurement(window, new double[] {avg, count}, new long[] {count, count});
    }
}
