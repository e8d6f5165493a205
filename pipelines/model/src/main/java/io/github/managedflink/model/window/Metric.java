package io.github.managedflink.model.window;

import dev.cel.common.types.CelKind;
import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.SpecValue;
import io.github.managedflink.model.settings.Violations;

/**
 * What is computed of the events of one member in one window. The order of the events never matters: the same events
 * give the same value, to the last bit.
 *
 * <p>Numbers are read from fields that hold one, or a text that is one, as columns of CSV do. An event in which the
 * field is missing or null does not count for the metric; one in which it holds anything else goes to the dead letters,
 * and counts for no metric.
 */
public final class Metric extends SpecValue {
    /** The kinds of metrics. */
    public enum Kind {
        /** How many events. */
        COUNT,
        /** The sum of a field. */
        SUM,
        /** The mean of a field. */
        AVG,
        /** The smallest value of a field. */
        MIN,
        /** The largest value of a field. */
        MAX,
        /** A percentile of a field, by a sketch. */
        PERCENTILE,
        /** How many different values of a field, by a sketch. */
        COUNT_DISTINCT
    }

    /** The relative error of a percentile when nothing is said: 1 %. */
    public static final double DEFAULT_ACCURACY = 0.01;
    /** The precision of a count of distinct values when nothing is said: 12, a standard error of 1.6 %. */
    public static final int DEFAULT_PRECISION = 12;

    private static final double FINEST = 0.001;
    private static final double COARSEST = 0.1;
    private static final int LEAST_PRECISION = 4;
    private static final int MOST_PRECISION = 18;

    private final Kind kind;
    private final String field;
    private final String condition;
    private final Double percentile;
    private final Double accuracy;
    private final Integer precision;

    private Metric(Kind kind, String field, String condition, Double percentile, Double accuracy, Integer precision) {
        this.kind = kind;
        this.field = field;
        this.condition = condition;
        this.percentile = percentile;
        this.accuracy = accuracy;
        this.precision = precision;
    }

    private static Metric of(Kind kind, String field) {
        return new Metric(kind, field, null, null, null, null);
    }

    /** Returns the number of events, exactly. */
    public static Metric count() {
        return of(Kind.COUNT, null);
    }

    /** Returns the sum of a field: exact, and rounded once to the nearest double. Null if no event has the field. */
    public static Metric sum(String field) {
        return of(Kind.SUM, field);
    }

    /**
     * Returns the mean of a field: the exact sum divided by the number of events that have it, to 34 digits, and
     * rounded to the nearest double. Null if none has it.
     */
    public static Metric avg(String field) {
        return of(Kind.AVG, field);
    }

    /**
     * Returns the smallest value of a field, exactly, up to 340 decimal places: a double, or a decimal where no double
     * stands for it. Null if no event has it.
     */
    public static Metric min(String field) {
        return of(Kind.MIN, field);
    }

    /**
     * Returns the largest value of a field, exactly, up to 340 decimal places: a double, or a decimal where no double
     * stands for it. Null if no event has it.
     */
    public static Metric max(String field) {
        return of(Kind.MAX, field);
    }

    /**
     * Returns a percentile of a field: a value that differs by at most {@link #accuracy} of its magnitude from the
     * value of rank ⌈{@code percent}/100 · n⌉ among the n values in ascending order. It comes of a sketch with
     * logarithmic buckets, about 70 for each power of ten that the values span at an accuracy of 1 %. Null if no event
     * has the field.
     *
     * @param percent above 0 and up to 100, such as 95 or 99.9
     * @see <a href="https://www.vldb.org/pvldb/vol12/p2195-masson.pdf">DDSketch: a fast and fully-mergeable quantile
     *     sketch with relative-error guarantees</a>
     */
    public static Metric percentile(String field, double percent) {
        return new Metric(Kind.PERCENTILE, field, null, percent, DEFAULT_ACCURACY, null);
    }

    /**
     * Returns the number of different values of a field, missing and null ones left out, by HyperLogLog: its standard
     * error is 1.04 / √(2^{@link #precision}) of the number, 1.6 % at precision 12. Values are compared as texts.
     *
     * @see <a href="https://algo.inria.fr/flajolet/Publications/FlFuGaMe07.pdf">HyperLogLog: the analysis of a
     *     near-optimal cardinality estimation algorithm</a>
     */
    public static Metric countDistinct(String field) {
        return new Metric(Kind.COUNT_DISTINCT, field, null, null, null, DEFAULT_PRECISION);
    }

    /**
     * Returns the same of those events alone for which a CEL expression is true. An event on which it fails goes to the
     * dead letters, and counts for no metric.
     */
    public Metric where(String expression) {
        return new Metric(kind, field, expression, percentile, accuracy, precision);
    }

    /**
     * Returns the same percentile with another relative error, 0.001 to 0.1. Default: {@value #DEFAULT_ACCURACY}. A
     * tenth of the error takes ten times the state.
     */
    public Metric withAccuracy(double relativeError) {
        return new Metric(kind, field, condition, percentile, relativeError, precision);
    }

    /**
     * Returns the same count of distinct values with another precision, 4 to 18. Default: {@value #DEFAULT_PRECISION}.
     * One more takes twice the state, up to 2^precision bytes.
     */
    public Metric withPrecision(int bits) {
        return new Metric(kind, field, condition, percentile, accuracy, bits);
    }

    /** Reads what was written. */
    public static Metric read(SettingsReader settings) {
        return new Metric(
                settings.word("type", Kind.class),
                settings.text("field"),
                settings.text("where"),
                settings.decimal("percentile"),
                settings.decimal("accuracy"),
                settings.integer("precision"));
    }

    /** Returns the kind of metric. */
    public Kind kind() {
        return kind;
    }

    /** Returns the field's path; null for a count. */
    public String field() {
        return field;
    }

    /** Returns the CEL expression; null if all events count. */
    public String condition() {
        return condition;
    }

    /** Returns which percentile, above 0 and up to 100; null for another metric. */
    public Double percentile() {
        return percentile;
    }

    /** Returns the relative error of a percentile; null for another metric. */
    public Double accuracy() {
        return accuracy;
    }

    /** Returns the precision of a count of distinct values; null for another metric. */
    public Integer precision() {
        return precision;
    }

    /** Returns whether its values are whole numbers. */
    public boolean isWhole() {
        return kind == Kind.COUNT || kind == Kind.COUNT_DISTINCT;
    }

    @Override
    public void writeTo(SettingsWriter settings) {
        settings.put("type", kind)
                .put("field", field)
                .put("where", condition)
                .put("percentile", percentile)
                .put("accuracy", accuracy)
                .put("precision", precision);
    }

    @Override
    public void check(Violations violations) {
        check(violations, RecordShape.open());
    }

    /** Records what is wrong with it for events of a shape. */
    public void check(Violations violations, RecordShape arriving) {
        if (condition != null) {
            CelExpression.checkCondition(violations, "where", condition, arriving);
        }
        if (!violations.require("type", kind)) {
            return;
        }
        if (kind != Kind.COUNT) {
            FieldPath.check(violations, "field", field, arriving);
        } else if (field != null) {
            violations.add(
                    "field", field, "has no place in a count, which takes all events; use where(\"x != null\").");
        }
        if (kind != Kind.COUNT && kind != Kind.COUNT_DISTINCT && field != null && !mayBeNumber(arriving)) {
            violations.add("field", field, "is no number.");
        }
        checkSketch(violations);
    }

    private void checkSketch(Violations violations) {
        if (kind == Kind.PERCENTILE) {
            checkBetween(violations, "percentile", percentile, Double.MIN_VALUE, 100, "must be above 0 and up to 100.");
            checkBetween(
                    violations,
                    "accuracy",
                    accuracy,
                    FINEST,
                    COARSEST,
                    "must be between " + FINEST + " and " + COARSEST + ".");
        } else {
            checkAbsent(violations, "percentile", percentile);
            checkAbsent(violations, "accuracy", accuracy);
        }
        if (kind == Kind.COUNT_DISTINCT) {
            if (violations.require("precision", precision)) {
                violations.range("precision", precision, LEAST_PRECISION, MOST_PRECISION);
            }
        } else {
            checkAbsent(violations, "precision", precision);
        }
    }

    private static void checkBetween(
            Violations violations, String setting, Double value, double least, double most, String advice) {
        // Written so that NaN is outside.
        if (violations.require(setting, value) && !(value >= least && value <= most)) {
            violations.add(setting, value, advice);
        }
    }

    private void checkAbsent(Violations violations, String setting, Number value) {
        if (value != null) {
            violations.add(setting, value, "means nothing for this kind of metric. Leave it out.");
        }
    }

    private boolean mayBeNumber(RecordShape arriving) {
        return arriving.mayBe(field, CelKind.INT)
                || arriving.mayBe(field, CelKind.DOUBLE)
                || arriving.mayBe(field, CelKind.STRING);
    }
}
