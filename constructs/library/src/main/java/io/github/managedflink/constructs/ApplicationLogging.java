package io.github.managedflink.constructs;

import io.github.managedflink.spec.settings.Faults;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.logs.ILogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;

/**
 * Where an application logs: a log group of its own, or one that exists.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/cloudwatch-logs.html">Application logging</a>
 */
public final class ApplicationLogging {
    private final ILogGroup existing;
    private final RetentionDays retention;
    private final IKey encryptionKey;
    private final RemovalPolicy removalPolicy;

    private ApplicationLogging(
            ILogGroup existing, RetentionDays retention, IKey encryptionKey, RemovalPolicy removalPolicy) {
        this.existing = existing;
        this.retention = retention;
        this.encryptionKey = encryptionKey;
        this.removalPolicy = removalPolicy;
    }

    /** A new log group that keeps events for a month and outlives the stack. */
    public static ApplicationLogging newLogGroup() {
        return new ApplicationLogging(null, RetentionDays.ONE_MONTH, null, RemovalPolicy.RETAIN);
    }

    /** A new log stream in this log group. */
    public static ApplicationLogging to(ILogGroup logGroup) {
        return new ApplicationLogging(logGroup, null, null, RemovalPolicy.RETAIN);
    }

    /** How long a new log group keeps events. Default: one month. */
    public ApplicationLogging retention(RetentionDays days) {
        return new ApplicationLogging(existing, days, encryptionKey, removalPolicy);
    }

    /**
     * The key that encrypts a new log group; its policy is extended for CloudWatch Logs. Default: a key of CloudWatch
     * Logs.
     */
    public ApplicationLogging encryptionKey(IKey key) {
        return new ApplicationLogging(existing, retention, key, removalPolicy);
    }

    /** What becomes of the log group and the log stream when they leave the stack. Default: they stay. */
    public ApplicationLogging removalPolicy(RemovalPolicy policy) {
        return new ApplicationLogging(existing, retention, encryptionKey, policy);
    }

    ILogGroup existing() {
        return existing;
    }

    RetentionDays retention() {
        return retention;
    }

    IKey encryptionKey() {
        return encryptionKey;
    }

    RemovalPolicy removalPolicy() {
        return removalPolicy;
    }

    void check(Faults faults) {
        if (existing != null && retention != null) {
            faults.add("retention", retention, "belongs to a new log group. Set it on the log group that you gave.");
        }
        if (existing != null && encryptionKey != null) {
            faults.add(
                    "encryptionKey",
                    "an encryption key",
                    "belongs to a new log group. Set it on the log group that you gave.");
        }
    }
}
