package io.github.managedflink.test.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.constructs.ApplicationOptions;
import io.github.managedflink.constructs.FlinkApplication;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import io.github.managedflink.test.template.TemplateValidator;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/** Whatever a user asks of an application, either the service will take it, or the user is told at synth what it will not take. */
class FlinkApplicationOptionsTest {
    private static final String TYPE = "AWS::KinesisAnalyticsV2::Application";

    private final Stack rejections = new Stack(
            new App(),
            "Rejections",
            StackProps.builder()
                    .env(Environment.builder()
                            .account(SynthesizedStack.ACCOUNT)
                            .region(SynthesizedStack.REGION)
                            .build())
                    .build());
    private int tries;

    @Property(tries = 60, seed = "20261122", edgeCases = EdgeCasesMode.NONE)
    @Label("What is accepted synthesizes without a finding")
    void accepted(@ForAll("right") Options<FlinkApplication.Builder> options, @ForAll FeatureFlags flags) {
        SynthesizedStack stack = SynthesizedStack.inRegion(flags, scope -> build(options, scope));

        assertThat(TemplateValidator.validate(stack.template())).isEmpty();
        assertThat(stack.properties(TYPE))
                .singleElement()
                .extracting(JsonNode::isObject)
                .isEqualTo(true);
    }

    @Property(tries = 150, seed = "20261123", edgeCases = EdgeCasesMode.NONE)
    @Label("What is rejected is named, all of it and nothing else, and leaves nothing behind")
    void rejected(@ForAll("wrong") Options<FlinkApplication.Builder> options) {
        Construct scope = new Construct(rejections, "Try" + ++tries);

        Throwable thrown = catchThrowable(() -> build(options, scope));

        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        assertThat(Wrong.differences(options.faults(), thrown.getMessage()))
                .as(thrown.getMessage())
                .isEmpty();
        assertThat(scope.getNode().tryFindChild("Orders")).isNull();
    }

    private static void build(Options<FlinkApplication.Builder> options, Construct scope) {
        FlinkApplication.Builder builder = FlinkApplication.Builder.create(scope, "Orders");
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
