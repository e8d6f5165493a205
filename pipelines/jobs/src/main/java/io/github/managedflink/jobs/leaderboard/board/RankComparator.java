package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.jobs.record.ExactDouble;
import io.github.managedflink.model.window.GroupText;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Comparator;

/** The best first; members of the same value in the order of their texts. */
final class RankComparator implements Comparator<Candidate>, Serializable {
    private static final long serialVersionUID = 1L;

    private final int metric;
    private final boolean descending;

    RankComparator(int metric, boolean descending) {
        this.metric = metric;
        this.descending = descending;
    }

    @Override
    public int compare(Candidate a, Candidate b) {
        int order = compareValues(a.value(metric), b.value(metric));
        if (order != 0) {
            return descending ? -order : order;
        }
        return GroupText.compare(a.text(), b.text());
    }

    /** A metric's values are all longs, or doubles and what no double stands for. */
    private static int compareValues(Object x, Object y) {
        if (x instanceof Long) {
            return Long.compare((Long) x, (Long) y);
        }
        if (x instanceof Double && y instanceof Double) {
            return Double.compare((Double) x, (Double) y);
        }
        int nearest = Double.compare(((Number) x).doubleValue(), ((Number) y).doubleValue());
        return nearest == 0 ? decimal(x).compareTo(decimal(y)) : nearest;
    }

    private static BigDecimal decimal(Object value) {
        return value instanceof BigDecimal ? (BigDecimal) value : ExactDouble.decimal((Double) value);
    }
}
