package io.github.managedflink.test.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.managedflink.test.access.FileCalls;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import io.github.managedflink.test.template.TemplateValidator;
import java.util.function.BiConsumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * What holds for every construct with an application: the service takes it, or the user is told what the service will
 * not take.
 */
final class Verdict {
    /** The id of the construct in its scope. */
    static final String ID = "Orders";

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

    static <B> void assertAccepted(Options<B> options, FeatureFlags flags, BiConsumer<Options<B>, Construct> build) {
        SynthesizedStack stack = SynthesizedStack.inRegion(flags, scope -> build.accept(options, scope));

        assertThat(TemplateValidator.validate(stack.template())).isEmpty();
        assertThat(stack.properties("AWS::KinesisAnalyticsV2::Application")).hasSize(1);
        FileCalls.assertAllowed(stack);
    }

    /**
     * Rejections share a stack, which is never synthesized: a construct that is refused must not have begun to exist.
     */
    <B> void assertRejected(Options<B> options, BiConsumer<Options<B>, Construct> build) {
        Construct scope = new Construct(rejections, "Try" + ++tries);

        Throwable thrown = catchThrowable(() -> build.accept(options, scope));

        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        assertThat(Wrong.differences(options.faults(), thrown.getMessage()))
                .as(thrown.getMessage())
                .isEmpty();
        assertThat(scope.getNode().tryFindChild(ID)).isNull();
    }
}
