package io.github.managedflink.test.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.local.assembly.DeployedStack;
import io.github.managedflink.local.assembly.FileAsset;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.model.PipelineKind;
import io.github.managedflink.model.PipelineSpec;
import io.github.managedflink.model.etl.EtlStep;
import io.github.managedflink.model.etl.EtlSteps;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.format.OutputFormat;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.leaderboard.MetricsLeaderboardSpec;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.record.TimestampFormat;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.source.KinesisStartingPosition;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.services.s3.Bucket;

/** What a pipeline asks for is what its job is told. */
class PipelineContractTest {
    private static final InputFormat FORMAT =
            InputFormat.tsv("id", "amount", "at").withHeader();
    private static final EventTime EVENT_TIME = EventTime.field("at", TimestampFormat.iso8601());
    private static final OutputFormat OUTPUT = OutputFormat.jsonLines().withCompression(OutputFormat.Compression.GZIP);
    private static final EtlStep[] STEPS = {
        EtlSteps.require("id", "amount"),
        EtlSteps.derive("cents", "double(amount) * 100.0"),
        EtlSteps.enrichFromCsv(S3Location.of("tables", "customers.csv"), "id", "id", "name"),
        EtlSteps.deduplicate(Duration.ofDays(1), "id"),
        EtlSteps.route("cents < 1.0", "small")
    };

    @Test
    @DisplayName(
            "The template gives the job the very specification that the user wrote, with names in place of resources")
    void specification() {
        DeployedStack stack = SynthesizedStack.inRegion(FeatureFlags.RECOMMENDED, scope -> {
                    S3Bucket lake = S3Bucket.of(Bucket.fromBucketName(scope, "Lake", "lake"));
                    StreamingEtlApp.Builder.create(scope, "Orders")
                            .source(KinesisSource.in(KinesisStream.newStream().withStreamName("orders"))
                                    .withStartPosition(KinesisStartingPosition.latest())
                                    .withEnhancedFanOut("etl"))
                            .format(FORMAT)
                            .eventTime(EVENT_TIME)
                            .steps(STEPS)
                            .sink(S3Sink.in(lake).withPrefix("orders").withFormat(OUTPUT))
                            .sink("small", S3Sink.in(lake).withPrefix("small"))
                            .deadLetters(lake, "refused")
                            .maxParallelism(512)
                            .build();
                })
                .deployed();

        String stream = "arn:aws:kinesis:eu-west-1:111122223333:stream/orders";
        assertThat(StreamingEtlSpec.fromPropertyGroups(
                        propertyGroups(applications(stack).get(0))))
                .isEqualTo(StreamingEtlSpec.builder()
                        .source(KinesisSourceSpec.builder()
                                .streamArn(stream)
                                .startPosition(KinesisStartingPosition.latest())
                                .enhancedFanOut("etl", stream + "/consumer/etl:1")
                                .build())
                        .format(FORMAT)
                        .eventTime(EVENT_TIME)
                        .steps(STEPS)
                        .sink(S3SinkSpec.builder()
                                .location(S3Location.of("lake", "orders"))
                                .format(OUTPUT)
                                .build())
                        .sink(
                                "small",
                                S3SinkSpec.builder()
                                        .location(S3Location.of("lake", "small"))
                                        .build())
                        .deadLetters(S3Location.of("lake", "refused"))
                        .maxParallelism(512)
                        .build());
    }

    @ParameterizedTest
    @EnumSource(Pipeline.class)
    @DisplayName("The job understands what the template gives it, and runs from the jar that this build made")
    void job(Pipeline pipeline) {
        DeployedStack stack =
                SynthesizedStack.of(FeatureFlags.RECOMMENDED, pipeline::addTo).deployed();

        assertThat(applications(stack)).hasSize(pipeline.applications()).allSatisfy(application -> {
            Map<String, Map<String, String>> groups = propertyGroups(application);
            PipelineSpec read =
                    switch (PipelineKind.in(groups).orElseThrow()) {
                        case STREAMING_ETL -> StreamingEtlSpec.fromPropertyGroups(groups);
                        case METRICS_LEADERBOARD -> MetricsLeaderboardSpec.fromPropertyGroups(groups);
                        case KPI_MONITOR -> KpiMonitorSpec.fromPropertyGroups(groups);
                    };
            assertThat(read.toPropertyGroups()).isEqualTo(groups);
            assertThat(Files.mismatch(code(stack, application).path(), jobsJar()))
                    .isEqualTo(-1);
        });
    }

    private static List<Resource> applications(DeployedStack stack) {
        return stack.resources("AWS::KinesisAnalyticsV2::Application");
    }

    private static Map<String, Map<String, String>> propertyGroups(Resource application) {
        Map<String, Map<String, String>> groups = new LinkedHashMap<>();
        for (JsonNode group :
                application.property("ApplicationConfiguration", "EnvironmentProperties", "PropertyGroups")) {
            Map<String, String> properties = new LinkedHashMap<>();
            group.path("PropertyMap")
                    .properties()
                    .forEach(entry ->
                            properties.put(entry.getKey(), entry.getValue().asText()));
            groups.put(group.path("PropertyGroupId").asText(), properties);
        }
        return groups;
    }

    private static FileAsset code(DeployedStack stack, Resource application) {
        JsonNode code = application.property(
                "ApplicationConfiguration", "ApplicationCodeConfiguration", "CodeContent", "S3ContentLocation");
        String bucket = code.path("BucketARN").asText().replaceFirst(".*:", "");
        return stack.asset(bucket, code.path("FileKey").asText()).orElseThrow();
    }

    private static Path jobsJar() throws IOException {
        Path target = Path.of(System.getProperty("basedir", "."), "..", "pipelines", "jobs", "target");
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName()
                            .toString()
                            .matches("managed-flink-pipeline-jobs-[\\w.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
