package io.github.managedflink.jobs;

import io.github.managedflink.jobs.connector.SourceConnector;
import io.github.managedflink.jobs.etl.StreamingEtlPipeline;
import io.github.managedflink.jobs.s3.S3SinkConnector;
import io.github.managedflink.spec.LocalEndpoints;
import io.github.managedflink.spec.etl.StreamingEtlSpec;
import io.github.managedflink.spec.settings.SpecException;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The main class of the jar: runs the pipeline that the application's property groups describe. Parallelism, checkpoints, state backend and restarts are left to the cluster, as MSF
 * wants it.
 */
public final class PipelineJob {
    private PipelineJob() {}

    public static void main(String[] arguments) throws Exception {
        Map<String, Map<String, String>> groups = ApplicationProperties.read();
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration());
        if (!StreamingEtlSpec.isIn(groups)) {
            throw new JobSetupException(
                    "The application properties describe no pipeline: the group \"pipeline\" must have the"
                            + " entry type=" + StreamingEtlSpec.TYPE + ".");
        }
        try {
            StreamingEtlSpec spec = StreamingEtlSpec.fromPropertyGroups(groups);
            build(spec, LocalEndpoints.fromPropertyGroups(groups), environment);
        } catch (SpecException e) {
            throw new JobSetupException(e.getMessage());
        }
        environment.execute(StreamingEtlSpec.TYPE);
    }

    private static void build(StreamingEtlSpec spec, LocalEndpoints endpoints, StreamExecutionEnvironment environment) {
        environment.setMaxParallelism(spec.maxParallelism());
        Connectors connectors = new Connectors(endpoints, S3SinkConnector::path, spec.deadLetters());
        SourceConnector source = connectors.source(spec.source(), spec.eventTime());
        new StreamingEtlPipeline(spec, connectors)
                .attachTo(source.attachTo(environment, connectors.parser(spec.format(), spec.eventTime())));
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
