package io.github.managedflink.test.synth.byhand;

import java.util.List;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.constructs.Construct;

record Alarms(Construct scope, String applicationName) {
    /** An alarm when a counter of the application goes up. */
    void onIncrease(String id, String metric, String description) {
        alarm(id, description)
                .evaluationPeriods(1)
                .threshold(0)
                .metrics(List.of(
                        CfnAlarm.MetricDataQueryProperty.builder()
                                .id("expr_1")
                                .expression("DIFF(count)")
                                .returnData(true)
                                .build(),
                        CfnAlarm.MetricDataQueryProperty.builder()
                                .id("count")
                                .metricStat(CfnAlarm.MetricStatProperty.builder()
                                        .metric(CfnAlarm.MetricProperty.builder()
                                                .namespace("AWS/KinesisAnalytics")
                                                .metricName(metric)
                                                .dimensions(List.of(dimension("Application", applicationName)))
                                                .build())
                                        .period(300)
                                        .stat("Maximum")
                                        .build())
                                .returnData(false)
                                .build()))
                .build();
    }

    /** An alarm when records wait in the stream. */
    void onLag(String id, String streamName) {
        alarm(
                        id,
                        "The pipeline reads later than it should. It may need more KPUs, or the source more shards or partitions.")
                .evaluationPeriods(5)
                .threshold(300_000)
                .namespace("AWS/Kinesis")
                .metricName("GetRecords.IteratorAgeMilliseconds")
                .dimensions(List.of(dimension("StreamName", streamName)))
                .period(60)
                .statistic("Maximum")
                .build();
    }

    private CfnAlarm.Builder alarm(String id, String description) {
        return CfnAlarm.Builder.create(scope, id)
                .alarmDescription(description)
                .comparisonOperator("GreaterThanThreshold")
                .treatMissingData("notBreaching");
    }

    private static CfnAlarm.DimensionProperty dimension(String name, String value) {
        return CfnAlarm.DimensionProperty.builder().name(name).value(value).build();
    }
}
