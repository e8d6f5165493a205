package io.github.managedflink.constructs.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.fixture.CdkApps;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Metric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.kinesis.Stream;

class FlinkApplicationMetricsTest {
    private static Stack stack;
    private static IFlinkApplication flink1;
    private static IFlinkApplication flink2;

    @BeforeAll
    static void importApplications() {
        stack = CdkApps.stackWithEnvironment();
        flink1 = FlinkApplication.fromApplicationName(stack, "One", "one");
        flink2 = FlinkApplication.fromAttributes(
                stack,
                "Two",
                FlinkApplicationAttributes.of("arn:aws:kinesisanalytics:eu-west-1:111122223333:application/two")
                        .withRuntime(FlinkRuntime.FLINK_2_2));
    }

    @Test
    void metricIsThatOfTheApplication() {
        Metric metric = flink1.metricKpus();

        assertThat(metric.getNamespace()).isEqualTo("AWS/KinesisAnalytics");
        assertThat(metric.getMetricName()).isEqualTo("KPUs");
        assertThat(metric.getStatistic()).isEqualTo("Average");
        assertThat(metric.getDimensions()).isEqualTo(Map.of("Application", "one"));
        assertThat(metric.getPeriod().toMinutes()).isEqualTo(5);
    }

    @Test
    void namedMetricsTakeOptionsToo() {
        MetricOptions minute =
                MetricOptions.builder().period(Duration.minutes(1)).build();

        assertThat(flink1.metricKpus(minute).getPeriod().toMinutes()).isEqualTo(1);
        assertThat(flink2.metricRestarts(minute).getPeriod().toMinutes()).isEqualTo(1);
        assertThat(flink1.metricMillisBehindLatest(
                                Stream.fromStreamArn(
                                        stack, "Minute", "arn:aws:kinesis:eu-west-1:111122223333:stream/s"),
                                minute)
                        .getPeriod()
                        .toMinutes())
                .isEqualTo(1);
    }

    @Test
    void metricOfTheJobItselfNeedsItsNameOnly() {
        assertThat(flink1.metric("ordersPerMinute").getStatistic()).isEqualTo("Average");
        assertThatThrownBy(() -> flink1.metric("ordersPerMinute", null)).hasMessageContaining("options: is required");
        assertThatThrownBy(() -> flink1.metric((String) null)).hasMessageContaining("metricName: is required");
    }

    @Test
    void optionsOverrideTheUsualOnes() {
        Metric metric = flink1.metric(
                FlinkMetric.LAST_CHECKPOINT_SIZE,
                MetricOptions.builder()
                        .statistic("p99")
                        .period(Duration.minutes(1))
                        .build());

        assertThat(metric.getStatistic()).isEqualTo("p99");
        assertThat(metric.getPeriod().toMinutes()).isEqualTo(1);
    }

    @Test
    void jobsOwnMetricIsReachedByItsName() {
        Metric metric = flink1.metric("recordsRejected", MetricOptions.builder().build());

        assertThat(metric.getMetricName()).isEqualTo("recordsRejected");
    }

    @ParameterizedTest
    @CsvSource({
        "fullRestarts, true, false",
        "numRestarts, false, true",
        "runningTime, false, true",
        "restartingTime, false, true",
        "cancellingTime, false, true",
        "failingTime, false, true",
        "uptime, true, true",
        "downtime, true, true",
        "containerCPUUtilization, true, true",
        "records_lag_max, true, true"
    })
    void runtimeDecidesWhichMetricsThereAre(String name, boolean byFlink1, boolean byFlink2) {
        FlinkMetric metric = Arrays.stream(FlinkMetric.values())
                .filter(each -> each.metricName().equals(name))
                .findFirst()
                .orElseThrow();

        assertThat(metric.isReportedBy(FlinkRuntime.FLINK_1_20)).isEqualTo(byFlink1);
        assertThat(metric.isReportedBy(FlinkRuntime.FLINK_2_2)).isEqualTo(byFlink2);
    }

    @Test
    void metricThatTheRuntimeDoesNotReportIsRefused() {
        assertThatThrownBy(() -> flink2.metricFullRestarts())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metric = \"fullRestarts\": is not reported by FLINK-2_2");
    }

    @ParameterizedTest
    @EnumSource(
            value = FlinkMetric.class,
            names = {
                "FULL_RESTARTS",
                "NUM_RESTARTS",
                "NUMBER_OF_FAILED_CHECKPOINTS",
                "OLD_GENERATION_GC_TIME",
                "OLD_GENERATION_GC_COUNT",
                "NUM_LATE_RECORDS_DROPPED"
            })
    void countThatOnlyGrowsIsShownByItsMaximum(FlinkMetric metric) {
        FlinkApplicationMetrics application = metric.isReportedBy(FlinkRuntime.FLINK_1_20) ? flink1 : flink2;

        assertThat(application.metric(metric).getStatistic()).isEqualTo("Maximum");
    }

    @Test
    void restartsHaveTheNameOfTheRuntime() {
        assertThat(flink1.metricRestarts().getMetricName()).isEqualTo("fullRestarts");
        assertThat(flink2.metricRestarts().getMetricName()).isEqualTo("numRestarts");
    }

    @Test
    void lagOfAStreamHasUnderscoresInPlaceOfHyphens() {
        Metric metric = flink1.metricMillisBehindLatest(
                Stream.fromStreamArn(stack, "Stream", "arn:aws:kinesis:eu-west-1:111122223333:stream/my-orders"));

        assertThat(metric.getDimensions()).isEqualTo(Map.of("Application", "one", "Id", "my_orders", "Flow", "Input"));
    }

    @Test
    void everyMetricHasANamedMethodThatGivesIt() {
        // The names of the official alpha module, and what it lacks.
        assertThat(List.of(
                        flink1.metricDowntime(),
                        flink1.metricUptime(),
                        flink1.metricFullRestarts(),
                        flink1.metricNumberOfFailedCheckpoints(),
                        flink1.metricLastCheckpointDuration(),
                        flink1.metricLastCheckpointSize(),
                        flink1.metricCpuUtilization(),
                        flink1.metricHeapMemoryUtilization(),
                        flink1.metricOldGenerationGCTime(),
                        flink1.metricOldGenerationGCCount(),
                        flink1.metricThreadsCount(),
                        flink1.metricNumRecordsIn(),
                        flink1.metricNumRecordsInPerSecond(),
                        flink1.metricNumRecordsOut(),
                        flink1.metricNumRecordsOutPerSecond(),
                        flink1.metricNumLateRecordsDropped(),
                        flink1.metricCurrentInputWatermark(),
                        flink1.metricCurrentOutputWatermark(),
                        flink1.metricManagedMemoryUsed(),
                        flink1.metricManagedMemoryTotal(),
                        flink1.metricManagedMemoryUtilization(),
                        flink1.metricIdleTimeMsPerSecond(),
                        flink1.metricBackPressuredTimeMsPerSecond(),
                        flink1.metricBusyTimeMsPerSecond(),
                        flink2.metricNumRestarts(),
                        flink1.metricContainerCpuUtilization(),
                        flink1.metricContainerMemoryUtilization()))
                .extracting(Metric::getMetricName)
                .containsExactly(
                        "downtime",
                        "uptime",
                        "fullRestarts",
                        "numberOfFailedCheckpoints",
                        "lastCheckpointDuration",
                        "lastCheckpointSize",
                        "cpuUtilization",
                        "heapMemoryUtilization",
                        "oldGenerationGCTime",
                        "oldGenerationGCCount",
                        "threadsCount",
                        "numRecordsIn",
                        "numRecordsInPerSecond",
                        "numRecordsOut",
                        "numRecordsOutPerSecond",
                        "numLateRecordsDropped",
                        "currentInputWatermark",
                        "currentOutputWatermark",
                        "managedMemoryUsed",
                        "managedMemoryTotal",
                        "managedMemoryUtilization",
                        "idleTimeMsPerSecond",
                        "backPressuredTimeMsPerSecond",
                        "busyTimeMsPerSecond",
                        "numRestarts",
                        "containerCPUUtilization",
                        "containerMemoryUtilization");
    }
}
