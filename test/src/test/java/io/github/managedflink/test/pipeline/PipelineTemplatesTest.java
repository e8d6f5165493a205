package io.github.managedflink.test.pipeline;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.managedflink.local.assembly.Resource;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import io.github.managedflink.test.template.TemplateValidator;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A user's app may set any feature flag; a pipeline is the same with all of them and with none. */
class PipelineTemplatesTest {

    @ParameterizedTest
    @EnumSource(Pipeline.class)
    @DisplayName(
            "A pipeline has no finding, and the same application, with no feature flag and with all that are recommended")
    void featureFlags(Pipeline pipeline) {
        SynthesizedStack old = SynthesizedStack.of(FeatureFlags.NONE, pipeline::addTo);
        SynthesizedStack recommended = SynthesizedStack.of(FeatureFlags.RECOMMENDED, pipeline::addTo);

        assertThat(TemplateValidator.validate(old.template())).isEmpty();
        assertThat(TemplateValidator.validate(recommended.template())).isEmpty();
        assertThat(deployed(recommended)).isEqualTo(deployed(old)).hasSize(pipeline.applications());
    }

    /** The applications with a value for every expression: flags change how a name is written, not what it is. */
    private static Map<String, JsonNode> deployed(SynthesizedStack stack) {
        return stack.deployed().resources("AWS::KinesisAnalyticsV2::Application").stream()
                .collect(toMap(Resource::logicalId, Resource::property));
    }
}
