package io.github.managedflink.jobs.dataflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.event.Message;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.record.DataRecord;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // The harness may be interrupted when it is closed; nobody does.
class DeduplicateFunctionTest {
    private static final long TTL = 1000;

    @Test
    void theFirstOfAKeyPassesUntilItsTimeHasPassed() throws Exception {
        try (var harness = harness()) {
            harness.open();
            pass(harness, "a", 0);
            pass(harness, "b", 10);
            pass(harness, "a", 999);
            assertThat(passed(harness)).containsExactly(0L, 10L);

            pass(harness, "a", 1000);
            assertThat(passed(harness)).containsExactly(0L, 10L, 1000L);
        }
    }

    @Test
    void aKeyIsForgottenWhenTheWatermarkAndTheClockSaySo() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(50_000);
            pass(harness, "a", 0);
            harness.setProcessingTime(51_000);
            harness.processWatermark(999);
            assertThat(harness.numKeyedStateEntries()).isOne();

            harness.processWatermark(1000);
            assertThat(harness.numKeyedStateEntries()).isZero();
            assertThat(harness.numEventTimeTimers()).isZero();
            assertThat(harness.numProcessingTimeTimers()).isZero();
        }
    }

    @Test
    void aWrongClockNeitherForgetsKeysNorDropsWhatIsNew() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.setProcessingTime(50_000);
            pass(harness, "a", 0);
            // Somebody else's record from the far future has moved the watermark.
            harness.processWatermark(1_000_000);
            pass(harness, "a", 10);
            pass(harness, "a", 2000);
            pass(harness, "a", 4000);
            assertThat(passed(harness)).containsExactly(0L, 2000L, 4000L);

            harness.setProcessingTime(51_000);
            harness.processWatermark(2_000_000);
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }

    @Test
    void aLateFirstIsRememberedFromTheWatermarkOn() throws Exception {
        try (var harness = harness()) {
            harness.open();
            harness.processWatermark(10_000);
            pass(harness, "a", 5);
            pass(harness, "a", 6);
            harness.processWatermark(10_500);
            pass(harness, "a", 7);
            assertThat(passed(harness)).containsExactly(5L);
        }
    }

    @Test
    void keysAndCountsOutliveARestart() throws Exception {
        OperatorSubtaskState snapshot;
        try (var harness = harness()) {
            harness.open();
            pass(harness, "a", 0);
            pass(harness, "a", 1);
            snapshot = harness.snapshot(1, 1);
        }
        try (var harness = harness()) {
            harness.initializeState(snapshot);
            harness.open();
            pass(harness, "a", 2);
            assertThat(passed(harness)).isEmpty();
            assertThat(harness.getOperator()
                            .getRuntimeContext()
                            .getLongCounter("deduplicated")
                            .getLocalValue())
                    .isEqualTo(2L);
        }
    }

    @Test
    void aTextAndANumberAreDifferentKeys() {
        DeduplicationKey key = new DeduplicationKey(List.of("a", "b"));
        assertThat(key.getKey(event(0, 1L, "x"))).isNotEqualTo(key.getKey(event(0, "1", "x")));
        assertThat(key.getKey(event(0, "1s1:", "x"))).isNotEqualTo(key.getKey(event(0, "1", "s1:x")));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, PipelineEvent, PipelineEvent> harness()
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new DeduplicateFunction(TTL)),
                new DeduplicationKey(List.of("a")),
                Types.STRING);
        harness.setup(PipelineEventTypeInfo.INSTANCE.createSerializer(
                harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }

    private static void pass(
            KeyedOneInputStreamOperatorTestHarness<String, PipelineEvent, PipelineEvent> harness, String key, long time)
            throws Exception {
        harness.processElement(event(time, key, null), time);
    }

    private static PipelineEvent event(long time, Object a, Object b) {
        DataRecord record = new DataRecord();
        record.put("a", a);
        record.put("b", b);
        return PipelineEvent.of(new Message(new byte[0], "shard", "1", time), time, record);
    }

    private static List<Long> passed(
            KeyedOneInputStreamOperatorTestHarness<String, PipelineEvent, PipelineEvent> harness) {
        return harness.extractOutputValues().stream()
                .map(PipelineEvent::eventTime)
                .toList();
    }
}
