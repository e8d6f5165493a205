package io.github.managedflink.model.leaderboard;

import dev.cel.common.types.SimpleType;
import io.github.managedflink.model.record.FieldType;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.OutputFields;
import java.util.Map;
import java.util.Set;

/**
 * The fields of an entry, which is what a leaderboard gives to its sinks: these, the group fields as texts, and a field
 * for each metric (a whole number for a count, a floating-point number otherwise, null where there is no value). The
 * event time of an entry is the last millisecond of its window.
 *
 * <p>With a ranking, an entry is one rank of one board: {@link #BOARD} and {@link #RANK} identify it. A board never
 * gets shorter within its window, so that a member which drops off is overwritten by the one that takes its rank.
 * Without a ranking an entry is one member in one window: {@link #MEMBER} and {@link #WINDOW_START} identify it, and
 * {@link #BOARD} with {@link #MEMBER} as well.
 *
 * <p>Updates of one entry have growing {@link #VERSION}s. A job that starts again from an older snapshot writes lower
 * versions again, in the end the same as before: a sink that keeps the highest version ends right whatever is repeated.
 * While a window is open, an update brings the entries that have changed since the one before, and the first one after
 * a start all of them; until the new run has counted as many events as the old one, a rank can show what the old one
 * wrote. When the window closes, and with each correction afterwards, all entries of the board come.
 */
public final class BoardEntry {
    /**
     * The board as a text: the leaderboard's name, the values of the partition fields, and the window's start in
     * ISO-8601, joined by vertical bars; those in a value, and backslashes, have a backslash before them.
     */
    public static final String BOARD = "board";
    /** The rank from 1; only with a ranking. */
    public static final String RANK = "rank";
    /** The member as a text: the values of the group fields, joined as in {@link #BOARD}. */
    public static final String MEMBER = "member";
    /** A timestamp, the first moment of the window. */
    public static final String WINDOW_START = "window_start";
    /** A timestamp, the first moment after the window. */
    public static final String WINDOW_END = "window_end";
    /**
     * A whole number: how many events had been counted in the board's window, or without a ranking in the member's,
     * when the entry was made.
     */
    public static final String VERSION = "version";
    /** True once the window is closed; late events may still correct the entry. */
    public static final String FINAL = "final";
    /**
     * True if the entry is to be removed: its session has become part of another, whose entry comes as well. Other
     * entries are not removed.
     */
    public static final String REMOVED = "removed";

    /** The separator of the parts of {@link #BOARD} and {@link #MEMBER}. */
    static final char SEPARATOR = '|';

    static final OutputFields FIELDS =
            OutputFields.of("entries", Set.of(BOARD, RANK, MEMBER, WINDOW_START, WINDOW_END, VERSION, FINAL, REMOVED));

    private BoardEntry() {}

    static RecordShape shape(boolean ranked, Set<String> groups, Map<String, Metric> metrics) {
        RecordShape shape = RecordShape.closed().with(BOARD, SimpleType.STRING);
        if (ranked) {
            shape = shape.with(RANK, SimpleType.INT);
        }
        shape = shape.with(WINDOW_START, SimpleType.TIMESTAMP)
                .with(WINDOW_END, SimpleType.TIMESTAMP)
                .with(MEMBER, SimpleType.STRING);
        for (String group : groups) {
            shape = shape.with(group, SimpleType.STRING);
        }
        for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
            boolean whole = metric.getValue() != null && metric.getValue().isWhole();
            shape = shape.with(metric.getKey(), RecordShape.celType(whole ? FieldType.LONG : FieldType.DOUBLE));
        }
        return shape.with(VERSION, SimpleType.INT).with(FINAL, SimpleType.BOOL).with(REMOVED, SimpleType.BOOL);
    }
}
