package io.github.managedflink.test.application;

import io.github.managedflink.constructs.StreamingEtlApp;
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

/** Whatever a user asks of a pipeline, either it can be deployed, or the user is told at synth what is wrong. */
class StreamingEtlAppOptionsTest {
    private final Verdict verdict = new Verdict();

    @Property(tries = 60, seed = "20261122", edgeCases = EdgeCasesMode.NONE)
    @Label("What is accepted synthesizes without a finding")
    void accepted(@ForAll("right") Options<StreamingEtlApp.Builder> options, @ForAll FeatureFlags flags) {
        Verdict.assertAccepted(options, flags, StreamingEtlAppOptionsTest::build);
    }

    @Property(tries = 150, seed = "20261123", edgeCases = EdgeCasesMode.NONE)
    @Label("What is rejected is named, all of it and nothing else, and leaves nothing behind")
    void rejected(@ForAll("wrong") Options<StreamingEtlApp.Builder> options) {
        verdict.assertRejected(options, StreamingEtlAppOptionsTest::build);
    }

    private static void build(Options<StreamingEtlApp.Builder> options, Construct scope) {
        StreamingEtlApp.Builder builder = StreamingEtlApp.Builder.create(scope, Verdict.ID);
        options.applyTo(builder, scope);
        builder.build();
    }

    @Provide
    Arbitrary<Options<StreamingEtlApp.Builder>> right() {
        return Options.right(options());
    }

    @Provide
    Arbitrary<Options<StreamingEtlApp.Builder>> wrong() {
        return Options.wrong(options());
    }

    private static List<Arbitrary<? extends Choice<? super StreamingEtlApp.Builder>>> options() {
        List<Arbitrary<? extends Choice<? super StreamingEtlApp.Builder>>> options =
                new ArrayList<>(CommonOptions.all());
        options.addAll(CommonPipelineOptions.all());
        options.addAll(StreamingEtlOptions.all());
        return options;
    }
}
