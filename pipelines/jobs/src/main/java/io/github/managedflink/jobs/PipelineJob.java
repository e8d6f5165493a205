package io.github.managedflink.jobs;

import io.github.managedflink.jobs.etl.StreamingEtlPipeline;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.kpi.KpiMonitorPipeline;
import io.github.managedflink.jobs.kpi.RulesObjectSource;
import io.github.managedflink.jobs.leaderboard.MetricsLeaderboardPipeline;
import io.github.managedflink.jobs.s3.S3SinkConnector;
import io.github.managedflink.jobs.window.NeededFields;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.PipelineKind;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.RulesSource;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.settings.InvalidSpecException;
import io.github.managedflink.model.window.Metric;
import io.github.managedflink.model.window.WindowedSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main class of the jar: runs the pipeline that the application's property groups describe. Parallelism,
 * checkpoints, state backend and restarts are left to the cluster, as MSF wants it.
 */
public final class PipelineJob {
    private PipelineJob() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Map<String, String>> groups = ApplicationProperties.read();
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration());
        PipelineKind kind = PipelineKind.in(groups)
                .orElseThrow(() -> new JobSetupException(
                        "The application properties describe no pipeline: the group \"pipeline\" must have the entry type="
                                + Arrays.stream(PipelineKind.values())
                                        .map(PipelineKind::type)
                                        .collect(Collectors.joining(" or "))
                                + "."));
        try {
            build(kind, groups, environment);
        } catch (InvalidSpecException e) {
            throw new JobSetupException(e.getMessage());
        }
        environment.execute(kind.type());
    }

    private static void build(
            PipelineKind kind, Map<String, Map<String, String>> groups, StreamExecutionEnvironment environment) {
        LocalEndpoints endpoints = LocalEndpoints.fromPropertyGroups(groups);
        switch (kind) {
            case STREAMING_ETL:
                build(StreamingEtlSpec.fromPropertyGroups(groups), endpoints, environment);
                break;
            case METRICS_LEADERBOARD:
                build(MetricsLeaderboardSpec.fromPropertyGroups(groups), endpoints, environment);
                break;
            case KPI_MONITOR:
                build(KpiMonitorSpec.fromPropertyGroups(groups), endpoints, environment);
                break;
            default:
                throw new IllegalArgumentException("no job for a pipeline of type " + kind.type());
        }
    }

    private static void build(StreamingEtlSpec spec, LocalEndpoints endpoints, StreamExecutionEnvironment environment) {
        Connectors connectors = connectors(spec, endpoints);
        MessageParser parser = connectors.parser(spec.format(), spec.eventTime());
        new StreamingEtlPipeline(spec, connectors).attachTo(source(spec, connectors, environment, parser));
    }

    private static void build(
            MetricsLeaderboardSpec spec, LocalEndpoints endpoints, StreamExecutionEnvironment environment) {
        Connectors connectors = connectors(spec, endpoints);
        MessageParser parser = parser(spec, connectors, spec.metrics().values());
        new MetricsLeaderboardPipeline(spec, connectors).attachTo(source(spec, connectors, environment, parser));
    }

    private static void build(KpiMonitorSpec spec, LocalEndpoints endpoints, StreamExecutionEnvironment environment) {
        Connectors connectors = connectors(spec, endpoints);
        KpiMonitorPipeline pipeline = new KpiMonitorPipeline(spec, connectors);
        MessageParser parser = parser(spec, connectors, pipeline.metrics());
        pipeline.attachTo(source(spec, connectors, environment, parser), rules(spec, connectors, environment));
    }

    /** The documents of a monitor's rules, if it takes any. */
    private static Optional<DataStream<PipelineEvent>> rules(
            KpiMonitorSpec spec, Connectors connectors, StreamExecutionEnvironment environment) {
        RulesSource rules = spec.rulesSource();
        if (rules == null) {
            return Optional.empty();
        }
        if (rules.kind() == RulesSource.Kind.S3_OBJECT) {
            return Optional.of(
                    RulesObjectSource.attachTo(environment, connectors.path(rules.object()), rules.pollInterval()));
        }
        EventTime arrival = EventTime.arrival();
        MessageParser parser = connectors.parser(InputFormat.json(), arrival);
        return Optional.of(connectors.source(rules.stream(), arrival).attachTo(environment, parser, "rules-source"));
    }

    private static MessageParser parser(WindowedSpec spec, Connectors connectors, Collection<Metric> metrics) {
        return NeededFields.of(spec, metrics)
                .map(fields -> connectors.parser(spec.format(), spec.eventTime(), fields))
                .orElseGet(() -> connectors.parser(spec.format(), spec.eventTime()));
    }

    private static Connectors connectors(PipelineSpec spec, LocalEndpoints endpoints) {
        return new Connectors(endpoints, S3SinkConnector::path, spec.deadLetters());
    }

    private static DataStream<PipelineEvent> source(
            PipelineSpec spec, Connectors connectors, StreamExecutionEnvironment environment, MessageParser parser) {
        environment.setMaxParallelism(spec.maxParallelism());
        return connectors.source(spec.source(), spec.eventTime()).attachTo(environment, parser);
    }

    /** Only options that MSF lets a program set. */
    static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return configuration;
    }
}
