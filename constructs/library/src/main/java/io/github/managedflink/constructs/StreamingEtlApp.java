package io.github.managedflink.constructs;

import io.github.managedflink.spec.EventTime;
import io.github.managedflink.spec.InputFormat;
import io.github.managedflink.spec.etl.EtlStep;
import io.github.managedflink.spec.etl.StreamingEtlSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.iam.IGrantable;
import software.amazon.awscdk.services.iam.IPrincipal;
import software.amazon.awscdk.services.iam.IRole;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A streaming ETL pipeline, whole: the source, the Flink application with the job that runs in it, sinks, dead letters,
 * permissions and alarms.
 *
 * <pre>{@code
 * StreamingEtlApp.Builder.create(this, "Orders")
 *         .source(KinesisSourceBinding.newStream())
 *         .steps(EtlSteps.require("id"), EtlSteps.filter("amount > 0.0"))
 *         .sink(S3SinkBinding.newBucket().prefix("orders"))
 *         .build();
 * }</pre>
 *
 * <p>A record that cannot be parsed or that a step refuses becomes a dead letter; it neither stops the job nor gets
 * lost.
 */
public final class StreamingEtlApp extends Construct implements IGrantable {
    private static final String APPLICATION = "Application";
    private static final String APPLICATION_NAME = "ApplicationName";

    private final FlinkApplication application;
    private final BoundSource source;
    private final Map<String, BoundSink> sinks;
    private final IBucket deadLetterBucket;
    private final StreamingEtlSpec spec;
    private final Map<String, Alarm> alarms;

    private StreamingEtlApp(Construct scope, String id, String applicationName, Builder options) {
        super(scope, id);
        BindingContext context = new BindingContext(this);
        this.source = options.source.bind(context);
        this.sinks = new LinkedHashMap<>();
        options.sinks.forEach((name, sink) -> sinks.put(name, sink.bind(name, context)));
        BoundBucket deadLetters = options.deadLetterBucket().bind(context);
        this.deadLetterBucket = deadLetters.bucket();

        StreamingEtlSpec.Builder pipeline =
                options.pipeline().source(source.spec()).deadLetters(deadLetters.location(options.deadLetterPrefix));
        sinks.forEach((name, sink) -> pipeline.sink(name, sink.spec()));
        this.spec = pipeline.build();

        List<BoundConnector> connectors = new ArrayList<>();
        connectors.add(source);
        connectors.addAll(sinks.values());
        connectors.add(() -> deadLetters.permissions(options.deadLetterPrefix));
        connectors.add(() -> LookupTables.permissions(this, spec.steps()));
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
        this.alarms = options.alarms.enabled()
                ? new AlarmFactory(this, options.alarms)
                        .create(application, source, sinks.values(), options.metricsLevel)
                : Map.of();
        addOutputs(connectors);
    }

    private void addOutputs(List<BoundConnector> connectors) {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put(APPLICATION_NAME, application.getApplicationName());
        connectors.forEach(connector -> connector.outputs().forEach(outputs::putIfAbsent));
        outputs.forEach((name, value) ->
                CfnOutput.Builder.create(this, name).value(value).build());
    }

    /** The ids that a pipeline uses for itself, beside those of its bindings. */
    static Set<String> constructIds() {
        Set<String> ids = new LinkedHashSet<>(List.of(APPLICATION, APPLICATION_NAME));
        ids.addAll(AlarmFactory.constructIds());
        return ids;
    }

    /** The application that runs the pipeline. */
    public FlinkApplication getApplication() {
        return application;
    }

    /** The role that the job has. */
    public IRole getRole() {
        return application.getRole();
    }

    @Override
    public IPrincipal getGrantPrincipal() {
        return application.getGrantPrincipal();
    }

    /** The source. */
    public BoundSource getSource() {
        return source;
    }

    /**
     * The source as what it is: {@code getSource(BoundKinesisSource.class).stream()} is the stream of a {@link
     * KinesisSourceBinding}.
     *
     * @throws ClassCastException if the source is of another kind
     */
    public <S extends BoundSource> S getSource(Class<S> kind) {
        return kind.cast(source);
    }

    /** The sinks by their names. */
    public Map<String, BoundSink> getSinks() {
        return Collections.unmodifiableMap(sinks);
    }

    /**
     * The sink {@code name} as what it is: {@code getSink("main", BoundS3Sink.class).bucket()} is the bucket of a
     * {@link S3SinkBinding}.
     *
     * @throws ClassCastException if the sink is of another kind
     * @throws NoSuchElementException if there is no sink of this name
     */
    public <S extends BoundSink> S getSink(String name, Class<S> kind) {
        BoundSink sink = sinks.get(name);
        if (sink == null) {
            throw new NoSuchElementException("no sink \"" + name + "\"; the sinks are " + sinks.keySet());
        }
        return kind.cast(sink);
    }

    /** The bucket of the dead letters. */
    public IBucket getDeadLetterBucket() {
        return deadLetterBucket;
    }

    /** What the pipeline does, as the job reads it. */
    public StreamingEtlSpec getSpec() {
        return spec;
    }

    /**
     * The alarms by kind: {@code Restarts}, {@code FailedCheckpoints}, {@code Lag}, {@code DeadLetters} and, with sinks whose services may refuse single
     * records, {@code RefusedRecords}.
     */
    public Map<String, Alarm> getAlarms() {
        return Collections.unmodifiableMap(alarms);
    }

    /** Builds a {@link StreamingEtlApp}. */
    public static final class Builder extends ApplicationOptions<Builder> {
        private static final String DEFAULT_DEAD_LETTER_PREFIX = "dead-letters";

        private final Construct scope;
        private final String id;
        private final S3BucketBinding ownDeadLetterBucket = S3BucketBinding.newBucket();
        final List<EtlStep> steps = new ArrayList<>();
        final Map<String, SinkBinding> sinks = new LinkedHashMap<>();
        SourceBinding source;
        InputFormat format = InputFormat.json();
        EventTime eventTime = EventTime.arrival();
        String defaultSink = StreamingEtlSpec.DEFAULT_SINK;
        Given<S3BucketBinding> deadLetterBucket = Given.nothing();
        String deadLetterPrefix = DEFAULT_DEAD_LETTER_PREFIX;
        int maxParallelism = StreamingEtlSpec.DEFAULT_MAX_PARALLELISM;
        PipelineAlarms alarms = PipelineAlarms.standard();

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** A pipeline under {@code scope}. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        @Override
        Builder self() {
            return this;
        }

        /** Where records come from. Required. */
        public Builder source(SourceBinding binding) {
            this.source = binding;
            return this;
        }

        /** How messages become records. Default: JSON. */
        public Builder format(InputFormat input) {
            this.format = input;
            return this;
        }

        /** When a record happened. Default: when it arrived. */
        public Builder eventTime(EventTime time) {
            this.eventTime = time;
            return this;
        }

        /** Adds steps after those added before. Default: none, records are copied. */
        public Builder steps(EtlStep... more) {
            Collections.addAll(steps, more);
            return this;
        }

        /** The sink named {@link StreamingEtlSpec#DEFAULT_SINK}. */
        public Builder sink(SinkBinding binding) {
            return sink(StreamingEtlSpec.DEFAULT_SINK, binding);
        }

        /**
         * A sink with a name of 1 to 30 letters, digits, hyphens and underscores, which routes refer to. At least one
         * sink is required.
         */
        public Builder sink(String name, SinkBinding binding) {
            sinks.put(name, binding);
            return this;
        }

        /** The sink for records that no route takes. Default: {@link StreamingEtlSpec#DEFAULT_SINK}. */
        public Builder defaultSink(String name) {
            this.defaultSink = name;
            return this;
        }

        /**
         * Where rejected records go, apart from the location of any sink. Default: below {@code dead-letters} in the
         * bucket of the default sink, or in a new bucket if that sink has none.
         */
        public Builder deadLetters(S3BucketBinding bucket, String prefix) {
            this.deadLetterBucket = Given.of(bucket);
            this.deadLetterPrefix = prefix;
            return this;
        }

        /**
         * The largest parallelism that the job's state can ever be spread over, 1 to 32,768. Default: {@link
         * StreamingEtlSpec#DEFAULT_MAX_PARALLELISM}. It cannot be
         * changed later without giving up the state.
         */
        public Builder maxParallelism(int limit) {
            this.maxParallelism = limit;
            return this;
        }

        /** When the pipeline calls for attention. Default: {@link PipelineAlarms#standard()}. */
        public Builder alarms(PipelineAlarms pipelineAlarms) {
            this.alarms = pipelineAlarms;
            return this;
        }

        /**
         * Checks the pipeline and adds it to its scope.
         *
         * @throws IllegalArgumentException if anything is wrong; the message names all faults
         */
        public StreamingEtlApp build() {
            new StreamingEtlRules(this).check(scope, id);
            String name = applicationName == null ? DefaultName.of(scope, id) : applicationName;
            return new StreamingEtlApp(scope, id, name, this);
        }

        /** All of the pipeline that is known without its resources. */
        StreamingEtlSpec.Builder pipeline() {
            return StreamingEtlSpec.builder()
                    .format(format)
                    .eventTime(eventTime)
                    .steps(steps.toArray(EtlStep[]::new))
                    .defaultSink(defaultSink)
                    .maxParallelism(maxParallelism);
        }

        S3BucketBinding deadLetterBucket() {
            return deadLetterBucket
                    .toOptional()
                    .or(() -> Optional.ofNullable(sinks.get(defaultSink)).flatMap(SinkBinding::bucket))
                    .orElse(ownDeadLetterBucket);
        }
    }
}
