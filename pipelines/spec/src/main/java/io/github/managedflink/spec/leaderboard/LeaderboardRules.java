package io.github.managedflink.spec.leaderboard;

import io.github.managedflink.spec.RecordShape;
import io.github.managedflink.spec.settings.Faults;
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
        BoardEntry.FIELDS.checkNamed(
                faults,
                "metrics",
                "metrics",
                spec.givenMetrics(),
                MetricsLeaderboardSpec.MAX_METRICS,
                spec.groupNames(),
                (at, metric) -> metric.check(at, arriving));
        if (spec.ranking() != null) {
            checkRanking(spec.ranking());
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
