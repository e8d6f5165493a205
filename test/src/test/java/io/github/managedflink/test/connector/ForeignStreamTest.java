package io.github.managedflink.test.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.managedflink.constructs.StreamingEtlApp;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.s3.S3Sink;
import io.github.managedflink.local.gate.ServiceCall;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.test.synth.FeatureFlags;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kinesis.Stream;
import software.constructs.Construct;

/** A stream of another account is read with the role that lets the job do so. */
class ForeignStreamTest {
    private static final String STREAM = "arn:aws:kinesis:us-east-1:999988887777:stream/orders";
    private static final String ROLE = "arn:aws:iam::999988887777:role/orders-reader";

    @TempDir
    Path folder;

    @Test
    void theJobTakesTheRoleOn() {
        SynthesizedStack stack = SynthesizedStack.anywhere(FeatureFlags.NONE, ForeignStreamTest::addTo);
        try (RunningStack running = LocalRun.builder()
                .assembly(stack.directory())
                .stack(stack.name())
                .out(folder)
                .start()) {
            // when
            running.put("orders", Records.json(Records.ids(100)));
            running.awaitDrained();
            LocalRunResult result = running.stop();

            // then
            assertThat(result.application().counts().orElseThrow().out()).isEqualTo(100);
            assertThat(running.servedCalls()).containsKey(new ServiceCall("sts", "AssumeRole", ROLE));
        }
    }

    private static void addTo(Construct scope) {
        StreamingEtlApp.Builder.create(scope, "Etl")
                .source(KinesisSource.of(Stream.fromStreamArn(scope, "Orders", STREAM))
                        .withRole(Role.fromRoleArn(scope, "Reader", ROLE)))
                .sink(S3Sink.newBucket())
                .build();
    }
}
