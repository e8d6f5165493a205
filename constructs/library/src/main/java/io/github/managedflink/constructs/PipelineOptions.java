package io.github.managedflink.constructs;

import io.github.managedflink.constructs.application.ApplicationOptions;
import io.github.managedflink.constructs.application.ApplicationPlan;
import io.github.managedflink.constructs.connector.BindingContext;
import io.github.managedflink.constructs.connector.ConnectorConfig;
import io.github.managedflink.constructs.connector.PipelineConnector;
import io.github.managedflink.constructs.connector.PipelineSink;
import io.github.managedflink.constructs.connector.PipelineSource;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.constructs.pipeline.AlarmFactory;
import io.github.managedflink.constructs.pipeline.PipelineAlarms;
import io.github.managedflink.constructs.pipeline.PipelineNotes;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.WritesToBucket;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.NamedValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * The options of every construct that deploys an application with a job of this library: what it reads and writes,
 * beside the options of the application.
 *
 * @param <S> the specification of the pipeline
 * @param <P> the builder of the specification
 * @param <B> the builder that the methods give back
 */
public abstract class PipelineOptions<
                S extends PipelineSpec, P extends PipelineSpec.Builder<S, P>, B extends PipelineOptions<S, P, B>>
        extends ApplicationOptions<B> {
    private static final String DEFAULT_DEAD_LETTER_PREFIX = "dead-letters";

    private final S3Bucket ownDeadLetterBucket = S3Bucket.newBucket();
    NamedValues<PipelineSink> sinks = NamedValues.none();
    PipelineSource source;
    InputFormat format = InputFormat.json();
    Setting<EventTime> eventTime = Setting.nothing();
    Setting<S3Bucket> deadLetterBucket = Setting.nothing();
    String deadLetterPrefix = DEFAULT_DEAD_LETTER_PREFIX;
    int maxParallelism = PipelineSpec.DEFAULT_MAX_PARALLELISM;
    PipelineAlarms alarms = PipelineAlarms.standard();

    PipelineOptions() {}

    /** Sets where records come from. Required. */
    public B source(PipelineSource binding) {
        this.source = binding;
        return self();
    }

    /** Sets how messages become records. Default: JSON. */
    public B format(InputFormat input) {
        this.format = input;
        return self();
    }

    /**
     * Sets when a record happened. Default: when it arrived, which a pipeline with windows notes at synth;
     * {@link EventTime#arrival()} says that it is meant.
     */
    public B eventTime(EventTime time) {
        this.eventTime = Setting.of(time);
        return self();
    }

    /** Adds the sink named {@link PipelineSpec#DEFAULT_SINK}. */
    public B sink(PipelineSink binding) {
        return sink(PipelineSpec.DEFAULT_SINK, binding);
    }

    /**
     * Adds a sink with a name of 1 to 30 letters, digits, hyphens and underscores that no other sink has. At least one
     * sink is required.
     */
    public B sink(String name, PipelineSink binding) {
        this.sinks = sinks.with(name, binding);
        return self();
    }

    /**
     * Sets where rejected records go, apart from the location of any sink. They hold the messages as they came, also
     * fields that steps mask. Default: below {@code dead-letters} in the bucket of the default sink (of a leaderboard:
     * of the first sink that has one), or else in a new bucket.
     */
    public B deadLetters(S3Bucket bucket, String prefix) {
        this.deadLetterBucket = Setting.of(bucket);
        this.deadLetterPrefix = prefix;
        return self();
    }

    /**
     * Sets the largest parallelism that the job's state can ever be spread over, 1 to 32,768. Default:
     * {@link PipelineSpec#DEFAULT_MAX_PARALLELISM}. It cannot be changed later without giving up the state.
     */
    public B maxParallelism(int limit) {
        this.maxParallelism = limit;
        return self();
    }

    /** Sets when the pipeline calls for attention. Default: {@link PipelineAlarms#standard()}. */
    public B alarms(PipelineAlarms pipelineAlarms) {
        this.alarms = pipelineAlarms;
        return self();
    }

    /**
     * Checks the pipeline and adds it to its scope.
     *
     * @throws IllegalArgumentException if anything is wrong; the message names all faults
     */
    public abstract FlinkPipeline<S> build();

    /** Returns what the pipeline does with its records. */
    abstract P logic();

    /** Returns the bucket of a sink that the dead letters go to unless told otherwise. */
    abstract Optional<S3Bucket> sharedBucket();

    /** Where events go that come too late, in the bucket of the dead letters, if the pipeline knows such. */
    Optional<String> lateEventPrefix() {
        return Optional.empty();
    }

    /** The sinks as the pipeline uses them. */
    NamedValues<PipelineSink> sinks() {
        return sinks;
    }

    /** What the job reads beside its source, by the section of its settings. */
    Map<String, PipelineConnector> inputs() {
        return Map.of();
    }

    /** Tells the specification of these inputs, with tokens in place of what does not exist yet. */
    void planInputs(P spec) {}

    /** Adds the resources of these inputs and tells the specification of them. */
    List<ConnectorConfig> bindInputs(BindingContext context, P spec) {
        return List.of();
    }

    /** Whether somebody waits for what the pipeline tells, so that its silence must not pass for good news. */
    boolean isReliedOn() {
        return false;
    }

    /** Whether the job reads rules, which it may refuse. */
    boolean readsRules() {
        return false;
    }

    /** Returns the properties of the pipeline that its alarms depend on. */
    AlarmFactory.Watched watched() {
        return new AlarmFactory.Watched(
                ApplicationPlan.of(this).metricsLevel(),
                isReliedOn(),
                lateEventPrefix().isPresent(),
                readsRules());
    }

    /** What the job needs beside its source, sinks and dead letters. */
    List<IamStatement> morePermissions(Construct scope, S spec) {
        return List.of();
    }

    /** What there is to note of the pipeline. */
    List<PipelineNotes> notes(S spec) {
        return List.of();
    }

    /** The buckets that it writes files to and does not add itself. */
    List<IBucket> existingBuckets() {
        return Stream.concat(
                        Stream.of(deadLetterBucket()),
                        sinks.values().stream().map(WritesToBucket::of).flatMap(Optional::stream))
                .map(S3Bucket::existing)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /**
     * All of the pipeline that is known without its source and sinks.
     *
     * @param inDeadLetterBucket gives the place of a prefix
     */
    P pipeline(Function<String, S3Location> inDeadLetterBucket) {
        return logic().format(format)
                .eventTime(eventTime.asked() ? eventTime.value() : EventTime.arrival())
                .maxParallelism(maxParallelism)
                .deadLetters(inDeadLetterBucket.apply(deadLetterPrefix));
    }

    S3Bucket deadLetterBucket() {
        return deadLetterBucket.toOptional().or(this::sharedBucket).orElse(ownDeadLetterBucket);
    }
}
