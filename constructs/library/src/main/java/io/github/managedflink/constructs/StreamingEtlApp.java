package io.github.managedflink.constructs;

import io.github.managedflink.constructs.application.ApplicationPlan;
import io.github.managedflink.constructs.iam.IamStatement;
import io.github.managedflink.constructs.pipeline.LookupTables;
import io.github.managedflink.constructs.pipeline.PipelineNotes;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.WritesToBucket;
import io.github.managedflink.model.etl.EtlStep;
import io.github.managedflink.model.etl.MaskStep;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import software.constructs.Construct;

/**
 * A streaming ETL pipeline, whole: the source, the Flink application with the job that runs in it, sinks, dead letters,
 * permissions and alarms.
 *
 * <pre>{@code
 * StreamingEtlApp.Builder.create(this, "Orders")
 *         .source(KinesisSource.newStream())
 *         .steps(EtlSteps.require("id"), EtlSteps.filter("amount > 0.0"))
 *         .sink(S3Sink.newBucket().withPrefix("orders"))
 *         .build();
 * }</pre>
 *
 * <p>A record that cannot be parsed or that a step refuses becomes a dead letter; it neither stops the job nor gets
 * lost.
 */
public final class StreamingEtlApp extends FlinkPipeline<StreamingEtlSpec> {
    private StreamingEtlApp(Construct scope, String id, String applicationName, Builder options) {
        super(scope, id, applicationName, options);
    }

    /** Builds a {@link StreamingEtlApp}. Routes refer to sinks by their names. */
    public static final class Builder extends PipelineOptions<StreamingEtlSpec, StreamingEtlSpec.Builder, Builder> {
        private final Construct scope;
        private final String id;
        private final List<EtlStep> steps = new ArrayList<>();
        private String defaultSink = StreamingEtlSpec.DEFAULT_SINK;

        private Builder(Construct scope, String id) {
            this.scope = scope;
            this.id = id;
        }

        /** Returns a pipeline under {@code scope}. */
        public static Builder create(Construct scope, String id) {
            return new Builder(scope, id);
        }

        @Override
        protected Builder self() {
            return this;
        }

        /** Adds steps after those added before. Default: none, records are copied. */
        public Builder steps(EtlStep... more) {
            Collections.addAll(steps, more);
            return this;
        }

        /** Sets the sink for records that no route takes. Default: {@link StreamingEtlSpec#DEFAULT_SINK}. */
        public Builder defaultSink(String name) {
            this.defaultSink = name;
            return this;
        }

        /**
         * Checks the pipeline and adds it to its scope.
         *
         * @throws IllegalArgumentException if anything is wrong; the message names all faults
         */
        @Override
        public StreamingEtlApp build() {
            new PipelineRules<>(this).check(scope, id, StreamingEtlApp.class);
            return new StreamingEtlApp(scope, id, ApplicationPlan.of(this).name(scope, id), this);
        }

        @Override
        StreamingEtlSpec.Builder logic() {
            return StreamingEtlSpec.builder()
                    .steps(steps.toArray(EtlStep[]::new))
                    .defaultSink(defaultSink);
        }

        @Override
        Optional<S3Bucket> sharedBucket() {
            return Optional.ofNullable(sinks.asMap().get(defaultSink)).flatMap(WritesToBucket::of);
        }

        @Override
        List<IamStatement> morePermissions(Construct application, StreamingEtlSpec spec) {
            return LookupTables.permissions(application, spec.steps());
        }

        @Override
        List<PipelineNotes> notes(StreamingEtlSpec spec) {
            List<PipelineNotes> notes = new ArrayList<>();
            if (spec.steps().stream().anyMatch(MaskStep.class::isInstance)) {
                notes.add(PipelineNotes.UNMASKED_DEAD_LETTERS);
            }
            if (spec.sinks().values().stream().anyMatch(sink -> sink.mixesShardsOf(spec.source()))
                    && !source.hasOneShard()) {
                notes.add(PipelineNotes.MIXED_SHARDS);
            }
            return notes;
        }
    }
}
