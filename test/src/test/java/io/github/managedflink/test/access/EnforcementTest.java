package io.github.managedflink.test.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.application.Checkpointing;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Bucket;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.local.access.AccessReport;
import io.github.managedflink.local.access.CheckedCall;
import io.github.managedflink.local.access.CheckedCall.Origin;
import io.github.managedflink.local.access.CheckedCall.Outcome;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.ApplicationResult.State;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.model.s3.S3Partition;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;

/**
 * Runs that hold every call against the synthesized roles and endpoints: two applications in an isolated VPC that share
 * a bucket.
 */
class EnforcementTest {
    private static final String FIRST = "First";
    private static final String SECOND = "Second";

    private static SynthesizedStack stack;

    @TempDir
    Path folder;

    @BeforeAll
    static void synthesize() {
        stack = SynthesizedStack.anywhere(FeatureFlags.RECOMMENDED, scope -> {
            Vpc vpc = Vpc.Builder.create(scope, "Vpc")
                    .maxAzs(2)
                    .natGateways(0)
                    .subnetConfiguration(List.of(SubnetConfiguration.builder()
                            .name("private")
                            .subnetType(SubnetType.PRIVATE_ISOLATED)
                            .build()))
                    .build();
            S3Bucket bucket = S3Bucket.newBucket();
            addApplication(scope, FIRST, vpc, bucket);
            addApplication(scope, SECOND, vpc, bucket);
        });
    }

    private static void addApplication(Stack scope, String id, Vpc vpc, S3Bucket bucket) {
        StreamingEtlApp.Builder.create(scope, id)
                .source(KinesisSource.newStream())
                .checkpointing(Checkpointing.every(Duration.ofSeconds(1)).withMinPause(Duration.ZERO))
                .sink(
                        "main",
                        S3Sink.in(bucket)
                                .withPrefix("out/" + id + "/a b+c=d/100% ü")
                                .withPartition(S3Partition.eventTime("day", "yyyy-MM-dd", "UTC")))
                .deadLetters(bucket, "dead/letters/#1/" + id)
                .vpc(vpc)
                .build();
    }

    private LocalRunResult run(SynthesizedStack stack) throws IOException {
        Path feed = Files.write(folder.resolve("feed"), List.of("{\"id\":1}", "no JSON"));
        return LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .feed(FIRST + "/Stream", feed)
                .feed(SECOND + "/Stream", feed)
                .untilDrained()
                .enforce()
                .out(folder.resolve("out"))
                .run();
    }

    private static ApplicationResult application(LocalRunResult result, String id) {
        return result.applications().stream()
                .filter(each -> each.logicalId().startsWith(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("as synthesized, every call is allowed, and carried by an endpoint that the stack has")
    void asSynthesized() throws IOException {
        LocalRunResult result = run(stack);

        AccessReport access = result.access().orElseThrow();
        assertThat(access.refused()).isEmpty();
        assertThat(result.isSuccess()).isTrue();
        assertThat(access.notes()).isEmpty();
        assertThat(access.calls())
                .allMatch(each -> each.outcome() == Outcome.ALLOWED)
                .filteredOn(each -> each.origin() == Origin.JOB)
                .extracting(CheckedCall::endpoint)
                .doesNotContain("internet", "none", "VPC");
        assertThat(access.calls())
                .filteredOn(each -> each.origin() == Origin.START)
                .extracting(each -> each.call().service())
                .contains("s3", "logs", "ec2");
        assertThat(folder.resolve("out/access.json")).content().contains("\"action\" : \"kinesis:GetRecords\"");
    }

    @Test
    @DisplayName(
            "of two applications with a bucket in common only the one that lacks a permission fails, and says which")
    void withoutAnAction() throws IOException {
        SynthesizedStack edited = EditedAssembly.of(stack, folder.resolve("edited"))
                .withoutAction(SECOND, "s3:PutObject")
                .save();

        LocalRunResult result = run(edited);

        assertThat(result.isSuccess()).isFalse();
        assertThat(application(result, SECOND).state()).isEqualTo(State.FAILED);
        assertThat(application(result, SECOND).failure()).hasValueSatisfying(failure -> assertThat(failure)
                .contains("s3:PutObject arn:aws:s3:::")
                .contains("no statement of the role allows it"));
        assertThat(application(result, FIRST).failure()).isEmpty();
        assertThat(result.access().orElseThrow().refused())
                .isNotEmpty()
                .allMatch(each -> each.call().action().equals("PutObject"))
                .allMatch(each -> each.application().startsWith(SECOND));
    }

    @Test
    @DisplayName("what no endpoint carries does not get out of the VPC, and the table says so")
    void withoutAnEndpoint() throws IOException {
        SynthesizedStack edited = EditedAssembly.of(stack, folder.resolve("edited"))
                .withoutEndpoint("kinesis-streams")
                .save();

        LocalRunResult result = run(edited);

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.access().orElseThrow().refused())
                .isNotEmpty()
                .allMatch(each -> each.outcome() == Outcome.UNREACHABLE)
                .allMatch(each -> each.call().service().equals("kinesis"))
                .allMatch(each -> each.explanation().startsWith("no endpoint carries calls of kinesis out of the VPC"));
        assertThat(application(result, FIRST).failure())
                .hasValueSatisfying(failure -> assertThat(failure).contains("kinesis:"));
    }
}
