package io.github.managedflink.local.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Submits to a cluster that runs already; an embedded one plays it. */
class RemoteFlinkTest {
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
                    .untilDrained()
                    .run();

            // then
            assertThat(result.application().state()).isEqualTo(ApplicationResult.State.STOPPED);
            assertThat(result.outputs()).isNotEmpty();
        }
    }

    @Test
    void saysThatNoClusterAnswers() throws IOException {
        int port = freePort();

        assertThatThrownBy(() -> LocalRun.builder()
                        .assembly(CopyAssembly.write(folder.resolve("cdk.out")))
                        .stack("Main")
                        .cluster("127.0.0.1:" + port)
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
