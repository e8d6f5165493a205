package io.github.managedflink.test.pipeline;

import io.github.managedflink.constructs.KpiMonitor;
import io.github.managedflink.constructs.dynamodb.DynamoDbSink;
import io.github.managedflink.constructs.dynamodb.DynamoDbTable;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.sns.SnsSink;
import io.github.managedflink.constructs.sns.SnsTopic;
import io.github.managedflink.model.kpi.AlertRule;
import io.github.managedflink.model.kpi.FlapDamping;
import io.github.managedflink.model.kpi.Kpi;
import io.github.managedflink.model.kpi.Threshold;
import io.github.managedflink.model.window.Window;
import java.time.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketAttributes;
import software.amazon.awscdk.services.s3.IBucket;

/** Monitors of an API's requests. */
final class RequestMonitors {
    private RequestMonitors() {}

    /**
     * Whose rules come from a bucket of somebody else with a customer managed key, which its own resources have too; in
     * a VPC.
     */
    static KpiMonitor.Builder withRulesInBucket(Stack stack) {
        Key key = Key.Builder.create(stack, "Key").enableKeyRotation(true).build();
        IBucket settings = Bucket.fromBucketAttributes(
                stack,
                "Settings",
                BucketAttributes.builder()
                        .bucketName("settings")
                        .encryptionKey(key)
                        .build());
        return KpiMonitor.Builder.create(stack, "Requests")
                .source(KinesisSource.newStream())
                .name("requests")
                .groupBy("path")
                .kpi("success_rate", Kpi.share("status < 400"))
                .kpi("growth", Kpi.ratePerSecond().changeFrom(Duration.ofDays(7)))
                .window(Window.sliding(Duration.ofMinutes(5), Duration.ofMinutes(1)))
                .rule(
                        "errors",
                        AlertRule.on("success_rate")
                                .critical(Threshold.below(0.95).clearAt(0.97))
                                .flapDamping(FlapDamping.of(4, Duration.ofHours(1))))
                .rulesFrom(S3Bucket.of(settings), "requests/rules.json", Duration.ofSeconds(30))
                .sink("pager", SnsSink.in(SnsTopic.newTopic().withEncryptionKey(key)))
                .sink("states", DynamoDbSink.in(DynamoDbTable.newAlertTable().withEncryptionKey(key)))
                .measurementsTo(
                        "readings",
                        DynamoDbSink.in(DynamoDbTable.newMeasurementTable().withEncryptionKey(key)))
                .vpc(Pipeline.vpc(stack));
    }

    /** The least that there can be, whose rules come from a stream. */
    static KpiMonitor.Builder withRulesInStream(Stack stack) {
        return KpiMonitor.Builder.create(stack, "Requests")
                .source(KinesisSource.newStream())
                .kpi("requests", Kpi.ratePerSecond())
                .window(Window.tumbling(Duration.ofMinutes(1)))
                .rulesFrom(KinesisSource.newStream());
    }
}
