package io.github.managedflink.test.application;

import io.github.managedflink.constructs.application.ApplicationOptions;
import io.github.managedflink.constructs.application.KpuQuota;
import io.github.managedflink.constructs.application.KpuScaling;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * What the service says about scaling, as arithmetic of its own.
 *
 * @param kpus the fixed number of KPUs, or null where the service scales
 * @param parallelism the parallelism, or null where none is given
 * @param perKpu the parallelism of a KPU
 * @param quota what the account allows
 * @see <a href="https://docs.aws.amazon.com/managed-flink/latest/java/how-scaling.html">Application scaling</a>
 */
record Scaling(Integer kpus, Integer parallelism, int perKpu, KpuQuota quota) {

    static Arbitrary<Scaling> any() {
        Arbitrary<Integer> kpus = Arbitraries.of(1, 2, 3, 8, 64, 65, 128, 0).injectNull(0.5);
        Arbitrary<Integer> parallelism = Arbitraries.oneOf(
                        Arbitraries.integers().between(1, 520), Arbitraries.of(1, 2, 8, 256, 257, 0, -1))
                .injectNull(0.5);
        Arbitrary<Integer> perKpu = Arbitraries.of(1, 1, 1, 2, 3, 4, 8, 0, 9, 20);
        Arbitrary<KpuQuota> quota =
                Arbitraries.of(KpuQuota.DEFAULT, KpuQuota.DEFAULT, new KpuQuota(128, 512), new KpuQuota(128, 1024));
        return Combinators.combine(kpus, parallelism, perKpu, quota).as(Scaling::new);
    }

    void applyTo(ApplicationOptions<?> options) {
        KpuScaling scaling =
                (kpus == null ? KpuScaling.automatic() : KpuScaling.fixed(kpus)).withParallelismPerKpu(perKpu);
        options.scaling(parallelism == null ? scaling : scaling.withParallelism(parallelism));
        options.quota(quota);
    }

    List<Wrong> faults() {
        List<Wrong> faults = new ArrayList<>();
        if (kpus != null && kpus < 1) {
            faults.add(new Wrong("scaling.kpus", "" + kpus));
        }
        if (parallelism != null && parallelism < 1) {
            faults.add(new Wrong("scaling.parallelism", "" + parallelism));
        }
        if (perKpu < 1 || perKpu > 8) {
            faults.add(new Wrong("scaling.parallelismPerKpu", "" + perKpu));
        }
        if (!faults.isEmpty()) {
            return faults;
        }
        int needed = (int) Math.ceil(tasks() / (double) perKpu);
        if (kpus != null && needed != kpus) {
            faults.add(new Wrong("scaling.parallelism", "" + parallelism));
        }
        if (tasks() > quota.maxParallelism()) {
            faults.add(new Wrong("scaling.parallelism", "" + tasks()));
        }
        if (needed > quota.maxKpus()) {
            faults.add(new Wrong("scaling.kpus", "" + needed));
        }
        return faults;
    }

    /** The parallelism that the application starts with. */
    int tasks() {
        if (parallelism != null) {
            return parallelism;
        }
        return kpus == null ? 1 : kpus * perKpu;
    }

    /** The parallelism that the application can get to by itself. */
    int ceiling() {
        return kpus == null ? Math.min(quota.maxParallelism(), quota.maxKpus() * perKpu) : tasks();
    }

    String words() {
        return (kpus == null ? "automatic()" : "fixed(" + kpus + ")")
                + (parallelism == null ? "" : ".parallelism(" + parallelism + ")")
                + ".withParallelismPerKpu(" + perKpu + "), " + quota;
    }
}
