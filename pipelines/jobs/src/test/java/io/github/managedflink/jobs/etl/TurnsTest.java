package io.github.managedflink.jobs.etl;

import static io.github.managedflink.model.etl.EtlSteps.deduplicate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.Connectors;
import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.dataflow.SinkTags;
import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.MessageParser;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.s3.S3SinkConnector;
import io.github.managedflink.model.LocalEndpoints;
import io.github.managedflink.model.etl.StreamingEtlSpec;
import io.github.managedflink.model.format.InputFormat;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import java.time.Duration;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** Records are numbered before a shuffle only for sinks in which one replaces another. */
@SuppressWarnings("try") // The harness may be interrupted when it is closed; nobody does.
class TurnsTest {
    private static final StreamingEtlSpec SPEC = StreamingEtlSpec.builder()
            .source(KinesisSourceSpec.builder()
                    .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/test")
                    .build())
            .format(InputFormat.json())
            .eventTime(EventTime.arrival())
            .steps(deduplicate(Duration.ofDays(1), "id"))
            .sink(S3SinkSpec.builder().location(S3Location.of("bucket", "main")).build())
            .deadLetters(S3Location.of("bucket", "dead-letters"))
            .build();

    @Test
    void recordsCarryATurnWhereASinkAsksForIt() throws Exception {
        assertThat(shuffled(true).message().order()).isNotNull();
    }

    @Test
    void recordsCarryNoTurnWhereNoSinkDoes() throws Exception {
        assertThat(shuffled(false).message().order()).isNull();
    }

    private static PipelineEvent shuffled(boolean isOrdered) throws Exception {
        SerializableSpec<StreamingEtlSpec> travelling =
                new SerializableSpec<>(SPEC, StreamingEtlSpec::fromPropertyGroups);
        Connectors connectors = new Connectors(LocalEndpoints.none(), S3SinkConnector::path, SPEC.deadLetters());
        StepsFunction steps = new StepsFunction(
                travelling, Segment.of(SPEC).get(0), new SinkTags(SPEC.sinks(), connectors), isOrdered);
        try (OneInputStreamOperatorTestHarness<PipelineEvent, PipelineEvent> harness =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(steps))) {
            harness.setup(PipelineEventTypeInfo.INSTANCE.createSerializer(
                    harness.getExecutionConfig().getSerializerConfig()));
            harness.open();
            MessageParser parser = new MessageParser(SPEC.format(), SPEC.eventTime());
            harness.processElement(
                    new StreamRecord<>(parser.parse(new Message("{\"id\":1}".getBytes(UTF_8), "shard-0", "1", 0))));
            return harness.extractOutputValues().get(0);
        }
    }
}
