package io.github.managedflink.jobs.window;

import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.window.GroupField;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.WindowedSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The fields of events that a pipeline with windows looks at. */
public final class NeededFields {
    private NeededFields() {}

    /**
     * The paths; empty if an expression looks at the whole record.
     *
     * @param metrics all that is computed
     */
    public static Optional<Set<String>> of(WindowedSpec spec, Collection<Metric> metrics) {
        Set<String> fields = new LinkedHashSet<>(spec.deduplicationKeys());
        spec.groupFields().stream().map(GroupField::field).forEach(fields::add);
        List<String> conditions = new ArrayList<>();
        conditions.add(spec.filter());
        for (Metric metric : metrics) {
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
