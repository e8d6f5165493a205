package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.internal.RemovalPolicies;
import io.github.managedflink.constructs.internal.Setting;
import io.github.managedflink.model.settings.Violations;
import java.util.Optional;
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
    private final Setting<ILogGroup> existing;
    private final RetentionDays retention;
    private final Setting<IKey> encryptionKey;
    private final RemovalPolicy removalPolicy;

    private ApplicationLogging(
            Setting<ILogGroup> existing,
            RetentionDays retention,
            Setting<IKey> encryptionKey,
            RemovalPolicy removalPolicy) {
        this.existing = existing;
        this.retention = retention;
        this.encryptionKey = encryptionKey;
        this.removalPolicy = removalPolicy;
    }

    /** Returns a new log group that keeps events for a month and outlives the stack. */
    public static ApplicationLogging newLogGroup() {
        return new ApplicationLogging(
                Setting.nothing(), RetentionDays.ONE_MONTH, Setting.nothing(), RemovalPolicy.RETAIN);
    }

    /** Returns a new log stream in this log group. */
    public static ApplicationLogging to(ILogGroup logGroup) {
        return new ApplicationLogging(Setting.of(logGroup), null, Setting.nothing(), RemovalPolicy.RETAIN);
    }

    /** Sets how long a new log group keeps events. Default: one month. */
    public ApplicationLogging withRetention(RetentionDays days) {
        return new ApplicationLogging(existing, days, encryptionKey, removalPolicy);
    }

    /**
     * Sets the key that encrypts a new log group; its policy is extended for CloudWatch Logs. Default: a key of
     * CloudWatch Logs.
     */
    public ApplicationLogging withEncryptionKey(IKey key) {
        return new ApplicationLogging(existing, retention, Setting.of(key), removalPolicy);
    }

    /** Sets what becomes of the log group and the log stream when they leave the stack. Default: they stay. */
    public ApplicationLogging withRemovalPolicy(RemovalPolicy policy) {
        return new ApplicationLogging(existing, retention, encryptionKey, policy);
    }

    Optional<ILogGroup> existing() {
        return existing.toOptional();
    }

    RetentionDays retention() {
        return retention;
    }

    Optional<IKey> encryptionKey() {
        return encryptionKey.toOptional();
    }

    RemovalPolicy removalPolicy() {
        return removalPolicy;
    }

    void check(Violations violations) {
        existing.check("logGroup", violations);
        RemovalPolicies.check(removalPolicy, violations);
        if (!existing.asked()) {
            violations.require("retention", retention);
            encryptionKey.check("encryptionKey", violations);
            return;
        }
        String advice = "belongs to a new log group. Set it on the log group that you gave.";
        if (retention != null) {
            violations.add("retention", retention, advice);
        }
        encryptionKey.refuse("encryptionKey", key -> "a key", advice, violations);
    }
}
