package io.github.managedflink.jobs.leaderboard;

import io.github.managedflink.spec.CelExpression;
import io.github.managedflink.spec.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.spec.window.GroupField;
import io.github.managedflink.spec.window.Metric;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of events that a leaderboard looks at. */
public final class NeededFields {
    private NeededFields() {}

    /** The paths; empty if an expression looks at the whole record. */
    public static Optional<Set<String>> of(MetricsLeaderboardSpec spec) {
        Set<String> fields = new LinkedHashSet<>(spec.deduplicationKeys());
        spec.groupFields().stream().map(GroupField::field).forEach(fields::add);
        List<String> conditions = new ArrayList<>();
        conditions.add(spec.filter());
        for (Metric metric : spec.metrics().values()) {
            conditions.add(metric.condition());
            if (metric.field() != null) {
                fields.add(metric.field());
            }
        }
        for (String condition : conditions) {
            if (condition != null) {
                Set<String> variables =
                        CelExpression.compile(condition, spec.format().shape()).variables();
                if (variables.contains(CelExpression.RECORD)) {
                    return Optional.empty();
                }
                variables.forEach(name -> fields.add(name.replace("\\", "\\\\").replace(".", "\\.")));
            }
        }
        return Optional.of(fields);
    }
}
