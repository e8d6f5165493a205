package io.github.managedflink.spec.leaderboard;

import io.github.managedflink.spec.CelExpression;
import io.github.managedflink.spec.EventTime;
import io.github.managedflink.spec.FieldPath;
import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.settings.Faults;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a leaderboard must be like, its source and sinks aside. */
final class LeaderboardRules {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_.-]{1,64}");
    private static final Duration SHORTEST_TTL = Duration.ofSeconds(1);
    private static final Duration LONGEST_TTL = Duration.ofDays(365);

    private final MetricsLeaderboardSpec spec;
    private final Faults faults;

    LeaderboardRules(MetricsLeaderboardSpec spec, Faults faults) {
        this.spec = spec;
        this.faults = faults;
    }

    void check(RecordShape arriving) {
        if (faults.require("pipeline.name", spec.name())) {
            faults.matches(
                    "pipeline.name",
                    spec.name(),
                    NAME,
                    "is no name for a leaderboard; it has 1 to 64 letters, digits, dots, hyphens or underscores.");
        }
        if (spec.filter() != null) {
            CelExpression.checkCondition(faults, "filter.condition", spec.filter(), arriving);
        }
        if (!spec.deduplicationKeys().isEmpty() || spec.deduplicationTtl() != null) {
            checkDeduplication(arriving);
        }
        checkGroups(arriving);
        checkMetrics(arriving);
        if (faults.require("window", spec.window())) {
            spec.window().check(faults.at("window"));
        }
        if (spec.ranking() != null) {
            checkRanking(spec.ranking());
        }
    }

    private void checkDeduplication(RecordShape arriving) {
        if (faults.require("deduplicate.key", spec.deduplicationKeys())) {
            FieldPath.checkAll(faults, "deduplicate.key", spec.deduplicationKeys(), arriving);
        }
        EventTime.checkDuration(faults, "deduplicate.ttl", spec.deduplicationTtl(), SHORTEST_TTL, LONGEST_TTL);
    }

    private void checkGroups(RecordShape arriving) {
        faults.require("group-by", spec.groupFields());
        if (spec.groupFields().size() > MetricsLeaderboardSpec.MAX_GROUP_FIELDS) {
            faults.add(
                    "group-by",
                    spec.groupFields().size(),
                    "may be " + MetricsLeaderboardSpec.MAX_GROUP_FIELDS + " fields at most.");
        }
        Set<String> names = new HashSet<>();
        int number = 0;
        for (GroupField field : spec.groupFields()) {
            String at = "group-by." + ++number;
            if (faults.require(at, field)) {
                field.check(faults.at(at), arriving);
                if (field.name() != null && !names.add(field.name())) {
                    faults.add(
                            at + ".name",
                            field.name(),
                            "is the name of two group fields. Give one another with GroupField.of(path).as(name).");
                }
            }
        }
    }

    private void checkMetrics(RecordShape arriving) {
        Map<String, Metric> metrics = spec.metrics();
        faults.require("metrics", metrics.isEmpty() ? null : metrics);
        if (metrics.size() > MetricsLeaderboardSpec.MAX_METRICS) {
            faults.add("metrics", metrics.size(), "may be " + MetricsLeaderboardSpec.MAX_METRICS + " at most.");
        }
        spec.repeatedMetrics()
                .forEach(name -> faults.add("metrics.name", name, "is the name of two metrics. Rename one of them."));
        int number = 0;
        for (Map.Entry<String, Metric> metric : metrics.entrySet()) {
            String at = "metrics." + ++number;
            if (faults.require(at + ".name", metric.getKey())) {
                BoardEntry.checkName(faults, at + ".name", metric.getKey());
                if (spec.groupNames().contains(metric.getKey())) {
                    faults.add(at + ".name", metric.getKey(), "is the name of a group field too. Rename one of them.");
                }
            }
            if (faults.require(at, metric.getValue())) {
                metric.getValue().check(faults.at(at), arriving);
            }
        }
    }

    private void checkRanking(Ranking ranking) {
        ranking.check(faults.at("ranking"), spec.metrics().keySet(), spec.groupNames());
        if (spec.window() != null && spec.window().kind() == Window.Kind.SESSION) {
            faults.add(
                    "ranking.metric",
                    ranking.metric(),
                    "ranks sessions, which begin and end for each member at other times. Use another window, or no"
                            + " ranking.");
        }
    }
}
