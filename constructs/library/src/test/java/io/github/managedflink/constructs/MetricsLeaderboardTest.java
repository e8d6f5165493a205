package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.fixture.Templates;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.policies.IamTable;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.model.leaderboard.BoardEntry;
import io.github.managedflink.model.leaderboard.Ranking;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;

class MetricsLeaderboardTest {
    private final Stack stack = CdkApps.stack();

    private MetricsLeaderboard.Builder board() {
        return MetricsLeaderboard.Builder.create(stack, "Airports")
                .source(KinesisSource.newStream())
                .groupBy("airport")
                .metric("departures", Metric.count())
                .window(Window.tumbling(Duration.ofHours(1)))
                .rankBy(Ranking.descending("departures"));
    }

    @Test
    void propertyGroupsAreTheLeaderboard() {
        MetricsLeaderboard board = board().name("airports")
                .sink(DynamoDbSink.newLeaderboardTable())
                .build();

        assertThat(board.getSpec().toPropertyGroups())
                .containsEntry("ranking", Map.of("metric", "departures", "order", "descending", "top", "10"))
                .containsEntry("metrics", Map.of("1.name", "departures", "1.type", "count"))
                .hasEntrySatisfying("pipeline", pipeline -> assertThat(pipeline)
                        .containsEntry("type", "metrics-leaderboard")
                        .containsEntry("name", "airports"));
    }

    @Test
    void theTableHasAnItemForEachRankOfEachBoard() {
        board().sink(DynamoDbSink.in(DynamoDbTable.newLeaderboardTable().withTimeToLiveAttribute("expires"))
                        .withExpiryAfter(BoardEntry.WINDOW_END, Duration.ofDays(30)))
                .build();

        assertThat(Templates.only(Template.fromStack(stack), "AWS::DynamoDB::Table"))
                .containsEntry(
                        "KeySchema",
                        List.of(
                                Map.of("AttributeName", "board", "KeyType", "HASH"),
                                Map.of("AttributeName", "rank", "KeyType", "RANGE")))
                .containsEntry(
                        "AttributeDefinitions",
                        List.of(
                                Map.of("AttributeName", "board", "AttributeType", "S"),
                                Map.of("AttributeName", "rank", "AttributeType", "N")))
                .containsEntry("TimeToLiveSpecification", Map.of("AttributeName", "expires", "Enabled", true));
    }

    @Test
    void metricsWithoutRankingAreItemsOfMembers() {
        MetricsLeaderboard.Builder metrics = board().rankBy(null)
                .window(Window.session(Duration.ofMinutes(5)))
                .sink(DynamoDbSink.newMetricsTable());

        assertThat(metrics.build().getSpec().ranking()).isNull();
    }

    @Test
    void aReaderGetsTheBoardsAndNothingElse() {
        Key key = new Key(stack, "Key");
        Role reader = Role.Builder.create(stack, "Reader")
                .assumedBy(new AccountPrincipal("111122223333"))
                .build();

        board().sink(DynamoDbSink.in(DynamoDbTable.newLeaderboardTable().withEncryptionKey(key)))
                .build()
                .grantRead(reader);

        Map<String, Object> policy = Templates.only(Template.fromStack(stack), "AWS::IAM::Policy");
        assertThat(IamTable.of(Templates.map(policy, "PolicyDocument")))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:Query on ${AirportsTable"))
                .anySatisfy(line -> assertThat(line).startsWith("kms:Decrypt on ${Key"))
                .hasSize(2);
    }

    @Test
    void withoutATableThereIsNothingToRead() {
        MetricsLeaderboard board =
                board().sink(S3Sink.newBucket().withPrefix("boards")).build();

        assertThatThrownBy(board::getTable)
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("[main]");
    }

    @Test
    void lateEventsAreBesideTheDeadLettersAndWatched() {
        MetricsLeaderboard board = board().sink("boards", DynamoDbSink.newLeaderboardTable())
                .sink("history", S3Sink.newBucket().withPrefix("boards"))
                .lateEventPrefix("too-late")
                .build();

        S3Location deadLetters = board.getSpec().deadLetters();
        assertThat(board.getSpec().lateEvents()).isEqualTo(S3Location.of(deadLetters.bucket(), "too-late"));
        assertThat(board.getAlarms()).containsKeys("DeadLetters", "LateEvents", "RefusedRecords");
        Template template = Template.fromStack(stack);
        template.resourceCountIs("AWS::S3::Bucket", 1);
        assertThat(Templates.only(template, "AWS::IAM::Role").toString()).contains("too-late/*");
    }

    @Test
    void allFaultsComeInOneMessage() {
        assertThatThrownBy(() -> MetricsLeaderboard.Builder.create(stack, "Airports")
                        .metric("rank", Metric.percentile("delay", 101))
                        .window(Window.sliding(Duration.ofMinutes(5), Duration.ofMinutes(2)))
                        .rankBy(Ranking.ascending("p95").top(0))
                        .sink(DynamoDbSink.newTable("member"))
                        .lateEventPrefix("dead-letters/late")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "MetricsLeaderboard",
                        "source: is required",
                        "group-by: is required",
                        "metrics.1.name = \"rank\"",
                        "metrics.1.percentile = \"101.0\"",
                        "window.slide = \"PT2M\"",
                        "ranking.metric = \"p95\"",
                        "ranking.top = \"0\"",
                        "sink.main.partition-key.field = \"member\": does not identify an entry",
                        "sink.main.version: must be version",
                        "late-events.key = \"dead-letters/late\": overlaps the location of dead-letters");
    }
}
