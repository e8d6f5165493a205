package io.github.managedflink.constructs.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.model.settings.Violations;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import software.amazon.awscdk.services.kinesisanalyticsv2.CfnApplication.ParallelismConfigurationProperty;

/** For all numbers: what passes fits the quota, and what fits the quota passes. */
class KpuScalingTest {
    @Property(seed = "1")
    void automaticScalingPassesIfAndOnlyIfItsFloorFits(
            @ForAll @IntRange(min = -2, max = 600) int parallelism,
            @ForAll @IntRange(min = -1, max = 10) int perKpu,
            @ForAll @IntRange(min = 1, max = 100) int maxKpus,
            @ForAll @IntRange(min = 1, max = 500) int maxParallelism) {
        KpuScaling scaling = KpuScaling.automatic().withParallelism(parallelism).withParallelismPerKpu(perKpu);

        boolean fits = perKpu >= 1
                && perKpu <= 8
                && parallelism >= 1
                && parallelism <= maxParallelism
                && Math.ceil((double) parallelism / perKpu) <= maxKpus;

        assertThat(passes(scaling, new KpuQuota(maxKpus, maxParallelism))).isEqualTo(fits);
    }

    @Property(seed = "2")
    void fixedScalingHasTheKpusThatItSays(
            @ForAll @IntRange(min = 1, max = 64) int kpus, @ForAll @IntRange(min = 1, max = 4) int perKpu) {
        KpuScaling scaling = KpuScaling.fixed(kpus).withParallelismPerKpu(perKpu);

        ParallelismConfigurationProperty property = scaling.toProperty();

        assertThat(passes(scaling, KpuQuota.DEFAULT)).isTrue();
        assertThat(property.getParallelism()).isEqualTo((long) kpus * perKpu);
        assertThat(property.getAutoScalingEnabled()).isEqualTo(false);
    }

    @Property(seed = "3")
    void fixedScalingTakesAParallelismThatNeedsExactlyItsKpus(
            @ForAll @IntRange(min = 1, max = 20) int kpus,
            @ForAll @IntRange(min = 1, max = 8) int perKpu,
            @ForAll @IntRange(min = 1, max = 160) int parallelism) {
        KpuScaling scaling =
                KpuScaling.fixed(kpus).withParallelismPerKpu(perKpu).withParallelism(parallelism);

        boolean exact = parallelism > (kpus - 1) * perKpu && parallelism <= kpus * perKpu;

        assertThat(passes(scaling, KpuQuota.DEFAULT)).isEqualTo(exact);
    }

    private static boolean passes(KpuScaling scaling, KpuQuota quota) {
        Violations violations = new Violations();
        scaling.check(quota, violations);
        return violations.all().isEmpty();
    }
}
