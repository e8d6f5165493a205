package io.github.managedflink.jobs.etl;

import static io.github.managedflink.model.etl.EtlSteps.enrichFromCsv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.jobs.Connectors;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.dataflow.SinkTags;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.s3.S3SinkConnector;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job restarts until somebody mends what keeps it from its start; nothing may pile up meanwhile. */
@SuppressWarnings("try") // The harness may be interrupted when it is closed; nobody does.
class FailedStartTest {
    @TempDir
    Path folder;

    @Test
    void aTableThatIsMissingLeavesNoThreadOfAnotherTable() throws Exception {
        Files.createDirectories(folder.resolve("tables"));
        Files.writeString(folder.resolve("tables/first.csv"), "id,name\n1,one\n");
        Set<Thread> before = refreshers();
        FolderAsS3.of(folder);

        try (OneInputStreamOperatorTestHarness<PipelineEvent, PipelineEvent> harness = steps(spec())) {
            assertThatThrownBy(harness::open).hasStackTraceContaining("second.csv");
        }

        Set<Thread> left = refreshers();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(10_000);
        }
        assertThat(left).noneMatch(Thread::isAlive);
    }

    private static Set<Thread> refreshers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("enrich-refresh"))
                .collect(Collectors.toSet());
    }

    private static OneInputStreamOperatorTestHarness<PipelineEvent, PipelineEvent> steps(StreamingEtlSpec spec)
            throws Exception {
        SerializableSpec<StreamingEtlSpec> travelling =
                new SerializableSpec<>(spec, StreamingEtlSpec::fromPropertyGroups);
        Connectors connectors = new Connectors(LocalEndpoints.none(), S3SinkConnector::path, spec.deadLetters());
        List<Segment> segments = Segment.of(spec);
        return new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(
                new StepsFunction(travelling, segments.get(0), new SinkTags(spec.sinks(), connectors), false)));
    }

    private static StreamingEtlSpec spec() {
        return StreamingEtlSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/test")
                        .build())
                .format(InputFormat.json())
                .eventTime(EventTime.arrival())
                .steps(
                        enrichFromCsv(S3Location.of("tables", "first.csv"), "id", "id", "name"),
                        enrichFromCsv(S3Location.of("tables", "second.csv"), "id", "id", "name"))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("bucket", "main"))
                        .build())
                .deadLetters(S3Location.of("bucket", "dead-letters"))
                .build();
    }
}
