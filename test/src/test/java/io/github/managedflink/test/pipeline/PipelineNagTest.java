package io.github.managedflink.test.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.cdklabs.cdknag.RegexAppliesTo;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;

/**
 * What the rules for AWS Solutions say about the pipelines.
 *
 * @see <a href="https://github.com/cdklabs/cdk-nag/blob/main/RULES.md">Rules of cdk-nag</a>
 */
class PipelineNagTest {
    private static final String ARN = "(arn:aws|arn:<AWS::Partition>)";

    private static final List<NagPackSuppression> REASONS = List.of(
            reason(
                    "AwsSolutions-S1",
                    "Where access to a bucket is logged is the user's choice: S3BucketBinding.accessLogs takes a bucket."),
            reason(
                    "AwsSolutions-KDS3",
                    "The user asked for a key of their own, which is stricter than the key of Kinesis."),
            reason(
                    "AwsSolutions-OS1",
                    "Whether a domain is in a VPC is the user's choice: OpenSearchDomainBinding.vpc takes one."),
            reason(
                    "AwsSolutions-OS3",
                    "Roles of the account sign each request, wherever they are; addresses say nothing about who calls."),
            reason(
                    "AwsSolutions-OS5",
                    "A domain without a policy of its own takes signed requests only, of those whom IAM allows them."),
            reason(
                    "AwsSolutions-OS9",
                    "Slow logs need a policy of CloudWatch Logs for the whole Region, of which there are ten at most."),
            reason(
                    "AwsSolutions-IAM4",
                    "The CDK's own function, which looks up the brokers, logs by the policy that AWS manages."),
            reason("AwsSolutions-L1", "The CDK chooses the runtime of its own function."),
            wildcard(".*transactional-id.*\\*", "Flink adds a number for each subtask and checkpoint."),
            wildcard("<\\w+Bucket\\w+\\.Arn>/[a-z-]+/\\*", "A sink writes files of any name below its own prefix."),
            wildcard(
                    "<\\w+DeadLetters\\w+\\.Arn>/[a-z-/]+/\\*",
                    "Dead letters are files of any name below their prefix."),
            wildcard("<\\w+Bucket\\w+\\.Arn>/\\*", "A sink without a prefix has the whole bucket."),
            wildcard(ARN + ":s3:::lake/[a-z-]+/\\*", "A sink writes files of any name below its own prefix."),
            wildcard(
                    "<\\w+Stream\\w+\\.Arn>/consumer/etl:\\*",
                    "A consumer's ARN ends in the second of its creation, which nobody knows before."),
            wildcard(ARN + ":logs:.+:log-group:\\*", "Listing log groups cannot be limited to one."),
            wildcard(
                    "\\*", "Describing a network cannot be limited to one resource: EC2 knows none for these actions."),
            wildcard(
                    ARN + ":ec2:.+:\\*:(subnet|security-group)/[^*]+",
                    "The subnets of a shared VPC belong to an account that the application does not know."),
            wildcard(
                    ARN + ":ec2:.+:network-interface/\\*",
                    "The service creates the interfaces; a condition limits them to the application's subnets."));

    private static NagPackSuppression reason(String rule, String reason) {
        return NagPackSuppression.builder().id(rule).reason(reason).build();
    }

    private static NagPackSuppression wildcard(String resource, String reason) {
        return NagPackSuppression.builder()
                .id("AwsSolutions-IAM5")
                .reason(reason)
                .appliesTo(List.of(RegexAppliesTo.builder()
                        .regex("/^Resource::" + resource.replace("/", "\\/") + "$/")
                        .build()))
                .build();
    }

    @ParameterizedTest
    @EnumSource(Pipeline.class)
    @DisplayName("A pipeline breaks no rule without a reason")
    void awsSolutions(Pipeline pipeline) throws IOException {
        SynthesizedStack stack = SynthesizedStack.of(FeatureFlags.NONE, app -> {
            Aspects.of(app).add(new AwsSolutionsChecks());
            Stack content = pipeline.addTo(app);
            NagSuppressions.addStackSuppressions(content, REASONS);
            return content;
        });

        List<String> report = Files.readAllLines(report(stack));

        assertThat(report).as("the rules were applied").anyMatch(line -> line.contains("\"AwsSolutions-IAM5\""));
        assertThat(report).noneMatch(line -> line.contains("\"Non-Compliant\"") || line.contains("\"UNKNOWN\""));
    }

    private static Path report(SynthesizedStack stack) throws IOException {
        try (Stream<Path> files = Files.list(stack.directory())) {
            return files.filter(file -> file.getFileName().toString().endsWith("NagReport.csv"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
