package io.github.managedflink.local.presentation;

import io.github.managedflink.local.presentation.KpiPlot.Span;
import io.github.managedflink.model.kpi.AlertState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the states were in each column of pixels, where they changed more often than there are pixels. */
final class StateColumns {
    private StateColumns() {}

    /**
     * One column of pixels.
     *
     * @param x where it begins
     * @param longest the state that lasted longest in it
     * @param trouble the state other than OK that lasted longest in it; OK if there was none
     * @param share how much of it was not OK, from 0 to 1
     */
    record Column(int x, AlertState longest, AlertState trouble, double share) {}

    static List<Column> of(List<Span> spans, TimeAxis times) {
        Map<Integer, Map<AlertState, Double>> widths = new TreeMap<>();
        for (Span span : spans) {
            double to = times.at(span.to());
            for (double x = times.at(span.from()); x < to; x = Math.floor(x) + 1) {
                widths.computeIfAbsent((int) x, column -> new EnumMap<>(AlertState.class))
                        .merge(span.state(), Math.min(Math.floor(x) + 1, to) - x, Double::sum);
            }
        }
        List<Column> columns = new ArrayList<>();
        widths.forEach((x, states) -> {
            double all = states.values().stream().mapToDouble(width -> width).sum();
            double fine = states.getOrDefault(AlertState.OK, 0.0);
            columns.add(new Column(
                    x,
                    longest(states.entrySet().stream()),
                    longest(states.entrySet().stream().filter(state -> state.getKey() != AlertState.OK)),
                    (all - fine) / all));
        });
        return columns;
    }

    private static AlertState longest(Stream<Map.Entry<AlertState, Double>> states) {
        return states.max(Comparator.comparing(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .orElse(AlertState.OK);
    }
}
