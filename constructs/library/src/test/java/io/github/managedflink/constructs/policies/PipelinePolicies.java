package io.github.managedflink.constructs.policies;

import static io.github.managedflink.constructs.policies.PolicyVariant.betweenTopics;
import static io.github.managedflink.constructs.policies.PolicyVariant.fromTopic;
import static io.github.managedflink.constructs.policies.PolicyVariant.pipeline;

import io.github.managedflink.constructs.KpiMonitor;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.fixture.Imports;
import io.github.managedflink.constructs.glue.SchemaRegistry;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.msk.MskSource;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.model.format.GlueSchema;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.format.MessageFormat;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.Bucket;

/** What a pipeline's job gets beside what its source and sinks need. */
final class PipelinePolicies {
    private static final String PIPELINE = "Pipeline";
    private static final String GLUE = "Glue Schema Registry";
    private static final String RULES = "Rules of a monitor";
    private static final String SCHEMA =
            "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"long\",\"default\":0}]}";

    private PipelinePolicies() {}

    static List<PolicyVariant> variants() {
        return List.of(
                new PolicyVariant(
                        PIPELINE,
                        "all of it, from a new stream to a new bucket",
                        stack -> PolicyVariant.ofRole(
                                stack,
                                StreamingEtlApp.Builder.create(stack, "Orders")
                                        .source(KinesisSource.newStream())
                                        .sink(S3Sink.newBucket())
                                        .build()
                                        .getRole())),
                pipeline(PIPELINE, "dead letters", PolicyVariant::betweenTopics, true),
                pipeline(
                        PIPELINE,
                        "dead letters in an existing bucket with a key of yours",
                        stack -> betweenTopics(stack).deadLetters(S3Bucket.of(Imports.bucket(stack)), "refused/orders"),
                        true),
                pipeline(
                        PIPELINE,
                        "a table to look records up in",
                        stack -> betweenTopics(stack)
                                .steps(EtlSteps.enrichFromCsv(
                                        S3Location.of("tables", "geo/countries.csv"), "country", "code", "name")),
                        false),
                pipeline(
                        GLUE,
                        "read with an existing registry",
                        stack -> betweenTopics(stack).format(InputFormat.glueAvro(Imports.registry(stack))),
                        false),
                pipeline(
                        GLUE,
                        "write with an existing registry",
                        stack -> fromTopic(stack)
                                .sink(toTopic(
                                        GlueSchema.json(Imports.registry(stack), "orders", "{\"type\":\"object\"}"))),
                        false),
                pipeline(
                        GLUE,
                        "read with a new registry, write with schemas that the job registers there",
                        stack -> {
                            String registry = SchemaRegistry.Builder.create(stack, "Registry")
                                    .build()
                                    .getRegistryArn();
                            return fromTopic(stack)
                                    .format(InputFormat.glueJson(registry))
                                    .sink(toTopic(GlueSchema.avro(registry, "orders", SCHEMA)
                                            .withAutoRegistration()));
                        },
                        false),
                PolicyVariant.monitor(RULES, "from an object", stack -> monitor(stack)
                        .rulesFrom(
                                S3Bucket.of(Bucket.fromBucketName(stack, "Settings", "settings")), "api/rules.json")),
                PolicyVariant.monitor(
                        RULES, "from an object in an existing bucket with a key of yours", stack -> monitor(stack)
                                .rulesFrom(S3Bucket.of(Imports.bucket(stack)), "api/rules.json")),
                PolicyVariant.monitor(
                        RULES, "from a new stream", stack -> monitor(stack).rulesFrom(KinesisSource.newStream())));
    }

    /** Between topics of a cluster that leaves permissions to itself. */
    private static KpiMonitor.Builder monitor(Stack stack) {
        MskCluster cluster = MskCluster.fromBootstrapServers("broker:9094");
        return KpiMonitor.Builder.create(stack, "Api")
                .source(MskSource.of(cluster, "requests"))
                .kpi("success_rate", Kpi.share("status < 400"))
                .window(Window.tumbling(Duration.ofMinutes(5)))
                .sink("alerts", MskSink.of(cluster, "alerts"));
    }

    private static MskSink toTopic(GlueSchema schema) {
        return MskSink.of(MskCluster.fromBootstrapServers("broker:9094"), "clean")
                .withFormat(MessageFormat.glue(schema));
    }
}
