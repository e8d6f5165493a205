package io.github.managedflink.spec.leaderboard;

import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.window.Metric;
import io.github.managedflink.spec.window.Window;
import java.util.Map;

/** What a leaderboard must be like, beside what every pipeline with windows must. */
final class LeaderboardRules {

    private final MetricsLeaderboardSpec spec;
    private final Faults faults;

    LeaderboardRules(MetricsLeaderboardSpec spec, Faults faults) {
        this.spec = spec;
        this.faults = faults;
    }

    void check(RecordShape arriving) {
        faults.require("group-by", spec.groupFields());
        checkMetrics(arriving);
        if (spec.ranking() != null) {
            checkRanking(spec.ranking());
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
                BoardEntry.FIELDS.checkName(faults, at + ".name", metric.getKey());
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
