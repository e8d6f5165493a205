package io.github.managedflink.constructs.application;

import io.github.managedflink.constructs.internal.NumberTokens;
import io.github.managedflink.model.application.ApplicationResourceRules;
import io.github.managedflink.model.settings.Tokens;
import io.github.managedflink.model.settings.Violations;
import java.util.Optional;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.ParallelismConfigurationProperty;

/**
 * How many Kinesis Processing Units (KPU, 1 vCPU and 4 GB each) an application gets, and who changes that number. An
 * application takes parallelism / parallelismPerKpu KPUs, rounded up, and is billed for one more.
 *
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-scaling.html">Application scaling</a>
 */
public final class KpuScaling {
    private final boolean automatic;
    private final Integer kpus;
    private final Number parallelism;
    private final Number parallelismPerKpu;

    private KpuScaling(boolean automatic, Integer kpus, Number parallelism, Number parallelismPerKpu) {
        this.automatic = automatic;
        this.kpus = kpus;
        this.parallelism = parallelism;
        this.parallelismPerKpu = parallelismPerKpu;
    }

    /**
     * Returns the service doubles the parallelism after 15 minutes of 75 % CPU and halves it after six hours below 10
     * %, never below {@link #withParallelism}. It knows no upper bound but the quota.
     *
     * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-scaling-auto.html">Automatic scaling</a>
     */
    public static KpuScaling automatic() {
        return new KpuScaling(true, null, null, 1);
    }

    /**
     * Always {@code kpus} KPUs. The parallelism is {@code kpus} times {@link #withParallelismPerKpu} unless
     * {@link #withParallelism} says less.
     */
    public static KpuScaling fixed(int kpus) {
        return new KpuScaling(false, kpus, null, 1);
    }

    /**
     * Sets the parallelism of the job, a whole number of at least 1; with {@link #automatic} the least that it gets.
     * Default there: 1. A number token passes.
     */
    public KpuScaling withParallelism(Number value) {
        return new KpuScaling(automatic, kpus, value, parallelismPerKpu);
    }

    /**
     * Sets how many parallel tasks share one KPU, a whole number from 1 to 8. Default: 1. More suits jobs that wait
     * rather than compute. A number token passes.
     */
    public KpuScaling withParallelismPerKpu(Number value) {
        return new KpuScaling(automatic, kpus, parallelism, value);
    }

    ParallelismConfigurationProperty toProperty() {
        return ParallelismConfigurationProperty.builder()
                .configurationType("CUSTOM")
                .autoScalingEnabled(automatic)
                .parallelism(effectiveParallelism())
                .parallelismPerKpu(parallelismPerKpu)
                .build();
    }

    private Number effectiveParallelism() {
        if (parallelism != null) {
            return parallelism;
        }
        return automatic ? 1 : kpus * parallelismPerKpu.longValue();
    }

    /** The parallelism that the application can reach, as far as it is known at synth and not wrong. */
    Optional<Long> ceiling(KpuQuota quota) {
        Violations violations = new Violations();
        check(quota, violations);
        if (!violations.all().isEmpty()) {
            return Optional.empty();
        }
        Number highest = automatic ? parallelismPerKpu : effectiveParallelism();
        if (Tokens.isToken(highest)) {
            return Optional.empty();
        }
        return Optional.of(
                automatic
                        ? Math.min(quota.maxParallelism(), quota.maxKpus() * highest.longValue())
                        : highest.longValue());
    }

    /** The KPUs that the application can have at most, as far as they are known at synth and not wrong. */
    Optional<Long> kpuCeiling(KpuQuota quota) {
        if (Tokens.isToken(parallelismPerKpu)) {
            return Optional.empty();
        }
        return ceiling(quota).map(tasks -> (tasks + parallelismPerKpu.longValue() - 1) / parallelismPerKpu.longValue());
    }

    void check(KpuQuota quota, Violations violations) {
        int before = violations.all().size();
        checkEach(violations);
        boolean valid = violations.all().size() == before && quota.maxKpus() >= 1 && quota.maxParallelism() >= 1;
        if (!valid || Tokens.isToken(effectiveParallelism()) || Tokens.isToken(parallelismPerKpu)) {
            return;
        }
        long tasks = effectiveParallelism().longValue();
        long perKpu = parallelismPerKpu.longValue();
        long needed = (tasks + perKpu - 1) / perKpu;
        if (kpus != null && needed != kpus) {
            violations.add(
                    "parallelism",
                    parallelism,
                    "takes " + needed + " KPUs at parallelismPerKpu " + perKpu + ", not the " + kpus
                            + " of KpuScaling.fixed. Leave the parallelism out or give both the same.");
        }
        if (tasks > quota.maxParallelism()) {
            violations.add(
                    "parallelism",
                    tasks,
                    "is above the quota of " + quota.maxParallelism()
                            + ". Lower it, or have the quota raised and give it with quota(new KpuQuota(…)).");
        }
        if (needed > quota.maxKpus()) {
            violations.add(
                    "kpus",
                    needed,
                    "is above the quota of " + quota.maxKpus() + " KPUs for one application. Lower the parallelism ("
                            + tasks + "), raise parallelismPerKpu (" + perKpu
                            + "), or have the quota raised and give it with quota(new KpuQuota(…)).");
        }
    }

    private void checkEach(Violations violations) {
        violations.range("kpus", kpus, 1, Integer.MAX_VALUE);
        NumberTokens.check("parallelism", parallelism, 1, Integer.MAX_VALUE, violations);
        NumberTokens.check(
                "parallelismPerKpu",
                parallelismPerKpu,
                1,
                ApplicationResourceRules.MAX_PARALLELISM_PER_KPU,
                violations);
        if (!violations.require("parallelismPerKpu", parallelismPerKpu)) {
            return;
        }
        if (Tokens.isToken(parallelismPerKpu) && kpus != null && parallelism == null) {
            violations.add(
                    "parallelismPerKpu",
                    "known only at deployment",
                    "needs parallelism beside it, because KpuScaling.fixed(" + kpus
                            + ") cannot compute the parallelism at synth.");
        }
    }
}
