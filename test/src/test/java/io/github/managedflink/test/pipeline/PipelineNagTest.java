package io.github.managedflink.test.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NIST80053R5Checks;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;

/**
 * What the rules for AWS Solutions and those of NIST 800-53 say about the pipelines; the {@link NagReasons} are written
 * down.
 *
 * @see <a href="https://github.com/cdklabs/cdk-nag/blob/main/RULES.md">Rules of cdk-nag</a>
 */
class PipelineNagTest {
    @ParameterizedTest
    @EnumSource(Pipeline.class)
    @DisplayName("A pipeline breaks no rule without a reason")
    void rules(Pipeline pipeline) throws IOException {
        SynthesizedStack stack = SynthesizedStack.of(FeatureFlags.NONE, app -> {
            Aspects.of(app).add(new AwsSolutionsChecks());
            Aspects.of(app).add(new NIST80053R5Checks());
            Stack content = pipeline.addTo(app);
            NagSuppressions.addStackSuppressions(content, NagReasons.all());
            return content;
        });

        List<String> reports = reports(stack);

        assertThat(reports)
                .as("the rules were applied")
                .anyMatch(line -> line.contains("\"AwsSolutions-IAM5\""))
                .anyMatch(line -> line.contains("\"NIST.800.53.R5-IAMNoInlinePolicy\""));
        assertThat(reports).noneMatch(line -> line.contains("\"Non-Compliant\"") || line.contains("\"UNKNOWN\""));
    }

    private static List<String> reports(SynthesizedStack stack) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(stack.directory())) {
            for (Path report : files.filter(
                            file -> file.getFileName().toString().endsWith("NagReport.csv"))
                    .toList()) {
                lines.addAll(Files.readAllLines(report));
            }
        }
        return lines;
    }
}
