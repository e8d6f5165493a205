package io.github.managedflink.test.application;

import io.github.managedflink.constructs.KpiMonitor;
import io.github.managedflink.test.synth.FeatureFlags;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.constructs.Construct;

/** Whatever a user asks of a monitor, either it can be deployed, or the user is told at synth what is wrong. */
class KpiMonitorOptionsTest {
    private final Verdict verdict = new Verdict();

    @Property(tries = 30, seed = "20261124", edgeCases = EdgeCasesMode.NONE)
    @Label("What is accepted synthesizes without a finding")
    void accepted(@ForAll("right") Options<KpiMonitor.Builder> options, @ForAll FeatureFlags flags) {
        Verdict.assertAccepted(options, flags, KpiMonitorOptionsTest::build);
    }

    @Property(tries = 100, seed = "20261125", edgeCases = EdgeCasesMode.NONE)
    @Label("What is rejected is named, all of it and nothing else, and leaves nothing behind")
    void rejected(@ForAll("wrong") Options<KpiMonitor.Builder> options) {
        verdict.assertRejected(options, KpiMonitorOptionsTest::build);
    }

    private static void build(Options<KpiMonitor.Builder> options, Construct scope) {
        KpiMonitor.Builder builder = KpiMonitor.Builder.create(scope, Verdict.ID);
        options.applyTo(builder, scope);
        builder.build();
    }

    @Provide
    Arbitrary<Options<KpiMonitor.Builder>> right() {
        return Options.right(options());
    }

    @Provide
    Arbitrary<Options<KpiMonitor.Builder>> wrong() {
        return Options.wrong(options());
    }

    private static List<Arbitrary<? extends Choice<? super KpiMonitor.Builder>>> options() {
        List<Arbitrary<? extends Choice<? super KpiMonitor.Builder>>> options = new ArrayList<>(CommonOptions.all());
        options.addAll(CommonPipelineOptions.all());
        options.addAll(MonitorOptions.all());
        return options;
    }
}
