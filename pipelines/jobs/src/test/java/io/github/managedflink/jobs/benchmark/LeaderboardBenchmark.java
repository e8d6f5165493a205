package io.github.managedflink.jobs.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.github.managedflink.jobs.Connectors;
import io.github.managedflink.jobs.event.EventTimeProgress;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.leaderboard.MetricsLeaderboardPipeline;
import io.github.managedflink.jobs.window.NeededFields;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.leaderboard.Ranking;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.Window;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * One job of the benchmark: ten best players of every ten seconds by their scores, on a cluster in this process with
 * RocksDB and a checkpoint every ten seconds.
 */
final class LeaderboardBenchmark {
    /** How a job is written. */
    enum Shape {
        /** As public examples are. */
        PLAIN,
        /** As this library does it. */
        LIBRARY
    }

    /** What was measured: events by the wall clock, and by the time that all cores together worked for this process. */
    record Rate(double perSecond, double perCoreSecond) {}

    static final int RANKS = 10;
    private static final long OUT_OF_ORDERNESS = 1_000;
    /** Events that sources have given; the tasks are in this process. */
    private static final AtomicLong EVENTS = new AtomicLong();

    private final Shape shape;
    private final int parallelism;
    private final Path folder;

    LeaderboardBenchmark(Shape shape, int parallelism, Path folder) {
        this.shape = shape;
        this.parallelism = parallelism;
        this.folder = folder;
    }

    /** Runs the job for a while before it is measured, and then for as long as it is. */
    Rate measure(BenchmarkEvents events, Duration before, Duration measured) throws Exception {
        StreamExecutionEnvironment environment = environment();
        DataStream<byte[]> messages = messages(environment, events, BenchmarkEvents.MANY);
        if (shape == Shape.PLAIN) {
            PlainLeaderboard.attachTo(messages, RANKS).sinkTo(new DiscardingSink<>());
        } else {
            attachLibrary(messages);
        }
        OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        JobClient client = environment.executeAsync();
        try {
            TimeUnit.MILLISECONDS.sleep(before.toMillis());
            long start = System.nanoTime();
            long cpu = process.getProcessCpuTime();
            long count = EVENTS.get();
            TimeUnit.MILLISECONDS.sleep(measured.toMillis());
            count = EVENTS.get() - count;
            return new Rate(
                    count * 1e9 / (System.nanoTime() - start), count * 1e9 / (process.getProcessCpuTime() - cpu));
        } finally {
            client.cancel().get();
        }
    }

    StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        if (shape == Shape.LIBRARY) {
            configuration.set(PipelineOptions.OBJECT_REUSE, true);
            configuration.set(PipelineOptions.GENERIC_TYPES, false);
        }
        return StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
    }

    static DataStream<byte[]> messages(StreamExecutionEnvironment environment, BenchmarkEvents events, long count) {
        return environment
                .fromSource(
                        new DataGeneratorSource<>(
                                number -> {
                                    EVENTS.lazySet(EVENTS.get() + 1);
                                    return events.event(number);
                                },
                                count,
                                PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO),
                        WatermarkStrategy.noWatermarks(),
                        "messages")
                .uid("messages");
    }

    void attachLibrary(DataStream<byte[]> messages) {
        MetricsLeaderboardSpec spec = spec();
        String root = folder.toUri().toString();
        Connectors connectors = new Connectors(
                LocalEndpoints.none(),
                place -> new org.apache.flink.core.fs.Path(root + place.bucket() + "/" + place.key()),
                spec.deadLetters());
        MessageParser parser = connectors.parser(
                spec.format(),
                spec.eventTime(),
                NeededFields.of(spec, spec.metrics().values()).orElseThrow());
        DataStream<PipelineEvent> parsed = messages.map(
                        payload -> parser.parse(new Message(payload, "shard", "1", Long.MAX_VALUE)))
                .returns(PipelineEventTypeInfo.INSTANCE)
                .uid("source")
                .assignTimestampsAndWatermarks(WatermarkStrategy.<PipelineEvent>forGenerator(context -> new Reached())
                        .withTimestampAssigner((event, before) -> event.eventTime()))
                .uid("watermarks");
        new MetricsLeaderboardPipeline(spec, connectors).attachTo(parsed);
    }

    private static MetricsLeaderboardSpec spec() {
        return MetricsLeaderboardSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/benchmark")
                        .build())
                .eventTime(EventTime.field("time", TimestampFormat.epochMillis())
                        .withMaxOutOfOrderness(Duration.ofMillis(OUT_OF_ORDERNESS)))
                .groupBy("player")
                .metric("events", Metric.count())
                .metric("score", Metric.sum("score"))
                .window(Window.tumbling(Duration.ofSeconds(10)))
                .rankBy(Ranking.descending("score").top(RANKS))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("bucket", "boards"))
                        .build())
                .deadLetters(S3Location.of("bucket", "dead-letters"))
                .lateEvents(S3Location.of("bucket", "late-events"))
                .build();
    }

    private static final class Reached implements WatermarkGenerator<PipelineEvent> {
        private final EventTimeProgress reached = new EventTimeProgress(OUT_OF_ORDERNESS);

        @Override
        public void onEvent(PipelineEvent event, long time, WatermarkOutput output) {
            reached.see(event);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(new Watermark(reached.watermark()));
        }
    }
}
