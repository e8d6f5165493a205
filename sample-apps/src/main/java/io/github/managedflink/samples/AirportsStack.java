package io.github.managedflink.samples;

import io.github.managedflink.constructs.MetricsLeaderboard;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.model.leaderboard.BoardEntry;
import io.github.managedflink.model.leaderboard.Ranking;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.model.window.GroupField;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.time.ZoneOffset;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/**
 * The busiest airports of each day, with how late their flights are: a table with the boards as they stand, and files
 * with all that they ever were. The flights' times are those on the clocks of their airports, and are taken as they are
 * written.
 */
public final class AirportsStack extends Stack {
    private final MetricsLeaderboard board;

    /** The stack. */
    public AirportsStack(Construct scope, String id) {
        super(scope, id);

        board = MetricsLeaderboard.Builder.create(this, "Board")
                .description("The ten busiest airports of each day")
                .name("airports")
                .source(KinesisSource.newStream())
                .eventTime(EventTime.field("date", TimestampFormat.pattern("yyyy/MM/dd HH:mm", "UTC"))
                        .withMaxOutOfOrderness(Duration.ofHours(1)))
                .groupBy(GroupField.of("origin").as("airport"))
                .metric("departures", Metric.count())
                .metric("avg_delay", Metric.avg("delay"))
                .metric("p95_delay", Metric.percentile("delay", 95))
                .window(Window.calendarDay(ZoneOffset.UTC)
                        .withAllowedLateness(Duration.ofHours(6))
                        .withUpdatesEvery(Duration.ofSeconds(5)))
                .rankBy(Ranking.descending("departures").top(10))
                .sink("boards", DynamoDbSink.newLeaderboardTable())
                .sink(
                        "history",
                        S3Sink.newBucket()
                                .withPrefix("boards")
                                .withPartition(S3Partition.timestampField(
                                        "day", BoardEntry.WINDOW_START, "yyyy-MM-dd", "UTC")))
                .build();
    }

    /** The leaderboard. */
    public MetricsLeaderboard getBoard() {
        return board;
    }
}
