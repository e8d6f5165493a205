package io.github.managedflink.model.leaderboard;

import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.window.KeyedSink;
import io.github.managedflink.model.window.Window;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a leaderboard must be like, beside what every pipeline with windows must. */
final class LeaderboardRules {
    private final MetricsLeaderboardSpec spec;
    private final Violations violations;

    LeaderboardRules(MetricsLeaderboardSpec spec, Violations violations) {
        this.spec = spec;
        this.violations = violations;
    }

    void check(RecordShape arriving) {
        violations.require("group-by", spec.groupFields());
        BoardEntry.FIELDS.checkNamed(
                violations,
                "metrics",
                "metrics",
                spec.givenMetrics(),
                MetricsLeaderboardSpec.MAX_METRICS,
                spec.groupNames(),
                (at, metric) -> metric.check(at, arriving));
        if (spec.ranking() != null) {
            checkRanking(spec.ranking());
        } else {
            sinksByRank()
                    .forEach(sink -> violations.add(
                            "ranking",
                            null,
                            "is missing, and sink." + sink
                                    + " keeps entries by their rank. Give rankBy(…), or a sink that keeps"
                                    + " an entry for each member, such as DynamoDbSink.newMetricsTable()."));
        }
    }

    /** Whether there is no ranking although a sink needs one. */
    boolean isRankingMissing() {
        return spec.ranking() == null && !sinksByRank().isEmpty();
    }

    private List<String> sinksByRank() {
        return spec.sinks().entrySet().stream()
                .filter(sink -> KeyedSink.of(sink.getValue())
                        .filter(keyed -> keyed.key().contains(BoardEntry.RANK))
                        .isPresent())
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    private void checkRanking(Ranking ranking) {
        ranking.check(violations.at("ranking"), spec.metrics().keySet(), spec.groupNames());
        if (spec.window() != null && spec.window().kind() == Window.Kind.SESSION) {
            violations.add(
                    "ranking.metric",
                    ranking.metric(),
                    "ranks sessions, which begin and end for each member at other times. Use another window, or no"
                            + " ranking.");
        }
    }
}
