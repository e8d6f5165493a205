package io.github.managedflink.jobs.leaderboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.jobs.Connectors;
import io.github.managedflink.jobs.event.EtlEvent;
import io.github.managedflink.jobs.event.EtlEventTypeInfo;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.ReachedTime;
import io.github.managedflink.jobs.window.NeededFields;
import io.github.managedflink.spec.LocalEndpoints;
import io.github.managedflink.spec.leaderboard.MetricsLeaderboardSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A leaderboard as a whole job on a cluster in this process: a source in memory whose position is part of each checkpoint, RocksDB, and a sink in memory. */
final class LeaderboardJob {
    private final MetricsLeaderboardSpec spec;
    private final Path folder;
    private final Configuration configuration = new Configuration();
    private CollectingSinks sinks;

    /** @param folder where checkpoints, dead letters and late events go */
    LeaderboardJob(MetricsLeaderboardSpec spec, Path folder) {
        this.spec = spec;
        this.folder = folder;
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(100));
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ZERO);
    }

    Configuration configuration() {
        return configuration;
    }

    /**
     * The job, ready to be executed.
     *
     * @param numbered makes the event of a number
     * @param disturbance sees each event on its way
     */
    StreamExecutionEnvironment environment(
            int parallelism, NumberedEvents numbered, RichMapFunction<Long, Long> disturbance) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.setMaxParallelism(spec.maxParallelism());
        String root = folder.toUri().toString();
        Connectors connectors = new Connectors(
                LocalEndpoints.none(),
                place -> new org.apache.flink.core.fs.Path(root + place.bucket() + "/" + place.key()),
                spec.deadLetters());
        MessageParser parser = connectors.parser(
                spec.format(),
                spec.eventTime(),
                NeededFields.of(spec, spec.metrics().values()).orElseThrow());
        long outOfOrderness = spec.eventTime().maxOutOfOrderness().toMillis();
        DataStream<EtlEvent> events = environment
                .fromSource(
                        new DataGeneratorSource<>(number -> number, numbered.count(), numbered.rate(), Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .uid("numbers")
                .map(disturbance)
                .returns(Types.LONG)
                .uid("disturbance")
                .map(number -> {
                    Event event = numbered.event(number);
                    return parser.parse(new Message(
                            event.json().getBytes(UTF_8), event.shard(), String.valueOf(number), Long.MAX_VALUE));
                })
                .returns(EtlEventTypeInfo.INSTANCE)
                .uid("source")
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<EtlEvent>forGenerator(context -> new Reached(outOfOrderness))
                                .withTimestampAssigner((event, before) -> event.eventTime()))
                .uid("watermarks");
        sinks = new CollectingSinks(connectors);
        new MetricsLeaderboardPipeline(spec, sinks).attachTo(events);
        return environment;
    }

    static Map<String, Long> counts(JobExecutionResult result) {
        Map<String, Long> counts = new TreeMap<>();
        result.getAllAccumulatorResults().forEach((name, value) -> counts.put(name, (Long) value));
        return counts;
    }

    /** What the sink was given. */
    List<JsonNode> entries() throws IOException {
        return sinks.entries();
    }

    /** Watermarks of what a subtask has read. */
    private static final class Reached implements WatermarkGenerator<EtlEvent> {
        private final ReachedTime reached;

        Reached(long outOfOrderness) {
            this.reached = new ReachedTime(outOfOrderness);
        }

        @Override
        public void onEvent(EtlEvent event, long time, WatermarkOutput output) {
            reached.see(event);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            output.emitWatermark(new Watermark(reached.watermark()));
        }
    }
}
