package io.github.managedflink.model.window;

import io.github.managedflink.model.record.CelExpression;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.FieldPath;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.Violations;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What every pipeline with windows must be like, its source and sinks aside. */
final class WindowedRules {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
    private static final Duration SHORTEST_TTL = Duration.ofSeconds(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(365);

    private final WindowedSpec spec;
    private final Violations violations;

    WindowedRules(WindowedSpec spec, Violations violations) {
        this.spec = spec;
        this.violations = violations;
    }

    void check(RecordShape arriving) {
        if (violations.require("pipeline.name", spec.name())) {
            violations.matches(
                    "pipeline.name",
                    spec.name(),
                    NAME,
                    "is no name for a " + spec.noun()
                            + "; it has 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
        if (spec.filter() != null) {
            CelExpression.checkCondition(violations, "filter.condition", spec.filter(), arriving);
        }
        if (!spec.deduplicationKeys().isEmpty() || spec.deduplicationTtl() != null) {
            checkDeduplication(arriving);
        }
        checkGroups(arriving);
        if (violations.require("window", spec.window())) {
            spec.window().check(violations.at("window"));
        }
    }

    private void checkDeduplication(RecordShape arriving) {
        if (violations.require("deduplicate.key", spec.deduplicationKeys())) {
            FieldPath.checkAll(violations, "deduplicate.key", spec.deduplicationKeys(), arriving);
        }
        EventTime.checkDuration(violations, "deduplicate.ttl", spec.deduplicationTtl(), SHORTEST_TTL, LONGEST_TTL);
    }

    private void checkGroups(RecordShape arriving) {
        if (spec.groupFields().size() > WindowedSpec.MAX_GROUP_FIELDS) {
            violations.add(
                    "group-by",
                    spec.groupFields().size(),
                    "may be " + WindowedSpec.MAX_GROUP_FIELDS + " fields at most.");
        }
        Set<String> names = new HashSet<>();
        int number = 0;
        for (GroupField field : spec.groupFields()) {
            String at = "group-by." + ++number;
            if (violations.require(at, field)) {
                field.check(violations.at(at), arriving, spec.outputFields());
                if (field.name() != null && !names.add(field.name())) {
                    violations.add(
                            at + ".name",
                            field.name(),
                            "is the name of two group fields. Give one another with GroupField.of(path).as(name).");
                }
            }
        }
    }
}
