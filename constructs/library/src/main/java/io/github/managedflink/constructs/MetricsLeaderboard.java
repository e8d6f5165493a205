package io.github.managedflink.constructs;

import io.github.managedflink.spec.S3Location;
import io.github.managedflink.spec.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.spec.leaderboard.Ranking;
import io.github.managedflink.spec.window.GroupField;
import io.github.managedflink.spec.window.Metric;
import io.github.managedflink.spec.window.Window;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
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
 *         .source(KinesisSourceBinding.newStream())
 *         .eventTime(EventTime.field("at", TimestampFormat.iso8601()))
 *         .groupBy("airport", "state")
 *         .metric("departures", Metric.count())
 *         .metric("avg_delay", Metric.avg("delay"))
 *         .window(Window.tumbling(Duration.ofHours(1)).withUpdatesEvery(Duration.ofSeconds(10)))
 *         .rankBy(Ranking.descending("departures").top(10).perPartition("state"))
 *         .sink(DynamoDbSinkBinding.newLeaderboardTable())
 *         .build();
 * }</pre>
 *
 * <p>What the sinks are given is described at {@link io.github.managedflink.spec.leaderboard.BoardEntry}.
 */
public final class MetricsLeaderboard extends PipelineApp<MetricsLeaderboardSpec> {
    private MetricsLeaderboard(Construct scope, String id, String applicationName, Builder options) {
        super(scope, id, applicationName, options);
    }

    /**
     * The table of the boards, that of the first DynamoDB sink.
     *
     * @throws NoSuchElementException if there is no DynamoDB sink
     */
    public ITable getTable() {
        return getSinks().values().stream()
                .filter(BoundDynamoDbSink.class::isInstance)
                .map(sink -> ((BoundDynamoDbSink) sink).table())
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
            extends PipelineOptions<MetricsLeaderboardSpec, MetricsLeaderboardSpec.Builder, Builder> {
        private static final String DEFAULT_LATE_EVENT_PREFIX = "late-events";

        private final Construct scope;
        private final String id;
        private Consumer<MetricsLeaderboardSpec.Builder> logic = spec -> {};
        private String lateEventPrefix = DEFAULT_LATE_EVENT_PREFIX;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** A leaderboard under {@code scope}. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        @Override
        Builder self() {
            return this;
        }

        private Builder with(Consumer<MetricsLeaderboardSpec.Builder> setting) {
            logic = logic.andThen(setting);
            return this;
        }

        /** The name that its boards begin with: see {@link MetricsLeaderboardSpec.Builder#name}. Default: {@link MetricsLeaderboardSpec#DEFAULT_NAME}. */
        public Builder name(String boards) {
            return with(spec -> spec.name(boards));
        }

        /** Counts only the events for which a CEL expression is true. Default: all count. */
        public Builder filter(String condition) {
            return with(spec -> spec.filter(condition));
        }

        /** Counts an event once that producers send several times: see {@link MetricsLeaderboardSpec.Builder#deduplicateBy}. Default: each event counts. */
        public Builder deduplicateBy(Duration ttl, String... fields) {
            return with(spec -> spec.deduplicateBy(ttl, fields));
        }

        /** The paths of the fields whose values are the members, 1 to 8 with those added before. Required. */
        public Builder groupBy(String... paths) {
            return with(spec -> spec.groupBy(paths));
        }

        /** The same with names of their own in the entries. */
        public Builder groupBy(GroupField... fields) {
            return with(spec -> spec.groupBy(fields));
        }

        /** Adds a metric with the name of its field in the entries. Required. */
        public Builder metric(String metricName, Metric metric) {
            return with(spec -> spec.metric(metricName, metric));
        }

        /** Which events are computed together, and when there are entries of them. Required. */
        public Builder window(Window window) {
            return with(spec -> spec.window(window));
        }

        /** Ranks members; entries are then ranks of boards. Default: no ranking, each member of each window is an entry. */
        public Builder rankBy(Ranking ranking) {
            return with(spec -> spec.rankBy(ranking));
        }

        /** The prefix, in the bucket of the dead letters, of events that come too late. Default: {@code late-events}. */
        public Builder lateEventPrefix(String prefix) {
            this.lateEventPrefix = prefix;
            return this;
        }

        /**
         * Checks the leaderboard and adds it to its scope.
         *
         * @throws IllegalArgumentException if anything is wrong; the message names all faults
         */
        @Override
        public MetricsLeaderboard build() {
            new PipelineRules<>(this).check(scope, id, MetricsLeaderboard.class);
            String application = applicationName == null ? DefaultName.of(scope, id) : applicationName;
            return new MetricsLeaderboard(scope, id, application, this);
        }

        @Override
        MetricsLeaderboardSpec.Builder logic() {
            MetricsLeaderboardSpec.Builder spec = MetricsLeaderboardSpec.builder();
            logic.accept(spec);
            return spec;
        }

        /** The first that has a bucket: boards are most often in a table, and a history of them in files. */
        @Override
        Optional<S3BucketBinding> sharedBucket() {
            return sinks.values().stream()
                    .filter(Objects::nonNull)
                    .flatMap(sink -> sink.bucket().stream())
                    .findFirst();
        }

        @Override
        Optional<String> lateEventPrefix() {
            return Optional.of(lateEventPrefix);
        }

        @Override
        MetricsLeaderboardSpec.Builder pipeline(Function<String, S3Location> inDeadLetterBucket) {
            return super.pipeline(inDeadLetterBucket).lateEvents(inDeadLetterBucket.apply(lateEventPrefix));
        }
    }
}
