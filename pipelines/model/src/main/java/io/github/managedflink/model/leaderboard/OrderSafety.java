package io.github.managedflink.model.leaderboard;

import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import io.github.managedflink.model.window.KeyedSink;
import io.github.managedflink.model.window.Window;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a sink that keeps one state of each entry ends with the newest one. It must know an entry by what
 * {@link BoardEntry} says identifies it, and let no lower version overwrite a higher one.
 */
final class OrderSafety {
    private final MetricsLeaderboardSpec spec;
    private final Violations violations;

    private OrderSafety(MetricsLeaderboardSpec spec, Violations violations) {
        this.spec = spec;
        this.violations = violations;
    }

    static void check(MetricsLeaderboardSpec spec, PipelineSinkSpec sink, Violations violations) {
        KeyedSink.of(sink).ifPresent(new OrderSafety(spec, violations)::check);
    }

    private void check(KeyedSink sink) {
        Set<String> key = sink.key();
        boolean isRankMissing = spec.ranking() == null && key.contains(BoardEntry.RANK);
        if (!isRankMissing && !identifies(key)) {
            violations.add(
                    sink.keySetting(),
                    key.isEmpty() ? null : String.join(", ", key),
                    "does not identify an entry, so that others would overwrite it or old ones stay. Use "
                            + (spec.ranking() == null
                                    ? BoardEntry.MEMBER + " and " + BoardEntry.WINDOW_START
                                    : BoardEntry.BOARD + " and " + BoardEntry.RANK)
                            + ".");
        }
        if (!BoardEntry.VERSION.equals(sink.version())) {
            violations.add(
                    "version",
                    sink.version(),
                    "must be " + BoardEntry.VERSION + ", or an older state of an entry could overwrite a newer one.");
        }
        if (spec.window() != null && spec.window().kind() == Window.Kind.SESSION && sink.deleteCondition() == null) {
            violations.add(
                    "delete-when",
                    null,
                    "must be " + BoardEntry.REMOVED + ", or sessions that have become part of another would stay.");
        }
    }

    /** Whether each entry has a key of its own, and all states of one entry have the same. */
    private boolean identifies(Set<String> key) {
        Set<String> groups = spec.groupNames();
        List<String> partition =
                spec.ranking() == null ? List.of() : spec.ranking().partition();
        Set<String> fixed = new LinkedHashSet<>(List.of(BoardEntry.BOARD, BoardEntry.WINDOW_START));
        boolean hasWindow =
                key.contains(BoardEntry.BOARD) || (key.contains(BoardEntry.WINDOW_START) && key.containsAll(partition));
        boolean hasEntry;
        if (spec.ranking() == null) {
            fixed.add(BoardEntry.MEMBER);
            fixed.addAll(groups);
            hasEntry = key.contains(BoardEntry.MEMBER) || key.containsAll(groups);
        } else {
            fixed.add(BoardEntry.RANK);
            fixed.addAll(partition);
            hasEntry = key.contains(BoardEntry.RANK);
        }
        return hasWindow && hasEntry && fixed.containsAll(key);
    }
}
