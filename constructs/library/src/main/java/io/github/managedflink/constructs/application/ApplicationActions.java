package io.github.managedflink.constructs.application;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The IAM actions behind the grants of an application.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisanalyticsv2.html">Actions
 *     of Kinesis Analytics V2</a>
 */
final class ApplicationActions {
    private static final String DESCRIBE = "kinesisanalytics:DescribeApplication";
    private static final String DESCRIBE_OPERATION = "kinesisanalytics:DescribeApplicationOperation";
    private static final String START_APPLICATION = "kinesisanalytics:StartApplication";
    private static final String STOP_APPLICATION = "kinesisanalytics:StopApplication";

    static final String[] READ = {
        DESCRIBE,
        DESCRIBE_OPERATION,
        "kinesisanalytics:DescribeApplicationSnapshot",
        "kinesisanalytics:DescribeApplicationVersion",
        "kinesisanalytics:ListApplicationOperations",
        "kinesisanalytics:ListApplicationSnapshots",
        "kinesisanalytics:ListApplicationVersions",
        "kinesisanalytics:ListTagsForResource"
    };
    static final String[] START = {DESCRIBE, DESCRIBE_OPERATION, START_APPLICATION};
    static final String[] STOP = {DESCRIBE, DESCRIBE_OPERATION, STOP_APPLICATION};
    static final String[] MANAGE = Stream.concat(
                    Arrays.stream(READ),
                    Stream.of(
                            START_APPLICATION,
                            STOP_APPLICATION,
                            "kinesisanalytics:UpdateApplication",
                            "kinesisanalytics:UpdateApplicationMaintenanceConfiguration",
                            "kinesisanalytics:RollbackApplication",
                            "kinesisanalytics:CreateApplicationSnapshot",
                            "kinesisanalytics:DeleteApplicationSnapshot"))
            .toArray(String[]::new);

    private ApplicationActions() {}
}
