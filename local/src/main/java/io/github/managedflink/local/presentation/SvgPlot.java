package io.github.managedflink.local.presentation;

import io.github.managedflink.local.presentation.KpiPlot.Limit;
import io.github.managedflink.local.presentation.KpiPlot.Point;
import io.github.managedflink.local.presentation.KpiPlot.Span;
import io.github.managedflink.local.presentation.StateColumns.Column;
import io.github.managedflink.model.kpi.AlertState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import javax.xml.stream.XMLStreamException;

/**
 * Draws a plot: the values as a line, thresholds across, the state as a shade behind them and as a band below, a dot at
 * each transition.
 */
public final class SvgPlot {
    private static final int WIDTH = 1_200;
    private static final int HEIGHT = 500;
    private static final double LEFT = 76;
    private static final double RIGHT = 1_040;
    private static final double TOP = 84;
    private static final double BOTTOM = 414;
    private static final double BAND_TOP = 424;
    private static final double BAND_HEIGHT = 12;
    private static final double LEAST_WIDTH = 0.8;
    private static final double LINE_HEIGHT = 15;

    /** About one for each pixel. */
    private static final int MOST_POINTS = 960;

    /** More dots would hide the values. */
    private static final int MOST_DOTS = 80;

    /** In pixels: what is further apart is not connected. */
    private static final int LARGEST_STEP = 4;

    private static final double LINE_WIDTH = 1.4;

    private static final double SHADE = 0.2;

    private static final String INK = "#222222";
    private static final String SOFT_INK = "#666666";
    private static final String GRID = "#e4e4e4";
    private static final String LINE = "#1f4e79";
    private static final String RANGE = "#9bb8d3";
    private static final String SOLID = "none";
    private static final String DASHED = "6 4";
    private static final Map<AlertState, String> COLOURS = Map.of(
            AlertState.OK, "#3a9d5d",
            AlertState.WARNING, "#e69f00",
            AlertState.CRITICAL, "#d62728",
            AlertState.NO_DATA, "#8c8c8c");

    private final KpiPlot plot;
    private final TimeAxis times;
    private final ValueAxis values;

    private SvgPlot(KpiPlot plot) {
        this.plot = plot;
        Instant from = plot.spans().get(0).from();
        Instant to = plot.spans().get(plot.spans().size() - 1).to();
        this.times = new TimeAxis(from, to, LEFT, RIGHT);
        double[] shown = DoubleStream.concat(
                        plot.points().stream().flatMapToDouble(point -> point.value().stream()),
                        plot.limits().stream().mapToDouble(Limit::value))
                .toArray();
        this.values = new ValueAxis(shown, plot.isShare(), TOP, BOTTOM);
    }

    /** The bytes of an SVG file, the same for the same plot. */
    public static byte[] draw(KpiPlot plot) {
        return SvgWriter.write(WIDTH, HEIGHT, plot.title(), new SvgPlot(plot)::drawAll);
    }

    private void drawAll(SvgWriter svg) throws XMLStreamException {
        svg.text(LEFT, 32, "start", 20, INK, plot.title());
        svg.text(LEFT, 54, "start", 13, SOFT_INK, plot.subtitle());
        drawLegend(svg);
        boolean isDense = plot.spans().size() > MOST_DOTS;
        if (isDense) {
            drawColumnsOfStates(svg);
        } else {
            for (Span span : plot.spans()) {
                drawSpan(svg, span);
            }
        }
        drawAxes(svg);
        drawLimits(svg);
        drawValues(svg);
        for (int i = 1; i < plot.spans().size() && !isDense; i++) {
            drawTransition(svg, plot.spans().get(i - 1), plot.spans().get(i));
        }
    }

    private void drawLegend(SvgWriter svg) throws XMLStreamException {
        double x = RIGHT;
        for (AlertState state :
                new AlertState[] {AlertState.NO_DATA, AlertState.CRITICAL, AlertState.WARNING, AlertState.OK}) {
            x -= 92;
            svg.rectangle(x, 44, 12, 12, COLOURS.get(state), 1);
            svg.text(x + 17, 54, "start", 12, INK, word(state));
        }
    }

    private static String word(AlertState state) {
        return state == AlertState.OK
                ? "OK"
                : state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private void drawSpan(SvgWriter svg, Span span) throws XMLStreamException {
        double x = times.at(span.from());
        double width = Math.max(times.at(span.to()) - x, LEAST_WIDTH);
        String colour = COLOURS.get(span.state());
        if (span.state() != AlertState.OK) {
            svg.rectangle(x, TOP, width, BOTTOM - TOP, colour, SHADE);
        }
        svg.rectangle(x, BAND_TOP, width, BAND_HEIGHT, colour, 1);
    }

    /**
     * Of each column of pixels the band shows the state that lasted longest, and the shade how much of it was not OK.
     */
    private void drawColumnsOfStates(SvgWriter svg) throws XMLStreamException {
        Column first = null;
        Column last = null;
        for (Column column : StateColumns.of(plot.spans(), times)) {
            if (column.share() > 0) {
                svg.rectangle(column.x(), TOP, 1, BOTTOM - TOP, COLOURS.get(column.trouble()), SHADE * column.share());
            }
            if (first != null && first.longest() != column.longest()) {
                drawBand(svg, first, column.x());
                first = null;
            }
            first = first == null ? column : first;
            last = column;
        }
        drawBand(svg, first, last.x() + 1);
    }

    private static void drawBand(SvgWriter svg, Column first, int end) throws XMLStreamException {
        svg.rectangle(first.x(), BAND_TOP, end - first.x(), BAND_HEIGHT, COLOURS.get(first.longest()), 1);
    }

    private void drawAxes(SvgWriter svg) throws XMLStreamException {
        for (BigDecimal tick : values.ticks()) {
            double y = values.at(tick.doubleValue());
            svg.line(LEFT, y, RIGHT, y, GRID, 1, SOLID);
            svg.text(LEFT - 8, y + 4, "end", 12, SOFT_INK, values.label(tick));
        }
        for (Instant tick : times.ticks()) {
            double x = times.at(tick);
            svg.line(x, BOTTOM, x, BOTTOM + 6, SOFT_INK, 1, SOLID);
            svg.text(x, BAND_TOP + BAND_HEIGHT + 18, "middle", 12, SOFT_INK, times.label(tick));
        }
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, SOFT_INK, 1, SOLID);
        svg.line(LEFT, TOP, LEFT, BOTTOM, SOFT_INK, 1, SOLID);
        svg.text(LEFT - 8, BAND_TOP + 10, "end", 12, SOFT_INK, "state");
        svg.text(LEFT, TOP - 10, "start", 12, SOFT_INK, plot.kpi());
        svg.text(
                (LEFT + RIGHT) / 2,
                HEIGHT - 20,
                "middle",
                12,
                SOFT_INK,
                "end of the window, UTC: " + plot.spans().get(0).from() + " to "
                        + plot.spans().get(plot.spans().size() - 1).to());
    }

    /** From top to bottom, each text below the one before. */
    private void drawLimits(SvgWriter svg) throws XMLStreamException {
        List<Limit> fromTop = plot.limits().stream()
                .sorted(Comparator.comparing(Limit::value).reversed())
                .toList();
        double textY = TOP - LINE_HEIGHT;
        for (Limit limit : fromTop) {
            double y = values.at(limit.value());
            String colour = COLOURS.get(limit.level());
            svg.line(LEFT, y, RIGHT, y, colour, 1.5, limit.isClear() ? DASHED : SOLID);
            textY = Math.max(y + 4, textY + LINE_HEIGHT);
            svg.text(
                    RIGHT + 6,
                    textY,
                    "start",
                    12,
                    colour,
                    word(limit.level())
                            + (limit.isClear() ? " clears at " : " at ")
                            + values.label(BigDecimal.valueOf(limit.value())));
        }
    }

    private void drawValues(SvgWriter svg) throws XMLStreamException {
        if (plot.points().size() > MOST_POINTS) {
            drawColumns(svg);
        } else {
            drawLine(svg);
        }
    }

    /** More values than there are pixels: of each column of pixels the range, and a line through the means. */
    private void drawColumns(SvgWriter svg) throws XMLStreamException {
        Map<Integer, DoubleSummaryStatistics> columns = new TreeMap<>();
        plot.points().forEach(point -> point.value().ifPresent(value -> columns.computeIfAbsent(
                        (int) Math.round(times.at(point.time())), column -> new DoubleSummaryStatistics())
                .accept(value)));
        StringBuilder ranges = new StringBuilder();
        StringBuilder means = new StringBuilder();
        int before = Integer.MIN_VALUE / 2;
        for (Map.Entry<Integer, DoubleSummaryStatistics> column : columns.entrySet()) {
            double x = column.getKey();
            DoubleSummaryStatistics shown = column.getValue();
            ranges.append('M').append(position(x, shown.getMin())).append('L').append(position(x, shown.getMax()));
            means.append(column.getKey() - before > LARGEST_STEP ? 'M' : 'L').append(position(x, shown.getAverage()));
            before = column.getKey();
        }
        drawPath(svg, ranges, RANGE, 1);
        drawPath(svg, means, LINE, LINE_WIDTH);
    }

    /** A line that is broken where a window has no value. */
    private void drawLine(SvgWriter svg) throws XMLStreamException {
        StringBuilder path = new StringBuilder();
        boolean drawn = false;
        for (Point point : plot.points()) {
            if (point.value().isPresent()) {
                path.append(drawn ? "L" : "M").append(position(point));
                if (!drawn) {
                    // A value between two gaps is a dot.
                    path.append('L').append(position(point));
                }
            }
            drawn = point.value().isPresent();
        }
        drawPath(svg, path, LINE, LINE_WIDTH);
    }

    private static void drawPath(SvgWriter svg, CharSequence path, String colour, double width)
            throws XMLStreamException {
        svg.open(
                "path",
                "d",
                path,
                "fill",
                "none",
                "stroke",
                colour,
                "stroke-width",
                width,
                "stroke-linejoin",
                "round",
                "stroke-linecap",
                "round");
        svg.close();
    }

    private String position(Point point) {
        return position(times.at(point.time()), point.value().orElseThrow());
    }

    private String position(double x, double value) {
        return SvgWriter.number(x) + " " + SvgWriter.number(values.at(value));
    }

    private void drawTransition(SvgWriter svg, Span before, Span after) throws XMLStreamException {
        Optional<Point> point = plot.points().stream()
                .filter(each -> each.time().equals(after.from()) && each.value().isPresent())
                .findFirst();
        double y = point.map(each -> values.at(each.value().orElseThrow())).orElse(BAND_TOP + BAND_HEIGHT / 2);
        svg.open(
                "circle",
                "cx",
                times.at(after.from()),
                "cy",
                y,
                "r",
                4.5,
                "fill",
                COLOURS.get(after.state()),
                "stroke",
                "#ffffff",
                "stroke-width",
                1.2);
        svg.title("%s: %s after %s%s"
                .formatted(
                        after.from(),
                        word(after.state()),
                        word(before.state()),
                        point.map(each -> ", " + each.value().orElseThrow()).orElse("")));
        svg.close();
    }
}
