package io.github.managedflink.constructs;

import io.github.managedflink.constructs.application.ApplicationPlan;
import io.github.managedflink.constructs.dynamodb.DynamoDbSinkConfig;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.leaderboard.Ranking;
import io.github.managedflink.model.window.Metric;
import java.util.NoSuchElementException;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.iam.Grant;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * Continuous metrics and live leaderboards, whole: the source, the Flink application with the job that runs in it,
 * sinks, dead letters and late events, permissions and alarms.
 *
 * <pre>{@code
 * MetricsLeaderboard.Builder.create(this, "Airports")
 *         .source(KinesisSource.newStream())
 *         .eventTime(EventTime.field("at", TimestampFormat.iso8601()))
 *         .groupBy("airport", "state")
 *         .metric("departures", Metric.count())
 *         .metric("avg_delay", Metric.avg("delay"))
 *         .window(Window.tumbling(Duration.ofHours(1)).withUpdatesEvery(Duration.ofSeconds(10)))
 *         .rankBy(Ranking.descending("departures").top(10).perPartition("state"))
 *         .sink(DynamoDbSink.newLeaderboardTable())
 *         .build();
 * }</pre>
 *
 * <p>What the sinks are given is described at {@link io.github.managedflink.model.leaderboard.BoardEntry}.
 */
public final class MetricsLeaderboard extends FlinkPipeline<MetricsLeaderboardSpec> {
    private MetricsLeaderboard(Construct scope, String id, String applicationName, Builder options) {
        super(scope, id, applicationName, options);
    }

    /**
     * Returns the table of the boards, that of the first DynamoDB sink.
     *
     * @throws NoSuchElementException if there is no DynamoDB sink
     */
    public ITable getTable() {
        return getSinks().values().stream()
                .filter(DynamoDbSinkConfig.class::isInstance)
                .map(sink -> ((DynamoDbSinkConfig) sink).table())
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no sink is a DynamoDB table; the sinks are "
                        + getSinks().keySet()));
    }

    /**
     * Lets somebody read the boards: {@code GetItem}, {@code BatchGetItem} and {@code Query} on the {@link #getTable()
     * table}, and decryption with its key where that is yours.
     *
     * @throws NoSuchElementException if there is no DynamoDB sink
     */
    public Grant grantRead(IGrantable reader) {
        ITable table = getTable();
        Grant grant = table.grant(reader, "dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query");
        IKey key = table.getEncryptionKey();
        return key == null ? grant : grant.combine(key.grantDecrypt(reader));
    }

    /** Builds a {@link MetricsLeaderboard}. */
    public static final class Builder
            extends WindowedOptions<MetricsLeaderboardSpec, MetricsLeaderboardSpec.Builder, Builder> {
        private final Construct scope;
        private final String id;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** Returns a leaderboard under {@code scope}. Its {@link #groupBy} is required: the members are the groups. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        MetricsLeaderboardSpec.Builder newSpec() {
            return MetricsLeaderboardSpec.builder();
        }

        /** Adds a metric with the name of its field in the entries. Required. */
        public Builder metric(String metricName, Metric metric) {
            return with(spec -> spec.metric(metricName, metric));
        }

        /**
         * Ranks members; entries are then ranks of boards. Default: no ranking, each member of each window is an entry.
         */
        public Builder rankBy(Ranking ranking) {
            return with(spec -> spec.rankBy(ranking));
        }

        /**
         * Checks the leaderboard and adds it to its scope.
         *
         * @throws IllegalArgumentException if anything is wrong; the message names all faults
         */
        @Override
        public MetricsLeaderboard build() {
            new PipelineRules<>(this).check(scope, id, MetricsLeaderboard.class);
            return new MetricsLeaderboard(scope, id, ApplicationPlan.of(this).name(scope, id), this);
        }
    }
}
