package io.github.managedflink.constructs.policies;

import static io.github.managedflink.constructs.policies.PolicyVariant.sink;
import static io.github.managedflink.constructs.policies.PolicyVariant.source;
import static io.github.managedflink.constructs.policies.PolicyVariant.vpc;

import io.github.managedflink.constructs.fixture.Imports;
import io.github.managedflink.constructs.msk.MskClientAuthentication;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskSink;
import io.github.managedflink.constructs.msk.MskSource;
import java.util.List;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** What jobs get that read and write topics, by the way in which they prove who they are. */
final class MskPolicies {
    private static final String SOURCE = "Source: MSK";
    private static final String SINK = "Sink: MSK";
    private static final String TOPIC = "orders";

    private MskPolicies() {}

    static List<PolicyVariant> variants() {
        return List.of(
                source(SOURCE, "existing cluster, IAM", stack -> read(existing(stack))),
                source(SOURCE, "existing cluster, IAM, topics by a pattern", stack -> MskSource.ofPattern(
                                existing(stack), "orders\\.v[0-9]+")
                        .withGroupId("etl")),
                source(SOURCE, "new provisioned cluster, IAM", stack -> read(MskCluster.newCluster(vpc(stack)))),
                source(SOURCE, "new serverless cluster, IAM", stack -> read(MskCluster.newServerless(vpc(stack)))),
                source(
                        SOURCE,
                        "existing cluster, user and password",
                        stack -> read(existing(stack)
                                .withAuthentication(MskClientAuthentication.scram(Imports.secret(stack))))),
                source(
                        SOURCE,
                        "new cluster, user and password",
                        stack -> read(
                                MskCluster.newCluster(vpc(stack)).withAuthentication(MskClientAuthentication.scram()))),
                source(
                        SOURCE,
                        "existing cluster, a certificate in a secret known by its name",
                        stack -> read(existing(stack)
                                .withAuthentication(MskClientAuthentication.mutualTls(
                                        Secret.fromSecretNameV2(stack, "Named", "etl"))))),
                source(
                        SOURCE,
                        "any cluster, no authentication, brokers with certificates of a private authority",
                        stack -> read(MskCluster.fromBootstrapServers("kafka.example.com:9093")
                                .withAuthentication(
                                        MskClientAuthentication.tls().withTrustedCertificates(Imports.secret(stack))))),
                source(
                        SOURCE,
                        "any cluster, no authentication",
                        stack -> read(MskCluster.fromBootstrapServers("kafka.example.com:9092")
                                .withAuthentication(MskClientAuthentication.plaintext()))),
                sink(SINK, "existing cluster, IAM, exactly once", stack -> MskSink.of(existing(stack), TOPIC)
                        .withExactlyOnce("etl-orders")),
                sink(SINK, "existing cluster, IAM, at least once", stack -> MskSink.of(existing(stack), TOPIC)
                        .withAtLeastOnce()),
                sink(
                        SINK,
                        "new serverless cluster, IAM, exactly once, its name for transactions made up",
                        stack -> MskSink.of(MskCluster.newServerless(vpc(stack)), TOPIC)),
                sink(
                        SINK,
                        "existing cluster, user and password",
                        stack -> MskSink.of(
                                existing(stack)
                                        .withAuthentication(MskClientAuthentication.scram(Imports.secret(stack))),
                                TOPIC)));
    }

    private static MskCluster existing(Stack stack) {
        return MskCluster.of(Imports.cluster(stack));
    }

    private static MskSource read(MskCluster cluster) {
        return MskSource.of(cluster, TOPIC).withGroupId("etl");
    }
}
