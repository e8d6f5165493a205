package io.github.managedflink.constructs;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.NagPackSuppression;
import io.github.cdklabs.cdknag.NagSuppressions;
import io.github.managedflink.constructs.fixture.CdkApps;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.Aspects;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.assertions.Annotations;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Matcher;
import software.amazon.awscdk.assertions.Template;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcAttributes;

/** What cdk-nag finds in a pipeline, each finding with the reason why it is right. */
class NagTest {
    private static final Matcher FINDING = Match.stringLikeRegexp("AwsSolutions.*");

    private final Stack stack = CdkApps.stack();

    @Test
    void onlyExplainedFindings() {
        StreamingEtlApp pipeline = StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.newStream().withEnhancedFanOut("etl"))
                .sink(S3Sink.newBucket().withPrefix("orders"))
                .vpc(Vpc.fromVpcAttributes(
                        stack,
                        "Vpc",
                        VpcAttributes.builder()
                                .vpcId("vpc-1")
                                .availabilityZones(List.of("a"))
                                .privateSubnetIds(List.of("subnet-1"))
                                .build()))
                .build();
        NagSuppressions.addResourceSuppressions(
                List.of(pipeline.getRole()),
                List.of(suppression(
                        "AwsSolutions-IAM5",
                        "Objects below one prefix, the creation time at the end of a consumer's ARN, log groups to describe, and"
                                + " network interfaces that do not exist yet cannot be named.")));
        NagSuppressions.addResourceSuppressions(
                List.of(pipeline.getDeadLetterBucket()),
                List.of(suppression(
                        "AwsSolutions-S1",
                        "Access logs need a second bucket, which S3Bucket.withAccessLogs(…) takes; who must have them"
                                + " gives one.")));

        Aspects.of(stack).add(new AwsSolutionsChecks());

        Annotations annotations = annotations();
        assertThatCode(() -> annotations.hasNoError("*", FINDING)).doesNotThrowAnyException();
        assertThatCode(() -> annotations.hasNoWarning("*", FINDING)).doesNotThrowAnyException();
    }

    @Test
    void checksAreAtWork() {
        StreamingEtlApp.Builder.create(stack, "Orders")
                .source(KinesisSource.newStream())
                .sink(S3Sink.newBucket())
                .build();

        Aspects.of(stack).add(new AwsSolutionsChecks());

        Annotations annotations = annotations();
        assertThatCode(() -> annotations.hasError("/Test/Orders/Bucket/Resource", FINDING))
                .doesNotThrowAnyException();
    }

    private Annotations annotations() {
        // Aspects run at synth.
        Objects.requireNonNull(Template.fromStack(stack));
        return Annotations.fromStack(stack);
    }

    private static NagPackSuppression suppression(String id, String reason) {
        return NagPackSuppression.builder().id(id).reason(reason).build();
    }
}
