package io.github.managedflink.model.kpi;

import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * A key performance KPI: one number of the events of a group in a window, or none. Its <i>sample</i> is how many events
 * it is made of: of a ratio those that the denominator counts, of anything else those that its condition lets count.
 *
 * <p>Of a window of a known group without events, a rate, a count and a sum are 0, and anything else, changes included,
 * has no value.
 */
public final class Kpi extends SpecValue {
    /** The kinds of KPIs. */
    public enum Kind {
        /** How many events of one condition there are for each of another. */
        RATIO,
        /** How many events a second. */
        RATE,
        /** A metric of a field. */
        METRIC
    }

    /** What the value of a window is compared with. */
    public enum Change {
        /** The window of the same length right before. */
        PREVIOUS_WINDOW,
        /** The window of the same length some time before. */
        EARLIER_WINDOW
    }

    /** How many windows back a value may be compared with, as each of them is kept for each group. */
    public static final int MAX_WINDOWS_BACK = 10_080;

    private static final Set<Metric.Kind> ZERO_OF_NOTHING =
            EnumSet.of(Metric.Kind.COUNT, Metric.Kind.SUM, Metric.Kind.COUNT_DISTINCT);

    /** The comparison with a bound of the range that says something where the given one does not. */
    private static final Map<Threshold.Comparator, String> OPPOSITES = Map.of(
            Threshold.Comparator.BELOW, "atMost",
            Threshold.Comparator.AT_MOST, "below",
            Threshold.Comparator.ABOVE, "atLeast",
            Threshold.Comparator.AT_LEAST, "above");

    private final Kind kind;
    private final String numerator;
    private final String denominator;
    private final Metric metric;
    private final Change change;
    private final Duration earlier;

    private Kpi(Kind kind, String numerator, String denominator, Metric metric, Change change, Duration earlier) {
        this.kind = kind;
        this.numerator = numerator;
        this.denominator = denominator;
        this.metric = metric;
        this.change = change;
        this.earlier = earlier;
    }

    /**
     * Returns how many events there are for which the CEL expression {@code numerator} is true, for each for which
     * {@code denominator} is: clicks for each impression. No value without events of the denominator. An event on which
     * an expression fails goes to the dead letters, and counts for no KPI.
     */
    public static Kpi ratio(String numerator, String denominator) {
        return new Kpi(Kind.RATIO, numerator, denominator, null, null, null);
    }

    /**
     * Returns the share of all events for which a CEL expression is true, 0 to 1: a success rate with
     * {@code share("status < 400")}. A threshold that no share reaches, or every share, is refused.
     */
    public static Kpi share(String condition) {
        return new Kpi(Kind.RATIO, condition, null, null, null, null);
    }

    /** Returns how many events there are a second, on the average of the window. */
    public static Kpi ratePerSecond() {
        return new Kpi(Kind.RATE, null, null, Metric.count(), null, null);
    }

    /** Returns how many events a second there are for which a CEL expression is true. */
    public static Kpi ratePerSecond(String condition) {
        return new Kpi(Kind.RATE, null, null, Metric.count().where(condition), null, null);
    }

    /** Returns a metric, such as {@code Metric.percentile("latency_ms", 99)}. */
    public static Kpi of(Metric metric) {
        return new Kpi(Kind.METRIC, null, null, metric, null, null);
    }

    /**
     * Returns how much it has changed since the window of the same length right before: (now − then) / |then|, so that
     * −0.2 is a fall by 20 %. No value where one of the two has none, or {@code then} is 0.
     */
    public Kpi changeFromPreviousWindow() {
        return new Kpi(kind, numerator, denominator, metric, Change.PREVIOUS_WINDOW, null);
    }

    /**
     * Returns the same since the window that ended some time earlier, such as a week. For windows of a fixed size the
     * time is a multiple of the slide, and up to {@value #MAX_WINDOWS_BACK} times that; for calendar days it is whole
     * days.
     */
    public Kpi changeFrom(Duration before) {
        return new Kpi(kind, numerator, denominator, metric, Change.EARLIER_WINDOW, before);
    }

    static Kpi read(SettingsReader settings) {
        return new Kpi(
                settings.word("type", Kind.class),
                settings.text("numerator"),
                settings.text("denominator"),
                settings.has("metric") ? Metric.read(settings.at("metric")) : null,
                settings.word("change", Change.class),
                settings.duration("earlier"));
    }

    /** Returns the kind of KPI. */
    public Kind kind() {
        return kind;
    }

    /** Returns the CEL expression of a ratio's numerator; null for other kinds. */
    public String numerator() {
        return numerator;
    }

    /** Returns the CEL expression of a ratio's denominator; null for all events, and for other kinds. */
    public String denominator() {
        return denominator;
    }

    /** Returns the metric, or of a rate the count; null for a ratio. */
    public Metric metric() {
        return metric;
    }

    /** Returns what the value is compared with; null if it stands for itself. */
    public Change change() {
        return change;
    }

    /** Returns how much earlier the other window was; null but for {@link Change#EARLIER_WINDOW}. */
    public Duration earlier() {
        return earlier;
    }

    /** Returns whether the value of a window without events is 0. */
    public boolean isZeroOfNothing() {
        return change == null
                && (kind == Kind.RATE
                        || (kind == Kind.METRIC && metric != null && ZERO_OF_NOTHING.contains(metric.kind())));
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", kind)
                .put("numerator", numerator)
                .put("denominator", denominator)
                .put("metric", metric)
                .put("change", change)
                .put("earlier", earlier);
    }

    @Override
    public void check(Violations violations) {
        check(violations, RecordShape.open(), null);
    }

    void check(Violations violations, RecordShape arriving, Window window) {
        if (!violations.require("type", kind)) {
            return;
        }
        if (kind == Kind.RATIO) {
            if (violations.require("numerator", numerator)) {
                CelExpression.checkCondition(violations, "numerator", numerator, arriving);
            }
            if (denominator != null) {
                CelExpression.checkCondition(violations, "denominator", denominator, arriving);
            }
        } else if (violations.require("metric", metric)) {
            metric.check(violations.at("metric"), arriving);
        }
        if (change == Change.EARLIER_WINDOW) {
            checkEarlier(violations, window);
        } else if (earlier != null) {
            violations.add("earlier", earlier, "goes with change = earlier-window only. Leave it out.");
        }
    }

    /** Records that values never reach a threshold, always do, or never leave it again; null passes. */
    void checkReachable(Violations violations, Threshold threshold) {
        if (threshold == null || !threshold.isComparable() || kind != Kind.RATIO || change != null) {
            return;
        }
        double limit = threshold.value();
        if (isReachedByNone(threshold.comparator(), limit)) {
            violations.add("threshold", limit, "is out of reach: " + range() + advice(threshold.comparator(), limit));
        } else if (isReachedByAll(threshold.comparator(), limit)) {
            violations.add(
                    "threshold",
                    limit,
                    "is reached by every value: " + range() + advice(threshold.comparator(), limit));
        } else if (isReachedByAll(threshold.comparator(), threshold.clear())) {
            violations.add(
                    "clear", threshold.clear(), "is out of reach: " + range() + " The level would never be left.");
        }
    }

    private boolean isReachedByNone(Threshold.Comparator comparator, double limit) {
        return comparator.isLower() ? !comparator.holds(0, limit) : isShare() && !comparator.holds(1, limit);
    }

    private boolean isReachedByAll(Threshold.Comparator comparator, double limit) {
        return comparator.isLower() ? isShare() && comparator.holds(1, limit) : comparator.holds(0, limit);
    }

    private boolean isShare() {
        return denominator == null;
    }

    private String range() {
        return isShare() ? "a share lies between 0 and 1." : "a ratio is never negative.";
    }

    private String advice(Threshold.Comparator comparator, double limit) {
        if (isShare() && limit > 1 && limit <= 100) {
            BigDecimal percent = BigDecimal.valueOf(limit).stripTrailingZeros();
            return " For " + percent.toPlainString() + " % write "
                    + percent.movePointLeft(2).toPlainString() + ".";
        }
        if (limit == 0 || (isShare() && limit == 1)) {
            return " Write " + OPPOSITES.get(comparator) + "(" + (long) limit + ").";
        }
        return "";
    }

    private void checkEarlier(Violations violations, Window window) {
        if (!violations.require("earlier", earlier)) {
            return;
        }
        Duration step = window == null ? null : window.step();
        if (step == null || step.isZero() || step.isNegative()) {
            EventTime.checkDuration(violations, "earlier", earlier, Duration.ofSeconds(1), Duration.ofDays(366));
            return;
        }
        EventTime.checkDuration(violations, "earlier", earlier, step, step.multipliedBy(MAX_WINDOWS_BACK));
        if (earlier.toMillis() % step.toMillis() != 0) {
            violations.add(
                    "earlier", earlier, "must be a multiple of the time from one window to the next, " + step + ".");
        }
    }
}
