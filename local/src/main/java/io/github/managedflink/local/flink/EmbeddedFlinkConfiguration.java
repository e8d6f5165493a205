package io.github.managedflink.local.flink;

import io.github.managedflink.local.s3.S3StandIn;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** The settings of a cluster that runs in this process. */
final class EmbeddedFlinkConfiguration {
    private static final int REMEMBERED_FAILURES = 1_000;
    private static final String LOOPBACK = "127.0.0.1";
    /** Counts reach the JobManager with the heartbeats, and a run waits for them. */
    static final Duration REFRESH_INTERVAL = Duration.ofMillis(500);

    /** A KPU has 1 GiB of native memory; RocksDB needs a part of it here. */
    private static final MemorySize MANAGED_PER_SLOT = MemorySize.ofMebiBytes(32);

    private static final MemorySize MANAGED_AT_LEAST = MemorySize.ofMebiBytes(128);
    private static final MemorySize NETWORK_AT_LEAST = MemorySize.ofMebiBytes(64);
    /** Two buffers of 32 KiB for each pair of subtasks that a shuffle connects, with room for a few shuffles. */
    private static final MemorySize NETWORK_PER_PAIR_OF_SLOTS = MemorySize.parse("256 kb");

    private EmbeddedFlinkConfiguration() {}

    static Configuration of(OptionalInt uiPort, URI s3, Path workFolder) {
        Configuration configuration = new Configuration();
        listenOnLoopback(configuration, uiPort);
        useS3(configuration, s3);
        keepTemporaryFilesIn(configuration, workFolder.resolve("flink").toString());
        // Clients of AWS end their threads some time after the job; a class that they load then must not fail.
        configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, REFRESH_INTERVAL);
        configuration.set(MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL, REFRESH_INTERVAL);
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.REFRESH_INTERVAL, REFRESH_INTERVAL);
        configuration.set(WebOptions.MAX_EXCEPTION_HISTORY_SIZE, REMEMBERED_FAILURES);
        return configuration;
    }

    private static void listenOnLoopback(Configuration configuration, OptionalInt uiPort) {
        configuration.set(RestOptions.ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(uiPort.orElse(0)));
        configuration.set(JobManagerOptions.ADDRESS, LOOPBACK);
        configuration.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.HOST, LOOPBACK);
        configuration.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
    }

    private static void keepTemporaryFilesIn(Configuration configuration, String folder) {
        configuration.set(CoreOptions.TMP_DIRS, folder);
        configuration.set(WebOptions.TMP_DIR, folder);
        configuration.setString("s3.buffer.dir", folder);
    }

    private static void useS3(Configuration configuration, URI endpoint) {
        configuration.setString("s3.endpoint", endpoint.toString());
        configuration.setString("s3.endpoint.region", "us-east-1");
        configuration.setString("s3.path.style.access", "true");
        // In seconds; a thread that waits for work keeps the classes of the job that it was started for.
        configuration.setString("s3.threads.keepalivetime", "5");
        configuration.setString("s3.access-key", S3StandIn.ACCESS_KEY);
        configuration.setString("s3.secret-key", S3StandIn.SECRET_KEY);
    }

    static void setMemory(Configuration configuration, int slots) {
        MemorySize network = max(NETWORK_AT_LEAST, NETWORK_PER_PAIR_OF_SLOTS.multiply((double) slots * slots));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        configuration.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE, max(MANAGED_AT_LEAST, MANAGED_PER_SLOT.multiply(slots)));
    }

    private static MemorySize max(MemorySize a, MemorySize b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
