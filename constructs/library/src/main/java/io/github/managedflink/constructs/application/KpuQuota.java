package io.github.managedflink.constructs.application;

import io.github.managedflink.model.settings.Violations;

/**
 * How much one application may have in your account. Both limits can be raised through AWS Service Quotas; say here
 * what you were granted.
 *
 * @param maxKpus KPUs for one application, 64 unless raised
 * @param maxParallelism parallelism of one application, 256 unless raised
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-scaling.html">Application scaling</a>
 */
public record KpuQuota(int maxKpus, int maxParallelism) {
    /** The quota of an account that has asked for nothing. */
    public static final KpuQuota DEFAULT = new KpuQuota(64, 256);

    void check(Violations violations) {
        violations.range("maxKpus", maxKpus, 1, Integer.MAX_VALUE);
        violations.range("maxParallelism", maxParallelism, 1, Integer.MAX_VALUE);
    }
}
