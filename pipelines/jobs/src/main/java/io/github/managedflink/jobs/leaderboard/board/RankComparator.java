package io.github.managedflink.jobs.leaderboard.board;

import io.github.managedflink.spec.window.GroupText;
import java.io.Serializable;
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
        Object x = a.value(metric);
        Object y = b.value(metric);
        // A metric's values are all longs or all doubles.
        int order = x instanceof Long ? Long.compare((Long) x, (Long) y) : Double.compare((Double) x, (Double) y);
        if (order != 0) {
            return descending ? -order : order;
        }
        return GroupText.compare(a.text(), b.text());
    }
}
