package io.github.managedflink.jobs.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.jobs.dataflow.SerializableSpec;
import io.github.managedflink.jobs.event.PipelineEvent;
import io.github.managedflink.jobs.event.PipelineEventTypeInfo;
import io.github.managedflink.jobs.group.GroupKey;
import io.github.managedflink.jobs.group.GroupKeyTypeInfo;
import io.github.managedflink.jobs.record.DataRecord;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.KpiMonitorSpec;
import io.github.managedflink.model.kpi.RulesSource;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.record.EventTime;
import io.github.managedflink.model.s3.S3Location;
import io.github.managedflink.model.sink.S3SinkSpec;
import io.github.managedflink.model.source.KinesisSourceSpec;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The operator of alerts in Flink's harness: time by watermarks and by the clock, rules that change, and what a
 * snapshot keeps.
 */
@SuppressWarnings("try") // Flink's harness may be interrupted when it is closed; nobody does.
class AlertOperatorTest {
    private static final long T0 = Instant.parse("2024-05-01T10:00:00Z").toEpochMilli();
    private static final long SECOND = 1_000;
    private static final long WINDOW = 10 * SECOND;
    private static final GroupKey EU = GroupKey.of("eu");
    private static final GroupKey US = GroupKey.of("us");

    private static final RulesSource DOCUMENTS = RulesSource.s3Object(S3Location.of("bucket", "rules.json"));
    private static final Map<String, String> STRICT = Map.of(
            "revision", "2",
            "rules.1.name", "strict",
            "rules.1.kpi", "success",
            "rules.1.warning.comparator", "below",
            "rules.1.warning.threshold", "0.99");

    private KeyedTwoInputStreamOperatorTestHarness<GroupKey, Observation, Map<String, String>, PipelineEvent> harness;
    private long clock;

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static KpiMonitorSpec.Builder monitor() {
        return monitorOf("success", Kpi.share("ok"));
    }

    private static KpiMonitorSpec.Builder monitorOf(String name, Kpi kpi) {
        return KpiMonitorSpec.builder()
                .source(KinesisSourceSpec.builder()
                        .streamArn("arn:aws:kinesis:eu-west-1:111122223333:stream/requests")
                        .build())
                .eventTime(EventTime.arrival().withMaxOutOfOrderness(Duration.ZERO))
                .groupBy("region")
                .kpi(name, kpi)
                .window(Window.tumbling(Duration.ofMillis(WINDOW)))
                .sink(S3SinkSpec.builder()
                        .location(S3Location.of("bucket", "main"))
                        .build())
                .deadLetters(S3Location.of("bucket", "dead-letters"))
                .lateEvents(S3Location.of("bucket", "late-events"))
                .maxParallelism(8);
    }

    private static AlertRule rule() {
        return AlertRule.on("success").critical(Threshold.below(0.9)).noDataAfter(Duration.ofSeconds(30));
    }

    private void start(KpiMonitorSpec.Builder spec, OperatorSubtaskState before) throws Exception {
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new ChangingRulesOperator(new SerializableSpec<>(spec.build(), KpiMonitorSpec::fromPropertyGroups)),
                Observation::group,
                null,
                GroupKeyTypeInfo.INSTANCE);
        // As in a job: what is not written to the state is not in it.
        harness.setStateBackend(new EmbeddedRocksDBStateBackend());
        harness.getExecutionConfig().enableObjectReuse();
        harness.setup(PipelineEventTypeInfo.INSTANCE.createSerializer(
                harness.getExecutionConfig().getSerializerConfig()));
        harness.setProcessingTime(clock);
        if (before != null) {
            harness.initializeState(before);
        }
        harness.open();
    }

    private void window(GroupKey group, int number, double success) throws Exception {
        long start = T0 + number * WINDOW;
        process(Observation.seen(group, start, start, start + WINDOW - 1));
        process(Observation.window(
                group, start, new double[] {success}, new long[] {100}, 100, Observation.Window.CLOSED));
    }

    private void process(Observation observation) throws Exception {
        harness.processElement1(new StreamRecord<>(observation));
    }

    private void watermark(long time) throws Exception {
        harness.processWatermark1(new Watermark(time));
    }

    /** Lets the clock run as it does, a little at a time. */
    private void pass(Duration time) throws Exception {
        for (long end = clock + time.toMillis(); clock < end; ) {
            clock = Math.min(end, clock + 250);
            harness.setProcessingTime(clock);
        }
    }

    private List<String> alerts() {
        return records().stream().map(AlertOperatorTest::told).toList();
    }

    private List<DataRecord> records() {
        List<DataRecord> records = harness.extractOutputStreamRecords().stream()
                .map(record -> ((PipelineEvent) record.getValue()).record())
                .toList();
        harness.getOutput().clear();
        return records;
    }

    private static String told(DataRecord alert) {
        return Stream.of("rule", "group", "previous_state", "state", "time", "reason")
                .map(field -> String.valueOf(alert.get(field)))
                .reduce((a, b) -> a + " " + b)
                .orElseThrow();
    }

    @Test
    void tellsTransitionsWhenTheWatermarkReachesTheEndOfTheWindow() throws Exception {
        start(monitor().rule("errors", rule()), null);
        window(EU, 0, 0.5);
        watermark(T0 + WINDOW - 1);
        assertThat(alerts()).isEmpty();

        watermark(T0 + WINDOW);
        assertThat(alerts()).containsExactly("errors eu OK CRITICAL 2024-05-01T10:00:10Z THRESHOLD");

        window(EU, 1, 1);
        watermark(T0 + 2 * WINDOW);
        assertThat(alerts()).containsExactly("errors eu CRITICAL OK 2024-05-01T10:00:20Z THRESHOLD");
    }

    @Test
    void noticesAGroupThatFallsSilentWhileOthersGoOn() throws Exception {
        start(monitor().rule("errors", rule()), null);
        window(EU, 0, 1);
        window(US, 0, 1);
        for (int i = 1; i < 4; i++) {
            window(US, i, 1);
        }

        watermark(T0 + 4 * WINDOW);

        assertThat(alerts()).containsExactly("errors eu OK NO_DATA 2024-05-01T10:00:39.999Z NO_DATA");
    }

    @Test
    void noticesByTheClockThatNothingComesAnyMore() throws Exception {
        start(monitor().rule("errors", rule()), null);
        window(EU, 0, 1);
        watermark(T0 + WINDOW - 1);

        pass(Duration.ofSeconds(29));
        assertThat(alerts()).isEmpty();
        pass(Duration.ofSeconds(2));

        // The same as by event time, so that the id is the same.
        assertThat(alerts()).containsExactly("errors eu OK NO_DATA 2024-05-01T10:00:39.999Z NO_DATA");
        window(EU, 6, 1);
        watermark(T0 + 7 * WINDOW);
        assertThat(alerts()).containsExactly("errors eu NO_DATA OK 2024-05-01T10:01:10Z DATA_RESUMED");
    }

    @Test
    void aWrongDateFarAheadIsNoSilence() throws Exception {
        start(monitor().rule("errors", rule()), null);
        window(EU, 0, 1);
        watermark(T0 + WINDOW - 1);
        long wrong = Instant.parse("2099-01-01T00:00:00Z").toEpochMilli();
        process(Observation.seen(US, wrong, wrong, wrong));

        pass(Duration.ofSeconds(20));

        assertThat(alerts()).isEmpty();
    }

    @Test
    void aStandstillOfTheTaskIsNoSilence() throws Exception {
        start(monitor().rule("errors", rule()), null);
        window(EU, 0, 1);
        watermark(T0 + WINDOW - 1);

        clock += Duration.ofMinutes(10).toMillis();
        harness.setProcessingTime(clock);

        assertThat(alerts()).isEmpty();
    }

    @Test
    void aRestartGivesSourcesTimeAndKeepsTheState() throws Exception {
        KpiMonitorSpec.Builder spec = monitor().rule("errors", rule());
        start(spec, null);
        window(EU, 0, 0.5);
        watermark(T0 + WINDOW);
        assertThat(alerts()).hasSize(1);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        clock += Duration.ofHours(1).toMillis();
        start(spec, snapshot);
        pass(Duration.ofSeconds(59));
        assertThat(alerts()).isEmpty();
        window(EU, 1, 0.5);
        watermark(T0 + 2 * WINDOW);
        assertThat(alerts()).as("still the same state").isEmpty();
        window(EU, 2, 1);
        watermark(T0 + 3 * WINDOW);
        assertThat(alerts()).containsExactly("errors eu CRITICAL OK 2024-05-01T10:00:30Z THRESHOLD");
    }

    @Test
    void newRulesHoldFromTheirDocumentOnAndOverARestart() throws Exception {
        KpiMonitorSpec.Builder spec = monitor().rule("errors", rule()).rulesFrom(DOCUMENTS);
        start(spec, null);
        window(EU, 0, 0.5);
        watermark(T0 + WINDOW);
        assertThat(alerts()).hasSize(1);

        harness.processElement2(new StreamRecord<>(STRICT));

        assertThat(alerts()).containsExactly("errors eu CRITICAL OK 2024-05-01T10:00:10Z RULE_REMOVED");
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();
        start(spec, snapshot);
        window(EU, 1, 0.98);
        watermark(T0 + 2 * WINDOW);
        assertThat(alerts()).containsExactly("strict eu OK WARNING 2024-05-01T10:00:20Z THRESHOLD");
    }

    @Test
    void rulesOfANewDeploymentTakeThePlaceOfAllBefore() throws Exception {
        start(monitor().rule("errors", rule()), null);
        window(EU, 0, 0.5);
        watermark(T0 + WINDOW);
        assertThat(alerts()).hasSize(1);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        start(
                monitor()
                        .kpi("rate", Kpi.ratePerSecond())
                        .rule("slow", AlertRule.on("rate").warning(Threshold.below(1))),
                snapshot);

        assertThat(alerts()).containsExactly("errors eu CRITICAL OK 2024-05-01T10:00:10Z RULE_REMOVED");
    }

    @Test
    void aDocumentHoldsWhateverIsDeployedAfterIt() throws Exception {
        start(monitor().rule("errors", rule()).rulesFrom(DOCUMENTS), null);
        harness.processElement2(new StreamRecord<>(STRICT));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        start(
                monitor()
                        .rule("other", AlertRule.on("success").critical(Threshold.below(0.5)))
                        .rulesFrom(DOCUMENTS),
                snapshot);
        window(EU, 0, 0.4);
        watermark(T0 + WINDOW);

        assertThat(alerts()).containsExactly("strict eu OK WARNING 2024-05-01T10:00:10Z THRESHOLD");
    }

    @Test
    void aDocumentDoesNotHoldWhereItDoesNotFitOrNoneIsAskedFor() throws Exception {
        AlertRule slow = AlertRule.on("rate").warning(Threshold.below(1));
        KpiMonitorSpec.Builder documented = monitor().rule("errors", rule()).rulesFrom(DOCUMENTS);
        start(documented, null);
        harness.processElement2(new StreamRecord<>(STRICT));
        window(EU, 0, 0.98);
        watermark(T0 + WINDOW);
        assertThat(alerts()).containsExactly("strict eu OK WARNING 2024-05-01T10:00:10Z THRESHOLD");
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        start(monitor().kpi("rate", Kpi.ratePerSecond()).rule("slow", slow), snapshot);
        assertThat(alerts()).containsExactly("strict eu WARNING OK 2024-05-01T10:00:10Z RULE_REMOVED");
        harness.close();

        start(monitorOf("rate", Kpi.ratePerSecond()).rule("slow", slow).rulesFrom(DOCUMENTS), snapshot);
        assertThat(alerts()).containsExactly("strict eu WARNING OK 2024-05-01T10:00:10Z RULE_REMOVED");
    }

    @Test
    void theEndOfTimeIsNoSilenceAndIsReadOnce() throws Exception {
        start(monitor().rule("errors", rule()), null);
        window(EU, 0, 0.5);

        watermark(Long.MAX_VALUE);

        assertThat(alerts()).containsExactly("errors eu OK CRITICAL 2024-05-01T10:00:10Z THRESHOLD");
    }

    @Test
    void tellsPeopleWhatIsKnownAndNothingElse() throws Exception {
        start(monitor().rule("errors", rule()), null);
        window(GroupKey.of(""), 0, 0.5);
        watermark(T0 + 6 * WINDOW);

        assertThat(texts())
                .containsExactly(
                        """
                        errors is CRITICAL for "". It was OK before.

                        Time:      2024-05-01T10:00:10Z
                        Reason:    THRESHOLD
                        KPI:       success
                        Value:     0.5 (of 100 events)
                        Threshold: 0.9
                        Window:    2024-05-01T10:00:00Z to 2024-05-01T10:00:10Z
                        Cause:     0.5 (of 100 events) until 2024-05-01T10:00:10Z
                        Monitor:   kpi-monitor
                        """,
                        """
                        errors is NO_DATA for "". It was CRITICAL for 29 s.

                        Time:      2024-05-01T10:00:39.999Z
                        Reason:    NO_DATA
                        KPI:       success
                        Monitor:   kpi-monitor
                        """);
    }

    @Test
    void aValueBeyondAllNumbersIsLeftOut() throws Exception {
        start(monitor().rule("errors", AlertRule.on("success").critical(Threshold.above(0.5))), null);
        window(EU, 0, Double.POSITIVE_INFINITY);
        watermark(T0 + WINDOW);

        DataRecord alert = records().get(0);
        assertThat(alert.get("state")).isEqualTo("CRITICAL");
        assertThat(alert.get("value")).isNull();
    }

    /** The texts without their last lines, the ids. */
    private List<String> texts() {
        return records().stream()
                .map(alert -> String.valueOf(alert.get("text")).replaceFirst("Id: .*$", ""))
                .toList();
    }
}
