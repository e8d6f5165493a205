package io.github.managedflink.constructs;

import io.github.managedflink.constructs.application.ApplicationCode;
import io.github.managedflink.constructs.application.ApplicationJob;
import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ConnectorConfig;
import io.github.managedflink.constructs.connector.PipelineSinkConfig;
import io.github.managedflink.constructs.connector.PipelineSourceConfig;
import io.github.managedflink.constructs.glue.GlueSchemas;
import io.github.managedflink.constructs.pipeline.AlarmFactory;
import io.github.managedflink.constructs.pipeline.RulesStream;
import io.github.managedflink.constructs.s3.S3BucketConfig;
import io.github.managedflink.model.PipelineSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A pipeline, whole: the source, the Flink application with the job that runs in it, sinks, dead letters, permissions
 * and alarms.
 *
 * @param <S> the specification of the pipeline
 */
public abstract class FlinkPipeline<S extends PipelineSpec> extends Construct implements IGrantable {
    private static final String APPLICATION = "Application";
    private static final String APPLICATION_NAME = "ApplicationName";

    private final FlinkApplication application;
    private final PipelineSourceConfig source;
    private final Map<String, PipelineSinkConfig> sinks;
    private final IBucket deadLetterBucket;
    private final S spec;
    private final Map<String, Alarm> alarms;

    <P extends PipelineSpec.Builder<S, P>> FlinkPipeline(
            Construct scope, String id, String applicationName, PipelineOptions<S, P, ?> options) {
        super(scope, id);
        BindingContext context = new BindingContext(this);
        this.source = options.source.bind(context);
        this.sinks = new LinkedHashMap<>();
        options.sinks().forEach((name, sink) -> sinks.put(name, sink.bind(name, context)));
        S3BucketConfig deadLetters = options.deadLetterBucket().bind(context);
        this.deadLetterBucket = deadLetters.bucket();

        P pipeline = options.pipeline(deadLetters::location).source(source.spec());
        sinks.forEach((name, sink) -> pipeline.sink(name, sink.spec()));
        List<ConnectorConfig> inputs = options.bindInputs(context, pipeline);
        this.spec = pipeline.build();

        List<ConnectorConfig> connectors = new ArrayList<>();
        connectors.add(source);
        connectors.addAll(inputs);
        connectors.addAll(sinks.values());
        connectors.add(() -> deadLetters.permissions(options.deadLetterPrefix));
        options.lateEventPrefix().ifPresent(prefix -> connectors.add(() -> deadLetters.permissions(prefix)));
        connectors.add(() -> options.morePermissions(this, spec));
        connectors.add(() -> GlueSchemas.permissions(spec));
        this.application = new FlinkApplication(
                this,
                APPLICATION,
                applicationName,
                options,
                new ApplicationJob(
                        ApplicationCode.bundledPipeline(),
                        List.copyOf(spec.toPropertyGroups().entrySet()),
                        connectors));
        options.notes(spec).forEach(note -> note.addTo(this));
        FilePlaces.add(this, spec, options.existingBuckets());
        this.alarms =
                new AlarmFactory(this, application, options.alarms, options.watched()).create(source, sinks.values());
        addOutputs(connectors);
    }

    private void addOutputs(List<ConnectorConfig> connectors) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put(APPLICATION_NAME, application.getApplicationName());
        connectors.forEach(connector -> connector.outputs().forEach(outputs::putIfAbsent));
        outputs.forEach((name, value) ->
                CfnOutput.Builder.create(this, name).value(value).build());
    }

    /** Returns the ids that a pipeline uses for itself, beside those of its bindings. */
    static Set<String> constructIds() {
        Set<String> ids = new LinkedHashSet<>(List.of(APPLICATION, APPLICATION_NAME, RulesStream.SCOPE));
        ids.addAll(AlarmFactory.constructIds());
        return ids;
    }

    /** Returns the application that runs the pipeline. */
    public FlinkApplication getApplication() {
        return application;
    }

    /** Returns the role that the job has. */
    public IRole getRole() {
        return application.getRole();
    }

    @Override
    public IPrincipal getGrantPrincipal() {
        return application.getGrantPrincipal();
    }

    /** Returns the source. */
    public PipelineSourceConfig getSource() {
        return source;
    }

    /**
     * Returns the source as what it is: {@code getSource(KinesisSourceConfig.class).stream()} is the stream of a
     * {@link io.github.managedflink.constructs.kinesis.KinesisSource}.
     *
     * @throws ClassCastException if the source is of another kind
     */
    public <T extends PipelineSourceConfig> T getSource(Class<T> kind) {
        return kind.cast(source);
    }

    /** Returns the sinks by their names. */
    public Map<String, PipelineSinkConfig> getSinks() {
        return Collections.unmodifiableMap(sinks);
    }

    /**
     * Returns the sink {@code name} as what it is: {@code getSink("main", S3SinkConfig.class).bucket()} is the bucket
     * of a {@link io.github.managedflink.constructs.s3.S3Sink}.
     *
     * @throws ClassCastException if the sink is of another kind
     * @throws NoSuchElementException if there is no sink of this name
     */
    public <T extends PipelineSinkConfig> T getSink(String name, Class<T> kind) {
        PipelineSinkConfig sink = sinks.get(name);
        if (sink == null) {
            throw new NoSuchElementException("no sink \"" + name + "\"; the sinks are " + sinks.keySet());
        }
        return kind.cast(sink);
    }

    /** Returns the bucket of the dead letters. */
    public IBucket getDeadLetterBucket() {
        return deadLetterBucket;
    }

    /** Returns what the pipeline does, as the job reads it. */
    public S getSpec() {
        return spec;
    }

    /**
     * Returns the alarms by kind: {@code Restarts}, {@code FailedCheckpoints}, and {@code Lag} where the source has a
     * metric for it; {@code Down} where {@link io.github.managedflink.constructs.pipeline.PipelineAlarms} or the kind
     * of pipeline asks for it. With {@link io.github.managedflink.constructs.application.MetricsLevel#APPLICATION}, the
     * default, also {@code DeadLetters}; with sinks whose services may refuse single records, {@code RefusedRecords};
     * where events can come too late, {@code LateEvents}; and where the pipeline reads its rules, {@code RefusedRules}.
     */
    public Map<String, Alarm> getAlarms() {
        return Collections.unmodifiableMap(alarms);
    }
}
