package io.github.managedflink.jobs.leaderboard;

import io.github.managedflink.jobs.window.WindowedJob;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import java.nio.file.Path;
import java.time.Duration;

/** What the specifications of the tests have in common. */
final class Leaderboards {
    /** By how many milliseconds events may be out of order. */
    static final long OUT_OF_ORDERNESS = 1_000;

    private Leaderboards() {}

    /** Everything but groups, metrics and windows; the event time is in {@code t}, in milliseconds. */
    static MetricsLeaderboardSpec.Builder builder() {
        return MetricsLeaderboardSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/test")
                        .build())
                .eventTime(EventTime.field("t", TimestampFormat.epochMillis())
                        .withMaxOutOfOrderness(Duration.ofMillis(OUT_OF_ORDERNESS)))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("bucket", "main"))
                        .build())
                .maxParallelism(12)
                .deadLetters(S3Location.of("bucket", "dead-letters"))
                .lateEvents(S3Location.of("bucket", "late-events"));
    }

    /** A leaderboard as a whole job. */
    static WindowedJob job(MetricsLeaderboardSpec spec, Path folder) {
        return new WindowedJob(
                spec,
                spec.metrics().values(),
                (events, sinks) -> new MetricsLeaderboardPipeline(spec, sinks).attachTo(events),
                folder);
    }
}
