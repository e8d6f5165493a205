package io.github.managedflink.jobs.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.group.GroupKeyTypeInfo;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** How many groups are looked at in a silence: only those that have something due, of however many there are. */
@SuppressWarnings("try") // Flink's harness may be interrupted when it is closed; nobody does.
class SilentGroupsTest {
    private static final long WINDOW = 10_000;
    private static final int GROUPS = 2_000;

    private static KpiMonitorSpec spec() {
        return KpiMonitorSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/requests")
                        .build())
                .eventTime(EventTime.arrival().withMaxOutOfOrderness(Duration.ZERO))
                .groupBy("region")
                .kpi("success", Kpi.share("ok"))
                .window(Window.tumbling(Duration.ofMillis(WINDOW)))
                .rule("silent", AlertRule.on("success").noDataAfter(Duration.ofSeconds(30)))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("bucket", "main"))
                        .build())
                .deadLetters(S3Location.of("bucket", "dead-letters"))
                .lateEvents(S3Location.of("bucket", "late-events"))
                .maxParallelism(8)
                .build();
    }

    @Test
    void onlyGroupsThatHaveSomethingDueAreLookedAt() throws Exception {
        Counting operator = new Counting(new SerializableSpec<>(spec(), KpiMonitorSpec::fromPropertyGroups));
        try (KeyedOneInputStreamOperatorTestHarness<GroupKey, Observation, PipelineEvent> harness =
                new KeyedOneInputStreamOperatorTestHarness<>(operator, Observation::group, GroupKeyTypeInfo.INSTANCE)) {
            harness.setup(PipelineEventTypeInfo.INSTANCE.createSerializer(
                    harness.getExecutionConfig().getSerializerConfig()));
            harness.open();
            for (int i = 0; i < GROUPS; i++) {
                GroupKey group = GroupKey.of("group-" + i);
                long last = i == 7 ? 0 : WINDOW - 1;
                harness.processElement(new StreamRecord<>(Observation.seen(group, 0, 0, last)));
                harness.processElement(new StreamRecord<>(
                        Observation.window(group, 0, new double[] {1}, new long[] {1}, 1, Observation.Window.CLOSED)));
            }
            harness.processWatermark(new Watermark(WINDOW));
            operator.looks = 0;

            for (long clock = 0; clock <= 25_000; clock += 250) {
                harness.setProcessingTime(clock);
            }

            List<String> alerts = harness.extractOutputStreamRecords().stream()
                    .map(record -> ((PipelineEvent) record.getValue()).record())
                    .map(alert -> alert.get("group") + " " + alert.get("state"))
                    .toList();
            assertThat(alerts).containsExactly("group-7 NO_DATA");
            assertThat(operator.looks).isEqualTo(1);
        }
    }

    private static final class Counting extends AlertOperator
            implements OneInputStreamOperator<Observation, PipelineEvent> {
        private static final long serialVersionUID = 1L;

        private int looks;

        Counting(SerializableSpec<KpiMonitorSpec> spec) {
            super(spec);
        }

        @Override
        public void setCurrentKey(Object key) {
            looks++;
            super.setCurrentKey(key);
        }

        @Override
        public void processElement(StreamRecord<Observation> element) throws Exception {
            observe(element.getValue());
        }

        @Override
        public void processWatermark(Watermark mark) throws Exception {
            advance(mark);
        }
    }
}
