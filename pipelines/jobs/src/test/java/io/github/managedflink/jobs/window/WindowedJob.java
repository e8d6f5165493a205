package io.github.managedflink.jobs.window;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.jobs.Connectors;
import io.github.managedflink.jobs.connector.SinkConnectors;
import io.github.managedflink.jobs.event.EventTimeProgress;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.WindowedSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
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

/**
 * A pipeline with windows as a whole job on a cluster in this process: a source in memory whose position is part of
 * each checkpoint, RocksDB, and a sink in memory.
 */
public final class WindowedJob {
    private final WindowedSpec spec;
    private final Collection<Metric> metrics;
    private final BiConsumer<DataStream<PipelineEvent>, SinkConnectors> dataflow;
    private final Path folder;
    private final Configuration configuration = new Configuration();
    private CollectingSinks sinks;

    /**
     * A job that fails once at most.
     *
     * @param metrics all that is computed
     * @param dataflow attaches the pipeline
     * @param folder where checkpoints, dead letters and late events go
     */
    public WindowedJob(
            WindowedSpec spec,
            Collection<Metric> metrics,
            BiConsumer<DataStream<PipelineEvent>, SinkConnectors> dataflow,
            Path folder) {
        this.spec = spec;
        this.metrics = metrics;
        this.dataflow = dataflow;
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

    public Configuration configuration() {
        return configuration;
    }

    /**
     * The job, ready to be executed.
     *
     * @param numbered makes the message of a number
     * @param disturbance sees each event on its way
     */
    public StreamExecutionEnvironment environment(
            int parallelism, NumberedMessages numbered, RichMapFunction<Long, Long> disturbance) {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
        environment.setMaxParallelism(spec.maxParallelism());
        String root = folder.toUri().toString();
        Connectors connectors = new Connectors(
                LocalEndpoints.none(),
                place -> new org.apache.flink.core.fs.Path(root + place.bucket() + "/" + place.key()),
                spec.deadLetters());
        MessageParser parser = connectors.parser(
                spec.format(), spec.eventTime(), NeededFields.of(spec, metrics).orElseThrow());
        long outOfOrderness = spec.eventTime().maxOutOfOrderness().toMillis();
        DataStream<PipelineEvent> events = environment
                .fromSource(
                        new DataGeneratorSource<>(number -> number, numbered.count(), numbered.rate(), Types.LONG),
                        WatermarkStrategy.noWatermarks(),
                        "numbers")
                .uid("numbers")
                .map(disturbance)
                .returns(Types.LONG)
                .uid("disturbance")
                .map(number -> parser.parse(numbered.message(number)))
                .returns(PipelineEventTypeInfo.INSTANCE)
                .uid("source")
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<PipelineEvent>forGenerator(context -> new Reached(outOfOrderness))
                                .withTimestampAssigner((event, before) -> event.eventTime()))
                .uid("watermarks");
        sinks = new CollectingSinks(connectors);
        dataflow.accept(events, sinks);
        return environment;
    }

    public static Map<String, Long> counts(JobExecutionResult result) {
        Map<String, Long> counts = new TreeMap<>();
        result.getAllAccumulatorResults().forEach((name, value) -> counts.put(name, (Long) value));
        return counts;
    }

    /** What the sinks were given. */
    public List<JsonNode> entries() throws IOException {
        return sinks.entries();
    }

    /** Watermarks of what a subtask has read. */
    private static final class Reached implements WatermarkGenerator<PipelineEvent> {
        private final EventTimeProgress reached;

        Reached(long outOfOrderness) {
            this.reached = new EventTimeProgress(outOfOrderness);
        }

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
