package io.github.managedflink.spec.leaderboard;

import io.github.managedflink.spec.DynamoDbKey;
import io.github.managedflink.spec.DynamoDbSink;
import io.github.managedflink.spec.FieldPath;
import io.github.managedflink.spec.OpenSearchSink;
import io.github.managedflink.spec.PipelineSink;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.window.Window;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a sink that keeps one state of each entry ends with the newest one. It must know an entry by what {@link BoardEntry} says identifies it, and let no lower version overwrite a higher
 * one.
 */
final class OrderSafety {
    private final MetricsLeaderboardSpec spec;
    private final Faults faults;

    private OrderSafety(MetricsLeaderboardSpec spec, Faults faults) {
        this.spec = spec;
        this.faults = faults;
    }

    static void check(MetricsLeaderboardSpec spec, PipelineSink sink, Faults faults) {
        OrderSafety safety = new OrderSafety(spec, faults);
        if (sink instanceof DynamoDbSink) {
            DynamoDbSink table = (DynamoDbSink) sink;
            Set<String> key = new LinkedHashSet<>();
            addField(key, table.partitionKey());
            addField(key, table.sortKey());
            safety.check("partition-key.field", key, table.version(), table.deleteCondition());
        } else if (sink instanceof OpenSearchSink) {
            OpenSearchSink index = (OpenSearchSink) sink;
            Set<String> key = new LinkedHashSet<>(index.documentId());
            safety.check("document-id", key, index.version(), index.deleteCondition());
        }
    }

    private static void addField(Set<String> fields, DynamoDbKey key) {
        if (key != null && key.field() != null) {
            FieldPath.outermost(key.field()).ifPresent(fields::add);
        }
    }

    private void check(String keySetting, Set<String> key, String version, String deleteCondition) {
        if (!identifies(key)) {
            faults.add(
                    keySetting,
                    key.isEmpty() ? null : String.join(", ", key),
                    "does not identify an entry, so that others would overwrite it or old ones stay. Use "
                            + (spec.ranking() == null
                                    ? BoardEntry.MEMBER + " and " + BoardEntry.WINDOW_START
                                    : BoardEntry.BOARD + " and " + BoardEntry.RANK)
                            + ".");
        }
        if (!BoardEntry.VERSION.equals(version)) {
            faults.add(
                    "version",
                    version,
                    "must be " + BoardEntry.VERSION + ", or an older state of an entry could overwrite a newer one.");
        }
        if (spec.window() != null && spec.window().kind() == Window.Kind.SESSION && deleteCondition == null) {
            faults.add(
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
