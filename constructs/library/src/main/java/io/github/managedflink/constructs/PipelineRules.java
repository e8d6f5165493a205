package io.github.managedflink.constructs;

import io.github.managedflink.constructs.application.ApplicationPlan;
import io.github.managedflink.constructs.connector.PipelineConnector;
import io.github.managedflink.constructs.connector.SharedResource;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.settings.Violations;
import io.github.managedflink.model.sink.PipelineSinkSpec;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.Stack;
import software.constructs.Construct;

/** What a pipeline must be like beyond what its specification can say of itself. */
final class PipelineRules<S extends PipelineSpec, P extends PipelineSpec.Builder<S, P>> {
    private static final String TAKE_AN_ID =
            "The methods that add a resource take one: newBucket(id), newTable(id, key), newTopic(id) and their like.";

    private final PipelineOptions<S, P, ?> options;
    private final ApplicationPlan plan;

    PipelineRules(PipelineOptions<S, P, ?> options) {
        this.options = options;
        this.plan = ApplicationPlan.of(options);
    }

    void check(Construct scope, String id, Class<? extends FlinkPipeline<S>> kind) {
        Violations violations = new Violations();
        plan.check(Stack.of(scope), violations);
        plan.checkBundledCode(violations);
        checkState(violations);
        checkBindings(violations);
        if (violations.require("alarms", options.alarms)) {
            options.alarms.check(violations.at("alarms"));
        }
        planned().check(violations);
        ApplicationPlan.throwIfAny(violations, kind.getSimpleName(), scope, id);
    }

    /** The pipeline with tokens in place of the resources that it will have. */
    private P planned() {
        String bucket = options.deadLetterBucket().plannedName();
        P pipeline = options.pipeline(prefix -> S3Location.of(bucket, prefix));
        if (options.source != null) {
            pipeline.source(options.source.plan());
        }
        options.sinks().forEach((name, sink) -> pipeline.sink(name, sink == null ? null : sink.plan(name)));
        options.planInputs(pipeline);
        return pipeline;
    }

    private void checkState(Violations violations) {
        if (plan.isWithoutCheckpoints()) {
            violations.add(
                    "checkpointing",
                    "disabled",
                    "lets no file in S3 become visible, which happens with checkpoints. Leave them on.");
        }
        // A limit that is none, or a scaling that is wrong, is a fault of its own.
        if (options.maxParallelism < 1) {
            return;
        }
        plan.parallelismCeiling()
                .filter(ceiling -> ceiling > options.maxParallelism)
                .ifPresent(ceiling -> violations.add(
                        "pipeline.max-parallelism",
                        options.maxParallelism,
                        "is below the parallelism of " + ceiling
                                + " that the application can reach, where the job would fail. Raise it before the first"
                                + " start, or lower the scaling."));
    }

    private void checkBindings(Violations violations) {
        Set<SharedResource> resources = new LinkedHashSet<>();
        if (options.source != null) {
            checkBinding("source", options.source, resources, violations);
        }
        options.inputs().forEach((name, input) -> checkBinding(name, input, resources, violations));
        options.sinks().forEach((name, sink) -> {
            if (sink != null) {
                checkBinding("sink." + name, sink, resources, violations);
                checkCheckpoints(name, sink.plan(name), violations);
            }
        });
        options.deadLetterBucket.check("dead-letters.bucket", violations);
        if (resources.add(options.deadLetterBucket())) {
            options.deadLetterBucket().check(violations.at("dead-letters"));
        }
        checkIds(resources, violations);
    }

    private void checkBinding(
            String setting, PipelineConnector binding, Set<SharedResource> resources, Violations violations) {
        binding.check(violations.at(setting));
        resources.addAll(binding.resources());
        if (binding.needsVpc() && !plan.isInVpc()) {
            violations.add(
                    "vpc",
                    null,
                    "is required, because " + setting + " can be reached from a VPC only. Give the one that it is in.");
        }
        binding.vpc()
                .filter(vpc -> plan.isInVpc() && !plan.reaches(vpc))
                .ifPresent(vpc -> violations.add(
                        "vpc",
                        plan.vpc().getNode().getPath(),
                        "is not the VPC of " + setting + ", " + vpc.getNode().getPath()
                                + ". Put both into one, or tell of the connection between them with"
                                + " FlinkNetwork.builder(vpc).peeredWith(…)."));
    }

    private void checkCheckpoints(String name, PipelineSinkSpec sink, Violations violations) {
        Optional<Duration> longest = sink.longestCheckpointInterval();
        Optional<Duration> interval = plan.checkpointInterval();
        if (longest.isPresent() && interval.isPresent() && interval.get().compareTo(longest.get()) > 0) {
            violations.add(
                    "checkpointing.interval",
                    interval.get(),
                    "is too long for sink." + name + ", which loses records if there is more than " + longest.get()
                            + " from one checkpoint to the next. Make it shorter, or give the sink a longer transaction"
                            + " timeout.");
        }
    }

    private static void checkIds(Set<SharedResource> resources, Violations violations) {
        Set<String> reserved = FlinkPipeline.constructIds();
        Set<String> taken = new HashSet<>();
        for (SharedResource resource : resources) {
            List<String> ids = resource.constructIds();
            Optional<String> own = ids.stream().filter(reserved::contains).findFirst();
            Optional<String> twice = ids.stream().filter(taken::contains).findFirst();
            if (own.isPresent()) {
                violations.add(
                        "resource.id",
                        own.get(),
                        "is an id that the pipeline uses itself. Give the new resource another. " + TAKE_AN_ID);
            } else {
                twice.ifPresent(id -> violations.add(
                        "resource.id",
                        id,
                        "is the id of two new resources. Let their users share one value, or give the second an id of"
                                + " its own. " + TAKE_AN_ID));
            }
            taken.addAll(ids);
        }
    }
}
