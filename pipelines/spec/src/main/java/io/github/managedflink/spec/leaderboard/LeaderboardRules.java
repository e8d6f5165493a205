package io.github.managedflink.spec.leaderboard;

import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.settings.Faults;
import io.github.managedflink.spec.settings.NamedValues;
import io.github.managedflink.spec.window.Metric;
import io.github.managedflink.spec.window.Window;

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
        NamedValues<Metric> metrics = spec.givenMetrics();
        faults.require("metrics", metrics.values());
        int count = metrics.values().size();
        if (count > MetricsLeaderboardSpec.MAX_METRICS) {
            faults.add("metrics", count, "may be " + MetricsLeaderboardSpec.MAX_METRICS + " at most.");
        }
        metrics.checkNames(faults, "metrics", "metrics");
        for (int i = 0; i < count; i++) {
            String at = "metrics." + (i + 1);
            checkName(at + ".name", metrics.names().get(i));
            Metric metric = metrics.values().get(i);
            if (faults.require(at, metric)) {
                metric.check(faults.at(at), arriving);
            }
        }
    }

    private void checkName(String setting, String name) {
        if (faults.require(setting, name)) {
            BoardEntry.FIELDS.checkName(faults, setting, name);
            if (spec.groupNames().contains(name)) {
                faults.add(setting, name, "is the name of a group field too. Rename one of them.");
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
