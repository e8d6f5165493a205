package io.github.managedflink.test.application;

import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.constructs.application.ApplicationOptions;
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

/**
 * Whatever a user asks of an application, either the service will take it, or the user is told at synth what it will
 * not take.
 */
class FlinkApplicationOptionsTest {
    private final Verdict verdict = new Verdict();

    @Property(tries = 60, seed = "20261122", edgeCases = EdgeCasesMode.NONE)
    @Label("What is accepted synthesizes without a finding")
    void accepted(@ForAll("right") Options<FlinkApplication.Builder> options, @ForAll FeatureFlags flags) {
        Verdict.assertAccepted(options, flags, FlinkApplicationOptionsTest::build);
    }

    @Property(tries = 150, seed = "20261123", edgeCases = EdgeCasesMode.NONE)
    @Label("What is rejected is named, all of it and nothing else, and leaves nothing behind")
    void rejected(@ForAll("wrong") Options<FlinkApplication.Builder> options) {
        verdict.assertRejected(options, FlinkApplicationOptionsTest::build);
    }

    private static void build(Options<FlinkApplication.Builder> options, Construct scope) {
        FlinkApplication.Builder builder = FlinkApplication.Builder.create(scope, Verdict.ID);
        options.applyTo(builder, scope);
        builder.build();
    }

    @Provide
    Arbitrary<Options<FlinkApplication.Builder>> right() {
        return Options.right(options());
    }

    @Provide
    Arbitrary<Options<FlinkApplication.Builder>> wrong() {
        return Options.wrong(options());
    }

    private static List<Arbitrary<? extends Choice<? super FlinkApplication.Builder>>> options() {
        List<Arbitrary<? extends Choice<? super FlinkApplication.Builder>>> options =
                new ArrayList<>(CommonOptions.all());
        options.add(Scaling.any()
                .map(scaling -> new Choice<ApplicationOptions<?>>(
                        scaling.words(), (builder, scope) -> scaling.applyTo(builder), scaling.faults())));
        options.add(FlinkJob.any().map(FlinkJob::toChoice));
        return options;
    }
}
