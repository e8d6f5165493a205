package io.github.managedflink.model.leaderboard;

import io.github.managedflink.model.PipelineKind;
import io.github.managedflink.model.record.RecordShape;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.settings.NamedValues;
import io.github.managedflink.model.settings.SettingsReader;
import io.github.managedflink.model.settings.SettingsWriter;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.OutputFields;
import io.github.managedflink.model.window.WindowedSpec;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Continuous metrics of the members of groups in windows of event time and, with a ranking, the best of them: a source,
 * what is computed, sinks that take the {@link BoardEntry entries}, and places for what is refused and what comes too
 * late.
 */
public final class MetricsLeaderboardSpec extends WindowedSpec {
    /** The name of a leaderboard when nothing is said. */
    public static final String DEFAULT_NAME = "leaderboard";
    /** How many metrics there may be. */
    public static final int MAX_METRICS = 100;

    private final NamedValues<Metric> givenMetrics;
    private final Map<String, Metric> metrics;
    private final Ranking ranking;

    private MetricsLeaderboardSpec(Builder builder) {
        super(builder);
        this.givenMetrics = builder.metrics;
        this.metrics = givenMetrics.asMap();
        this.ranking = builder.ranking;
    }

    /** Returns a leaderboard that reads JSON. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a leaderboard back; groups with other ids are left alone.
     *
     * @throws InvalidSpecException if a setting is wrong, missing or unknown; the message names all of them
     */
    public static MetricsLeaderboardSpec fromPropertyGroups(Map<String, ? extends Map<String, String>> groups) {
        return builder().readFrom(groups);
    }

    /** Returns the metrics by their names, in their order. */
    public Map<String, Metric> metrics() {
        return metrics;
    }

    /** The metrics as they were given, which a check has to look at. */
    NamedValues<Metric> givenMetrics() {
        return givenMetrics;
    }

    /** Returns how members are ranked; null if there is an entry for each member. */
    public Ranking ranking() {
        return ranking;
    }

    /** Returns what is known of the entries. */
    public RecordShape entryShape() {
        return BoardEntry.shape(ranking != null, groupNames(), metrics);
    }

    @Override
    protected String noun() {
        return "leaderboard";
    }

    @Override
    protected OutputFields outputFields() {
        return BoardEntry.FIELDS;
    }

    @Override
    protected void writeComputation(SettingsWriter settings) {
        settings.put("metrics", givenMetrics).put("ranking", ranking);
    }

    @Override
    protected RecordShape checkComputation(Violations violations, RecordShape arriving) {
        LeaderboardRules rules = new LeaderboardRules(this, violations);
        rules.check(arriving);
        // One fault is enough where the ranks are missing that a table keeps entries by.
        return BoardEntry.shape(ranking != null || rules.isRankingMissing(), groupNames(), metrics);
    }

    @Override
    protected void checkSinkUse(Violations violations) {
        sinks().forEach((sinkName, sink) ->
                OrderSafety.check(this, sink, violations.at("sink").at(sinkName)));
    }

    /** Builds a {@link MetricsLeaderboardSpec}. */
    public static final class Builder extends WindowedSpec.Builder<MetricsLeaderboardSpec, Builder> {
        private NamedValues<Metric> metrics = NamedValues.none();
        private Ranking ranking;

        private Builder() {
            super(PipelineKind.METRICS_LEADERBOARD, DEFAULT_NAME);
        }

        /**
         * Adds a metric: {@code metricName} is its field in the entries, of up to 64 letters, digits and underscores.
         * One is required, {@value #MAX_METRICS} are the most.
         */
        public Builder metric(String metricName, Metric value) {
            this.metrics = metrics.with(metricName, value);
            return this;
        }

        /**
         * Ranks members; entries are then ranks of boards. Not for sessions. Default: no ranking, each member of each
         * window is an entry.
         */
        public Builder rankBy(Ranking value) {
            this.ranking = value;
            return this;
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected MetricsLeaderboardSpec create() {
            return new MetricsLeaderboardSpec(this);
        }

        private MetricsLeaderboardSpec readFrom(Map<String, ? extends Map<String, String>> groups) {
            return read(groups);
        }

        @Override
        protected Set<String> computationSections() {
            return new HashSet<>(Arrays.asList("metrics", "ranking"));
        }

        @Override
        protected void readComputation(SettingsReader settings) {
            metrics = settings.named("metrics", Metric::read);
            ranking = settings.has("ranking") ? Ranking.read(settings.at("ranking")) : null;
        }
    }
}
