package io.github.managedflink.test.msk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.managedflink.constructs.msk.MskClientAuthentication;
import io.github.managedflink.constructs.msk.MskCluster;
import io.github.managedflink.constructs.msk.MskTopic;
import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.test.access.AccessProof;
import io.github.managedflink.test.synth.SynthesizedStack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** A job reaches its cluster by each authentication, with a secret that it reads for itself. */
class AuthenticationEndToEndTest {
    private static final int RECORDS = 500;
    private static final String AUTHORITY =
            "arn:aws:acm-pca:eu-west-1:111122223333:certificate-authority/0a1b2c3d-0000-0000-0000-000000000000";

    @TempDir
    private Path out;

    static Stream<Arguments> clusters() {
        return Stream.of(
                cluster("a new user of a new cluster", vpc -> MskCluster.newCluster(vpc)
                        .withAuthentication(MskClientAuthentication.scram())),
                cluster("a certificate", vpc -> MskCluster.newCluster(vpc)
                        .withAuthentication(MskClientAuthentication.mutualTls(
                                Secret.fromSecretNameV2(vpc.getStack(), "Certificate", "etl-certificate"), AUTHORITY))),
                cluster("MSK Serverless", MskCluster::newServerless));
    }

    private static Arguments cluster(String what, Function<IVpc, MskCluster> cluster) {
        return arguments(what, cluster);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("clusters")
    void recordsPassThroughTheCluster(String what, Function<IVpc, MskCluster> cluster) throws IOException {
        SynthesizedStack stack = TopicCopy.inVpc(cluster, UnaryOperator.identity());

        try (RunningStack running = TopicCopy.run(stack, out).enforce().start()) {
            LocalRunResult result = assertThatAllArriveOnce(running);
            AccessProof.of(result, stack.deployed()).everyCallIsAllowed().everyGrantIsUsed("secretsmanager");
        }
    }

    /** The actions are those of MSK's IAM, as the stand-in's broker authorizes them. */
    @Test
    void jobDoesWhatItsRoleAllows() {
        SynthesizedStack stack = TopicCopy.inVpc(
                vpc -> MskCluster.newCluster(vpc)
                        .withTopic(MskTopic.of(TopicCopy.FROM, 2).withReplicationFactor(2)),
                UnaryOperator.identity());

        try (RunningStack running = TopicCopy.run(stack, out).start()) {
            running.put(TopicCopy.FROM, TopicCopy.records(RECORDS));

            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(kafkaCalls(running))
                    .containsExactlyInAnyOrder(
                            "Connect on cluster",
                            "DescribeTopic on topic/orders",
                            "ReadData on topic/orders",
                            "DescribeGroup on group/etl",
                            "AlterGroup on group/etl",
                            "DescribeTopic on topic/copies",
                            "WriteData on topic/copies",
                            "DescribeTransactionalId on transactional-id/etl-copies-*",
                            "AlterTransactionalId on transactional-id/etl-copies-*"));
        }
    }

    private static Set<String> kafkaCalls(RunningStack running) {
        return running.servedCalls().keySet().stream()
                .filter(call -> call.service().equals("kafka-cluster"))
                .map(call -> call.action() + " on "
                        + call.resource()
                                .replaceFirst("^[^/]*:([a-z-]+)/[^/]+/[^/]+", "$1")
                                .replaceFirst("(etl-copies)-.*", "$1-*"))
                .collect(Collectors.toSet());
    }

    private static LocalRunResult assertThatAllArriveOnce(RunningStack running) throws IOException {
        running.put(TopicCopy.FROM, TopicCopy.records(RECORDS));
        running.awaitDrained();
        LocalRunResult result = running.stop();

        assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
        assertThat(result.application().restarts()).isZero();
        assertThat(TopicCopy.ids(result))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, RECORDS).boxed().toList());
        assertThat(TopicCopy.copies(result))
                .allSatisfy(copy -> assertThat(copy.path("key").asText())
                        .isEqualTo(copy.at("/value/id").asText()));
        return result;
    }
}
