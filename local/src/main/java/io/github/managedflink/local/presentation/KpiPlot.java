package io.github.managedflink.local.presentation;

import io.github.managedflink.model.kpi.AlertState;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a plot of one KPI of a group shows.
 *
 * @param title what is plotted
 * @param subtitle of which windows, by which rule
 * @param kpi the name of the KPI
 * @param isShare whether values are shares, to be shown in percent
 * @param points the values, in the order of their times
 * @param limits the thresholds
 * @param spans when the state was which, in the order of their times
 */
public record KpiPlot(
        String title,
        String subtitle,
        String kpi,
        boolean isShare,
        List<Point> points,
        List<Limit> limits,
        List<Span> spans) {

    public KpiPlot {
        points = List.copyOf(points);
        limits = List.copyOf(limits);
        spans = List.copyOf(spans);
    }

    /** The value of the window that ends at a time; empty if it had none. */
    public record Point(Instant time, OptionalDouble value) {}

    /**
     * A threshold.
     *
     * @param isClear whether it is where a level is left, and not where it is reached
     */
    public record Limit(AlertState level, boolean isClear, double value) {}

    /** A state and from when until when it lasted. */
    public record Span(AlertState state, Instant from, Instant to) {}
}
