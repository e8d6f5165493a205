package io.github.managedflink.test.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.test.synth.SynthesizedStack;
import io.github.managedflink.test.template.TemplateValidator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Any source goes with any sink. */
class ConnectorSynthTest {

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void everyPairSynthesizesWithoutAFinding(SourceKind source, SinkKind sink) {
        SynthesizedStack stack = ConnectorApp.synthesize(source, List.of(sink));

        assertThat(TemplateValidator.validate(stack.template())).isEmpty();
        // Every name and expression can be evaluated, as a deployment does.
        assertThat(stack.deployed().resources("AWS::KinesisAnalyticsV2::Application"))
                .singleElement()
                .satisfies(application -> assertThat(
                                application.property("ApplicationConfiguration", "EnvironmentProperties"))
                        .isNotEmpty());
    }

    static Stream<Arguments> pairs() {
        return Stream.of(SourceKind.values())
                .flatMap(source -> Stream.of(SinkKind.values()).map(sink -> Arguments.of(source, sink)));
    }
}
