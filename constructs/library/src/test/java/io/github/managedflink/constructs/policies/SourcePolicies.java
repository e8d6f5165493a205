package io.github.managedflink.constructs.policies;

import static io.github.managedflink.constructs.policies.PolicyVariant.source;

import io.github.managedflink.constructs.fixture.Imports;
import io.github.managedflink.constructs.kinesis.KinesisSource;
import io.github.managedflink.constructs.kinesis.KinesisStream;
import java.util.List;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.Key;

/** What jobs get that read Kinesis data streams. */
final class SourcePolicies {
    private static final String STREAM = "Source: Kinesis data stream";

    private static final String FOREIGN = "444455556666";

    private SourcePolicies() {}

    static List<PolicyVariant> variants() {
        return List.of(
                source(STREAM, "new, by polling", stack -> KinesisSource.newStream()),
                source(STREAM, "new, by enhanced fan-out", stack -> KinesisSource.newStream()
                        .withEnhancedFanOut("etl")),
                source(
                        STREAM,
                        "new, with a key of yours",
                        stack -> KinesisSource.in(KinesisStream.newStream().withEncryptionKey(new Key(stack, "Key")))),
                source(
                        STREAM,
                        "existing, with a key of yours, by polling",
                        stack -> KinesisSource.of(Imports.stream(stack))),
                source(STREAM, "existing, with a key of yours, by enhanced fan-out", stack -> KinesisSource.of(
                                Imports.stream(stack))
                        .withEnhancedFanOut("etl")),
                source(STREAM, "of another account, with a role there", stack -> KinesisSource.of(
                                Imports.stream(stack, Imports.arn(stack, "kinesis", FOREIGN, "stream/orders")))
                        .withEnhancedFanOut("etl")
                        .withRole(
                                Role.fromRoleArn(
                                        stack, "Foreign", Imports.globalArn(stack, "iam", FOREIGN, "role/read-orders")),
                                "shop")));
    }
}
