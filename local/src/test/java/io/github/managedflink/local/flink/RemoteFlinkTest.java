package io.github.managedflink.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.managedflink.local.result.ApplicationResult;
import io.github.managedflink.local.result.LocalRunException;
import io.github.managedflink.local.result.LocalRunResult;
import io.github.managedflink.local.run.CopyAssembly;
import io.github.managedflink.local.run.LocalRun;
import io.github.managedflink.local.run.RunningStack;
import io.github.managedflink.local.run.SlowCleanUpJob;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Submits to a cluster that runs already; an embedded one plays it. */
class RemoteFlinkTest {
    /** More than a job takes to end; one that runs on is never cleaned up after. */
    private static final int MILLIS_UNTIL_CLEAN_UP = 60_000;

    @TempDir
    Path folder;

    @Test
    void runsTheJobsOnTheClusterWithS3WhereTheClusterLooks() throws IOException {
        // given
        URI s3 = URI.create("http://127.0.0.1:" + freePort());
        try (EmbeddedFlink cluster = EmbeddedFlink.prepare(OptionalInt.empty(), s3, folder.resolve("cluster"))) {
            cluster.start(2);

            // when
            LocalRunResult result = LocalRun.builder()
                    .assembly(CopyAssembly.write(folder.resolve("cdk.out")))
                    .stack("Main")
                    .feed("Orders", Files.writeString(folder.resolve("orders.txt"), "one\ntwo\n"))
                    .out(folder.resolve("out"))
                    .cluster("127.0.0.1:" + cluster.address().getPort())
                    .allowNetwork()
                    .untilDrained()
                    .run();

            // then
            assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
            assertThat(result.outputs()).isNotEmpty();
        }
    }

    @Test
    void refusesCodeOfAUserWhoseCallsItCannotLead() throws IOException {
        URI s3 = URI.create("http://127.0.0.1:" + freePort());
        try (EmbeddedFlink cluster = EmbeddedFlink.prepare(OptionalInt.empty(), s3, folder.resolve("cluster"))) {
            cluster.start(2);

            assertThatThrownBy(() -> LocalRun.builder()
                            .assembly(CopyAssembly.write(folder.resolve("cdk.out")))
                            .stack("Main")
                            .cluster("127.0.0.1:" + cluster.address().getPort())
                            .start())
                    .isInstanceOf(LocalRunException.class)
                    .hasMessageStartingWith("The application Copy has code of its own, and on another cluster nothing")
                    .hasMessageContaining("--allow-network");
        }
    }

    @Test
    void keepsS3UntilTheClusterHasCleanedUpAfterStoppedJobs() throws IOException {
        assertThat(momentOfCleanUpAfter(RunningStack::stop)).isEqualTo(SlowCleanUpJob.DURING_THE_RUN);
    }

    @Test
    void leavesNoJobBehindThatWasNotStopped() throws IOException {
        assertThat(momentOfCleanUpAfter(running -> {})).isEqualTo(SlowCleanUpJob.DURING_THE_RUN);
    }

    /** Runs a job that the cluster is slow to clean up after, and tells whether the run waited for that. */
    private int momentOfCleanUpAfter(Consumer<RunningStack> use) throws IOException {
        URI s3 = URI.create("http://127.0.0.1:" + freePort());
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                EmbeddedFlink cluster = EmbeddedFlink.prepare(OptionalInt.empty(), s3, folder.resolve("cluster"))) {
            // given
            listener.setSoTimeout(MILLIS_UNTIL_CLEAN_UP);
            cluster.start(2);
            Path assembly = CopyAssembly.write(
                    folder.resolve("cdk.out"),
                    "\"listener\": \"" + listener.getLocalPort() + "\"",
                    SlowCleanUpJob.class);

            // when
            try (RunningStack running = LocalRun.builder()
                    .assembly(assembly)
                    .stack("Main")
                    .cluster("127.0.0.1:" + cluster.address().getPort())
                    .allowNetwork()
                    .start()) {
                use.accept(running);
            }

            // then
            try (Socket cleanUp = listener.accept()) {
                cleanUp.shutdownOutput();
                return cleanUp.getInputStream().read();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1:8081", "no_host_of_java:8081"})
    void refusesAClusterElsewhere(String cluster) throws IOException {
        assertThatThrownBy(() -> LocalRun.builder()
                        .assembly(CopyAssembly.write(folder.resolve("cdk.out")))
                        .stack("Main")
                        .cluster(cluster)
                        .allowNetwork()
                        .start())
                .isInstanceOf(LocalRunException.class)
                .hasMessageStartingWith("The cluster " + cluster + " is not on this machine.");
    }

    @Test
    void saysThatNoClusterAnswers() throws IOException {
        int port = freePort();

        assertThatThrownBy(() -> LocalRun.builder()
                        .assembly(CopyAssembly.write(folder.resolve("cdk.out")))
                        .stack("Main")
                        .cluster("127.0.0.1:" + port)
                        .allowNetwork()
                        .start())
                .isInstanceOf(LocalRunException.class)
                .hasMessageStartingWith("The Flink cluster at http://127.0.0.1:" + port + " does not answer");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
